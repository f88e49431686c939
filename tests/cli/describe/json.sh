. "$SOURCE/tests/cli/tables.inc"
small small.csv
outcheck describe --format json small.csv
