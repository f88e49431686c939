. "$SOURCE/tests/cli/tables.inc"
small small.csv; outcheck --no-report scan -q small.csv
