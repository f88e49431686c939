# A merger would change the cell that must be published.
. "$SOURCE/tests/cli/tables.inc"
ages ages.csv
printf 'cell,wish\nB2,keep\n' >keep.csv
outcheck protect --wishes keep.csv --method merge ages.csv
head -n 2 outcheck-protected/ages.csv
