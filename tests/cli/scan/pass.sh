. "$SOURCE/tests/cli/tables.inc"
clean clean.csv; outcheck scan --no-report clean.csv
