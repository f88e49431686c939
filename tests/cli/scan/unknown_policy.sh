. "$SOURCE/tests/cli/tables.inc"
small small.csv; outcheck scan --policy ons-sr small.csv; status=$?; ls; exit $status
