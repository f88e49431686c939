. "$SOURCE/tests/cli/tables.inc"
rates destinations.csv
outcheck scan --no-report destinations.csv
