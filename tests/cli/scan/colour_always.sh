. "$SOURCE/tests/cli/tables.inc"
small small.csv; NO_COLOR=1 outcheck scan --no-report --color always small.csv | cat -v
