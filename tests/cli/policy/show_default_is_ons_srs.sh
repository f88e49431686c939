outcheck policy show >default
outcheck policy show ons-srs | cmp - default
