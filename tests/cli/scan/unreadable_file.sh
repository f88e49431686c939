. "$SOURCE/tests/cli/tables.inc"
small small.csv; broken broken.csv
outcheck scan --no-report small.csv broken.csv
