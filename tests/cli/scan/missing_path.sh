. "$SOURCE/tests/cli/tables.inc"
small small.csv; outcheck scan small.csv missing.csv; status=$?; ls; exit $status
