. "$SOURCE/tests/cli/tables.inc"
protected protected.csv
outcheck audit --no-report --policy "$SOURCE/tests/cli/attack.yaml" protected.csv
