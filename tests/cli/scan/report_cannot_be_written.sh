. "$SOURCE/tests/cli/tables.inc"
small small.csv; : >file; outcheck scan -o file/report small.csv; status=$?; ls; exit $status
