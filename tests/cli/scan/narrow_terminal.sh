. "$SOURCE/tests/cli/tables.inc"
small small.csv; COLUMNS=50 outcheck scan --no-report small.csv | awk "length > 50"
