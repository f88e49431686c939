. "$SOURCE/tests/cli/tables.inc"
small small.csv
outcheck audit -q --no-report small.csv
