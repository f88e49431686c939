. "$SOURCE/tests/cli/tables.inc"
later learners.csv
outcheck scan --no-report --previous nowhere learners.csv
