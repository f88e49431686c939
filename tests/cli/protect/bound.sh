. "$SOURCE/tests/cli/tables.inc"
ages ages.csv
outcheck protect --policy ons-srs --method bound ages.csv
cat outcheck-protected/ages.csv
outcheck audit --policy ons-srs --no-report outcheck-protected | tail -n 1
