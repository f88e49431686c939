. "$SOURCE/tests/cli/tables.inc"
protected protected.csv
outcheck scan --no-report --verbose --policy "$SOURCE/tests/cli/attack.yaml" protected.csv | grep -A3 '^Hidden'
