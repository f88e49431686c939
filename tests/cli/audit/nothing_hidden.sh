. "$SOURCE/tests/cli/tables.inc"
clean clean.csv
outcheck audit --no-report --policy "$SOURCE/tests/cli/attack.yaml" clean.csv
