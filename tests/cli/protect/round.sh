. "$SOURCE/tests/cli/tables.inc"
ages ages.csv
outcheck protect --method round ages.csv
cat outcheck-protected/ages.csv
outcheck audit --no-report outcheck-protected | tail -n 1
