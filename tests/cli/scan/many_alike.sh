. "$SOURCE/tests/cli/tables.inc"
many many.csv; outcheck scan --no-report many.csv
