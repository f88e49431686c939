outcheck policy diff ons-srs leo-srs | head -1
outcheck policy diff ons-srs ons-srs
