outcheck policy diff ons-srs
