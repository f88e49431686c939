. "$SOURCE/tests/cli/tables.inc"
zero zero.csv
outcheck scan --no-report zero.csv
