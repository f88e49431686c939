. "$SOURCE/tests/cli/tables.inc"
clean one.csv; small two.csv
outcheck register add --register r.db one.csv >/dev/null
# As version 1 was: without the indices that came with version 2.
sqlite3 r.db "DROP INDEX outcheck_table_release; DROP INDEX outcheck_table_wider; UPDATE outcheck_register SET content = '1' WHERE name = 'version'"
outcheck scan -q --no-report --register r.db one.csv
sqlite3 r.db "SELECT content FROM outcheck_register"
outcheck register add --register r.db two.csv >/dev/null
sqlite3 r.db "SELECT content FROM outcheck_register; SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
outcheck register verify --register r.db | head -1
sqlite3 r.db "UPDATE outcheck_register SET content = '9' WHERE name = 'version'"
outcheck register list --register r.db
