. "$SOURCE/tests/cli/tables.inc"
small small.csv
outcheck describe small.csv
