. "$SOURCE/tests/cli/tables.inc"
clean table.csv; echo hello >text.db; sqlite3 empty.db 'CREATE TABLE a (b)'
cp empty.db wider.db
for file in text.db empty.db none.db .; do
    outcheck register list --register $file; echo "exit $?"
    outcheck scan -q --no-report --register $file table.csv; echo "exit $?"
done
outcheck register add --register text.db table.csv; echo "exit $?"
