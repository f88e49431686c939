. "$SOURCE/tests/cli/tables.inc"
small table.csv
outcheck protect --method auto table.csv
cat outcheck-protected/table.csv
