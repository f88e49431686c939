. "$SOURCE/tests/cli/tables.inc"
ages ages.csv
outcheck scan --no-report ages.csv | grep -A1 "^Next"
outcheck protect --method auto ages.csv
cat outcheck-protected/ages.csv
outcheck audit --no-report outcheck-protected | tail -n 1
