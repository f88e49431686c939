. "$SOURCE/tests/cli/tables.inc"
mkdir rel; clean rel/table.csv; printf 'nothing to see\n' >rel/words.csv
outcheck register add --register r.db rel
