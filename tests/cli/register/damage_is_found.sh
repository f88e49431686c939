. "$SOURCE/tests/cli/tables.inc"
for year in 2024 2025 2026; do
    mkdir $year; sed "s/^North East,70,500,570/North East,7$year,500,7$year/" <<END >$year/table.csv
Region,Apprenticeship,Education
North East,8${year#20},500
North West,600,8${year#20}
END
    outcheck register add --register whole.db $year >/dev/null
done
check() { # WHAT SQL
    cp whole.db r.db; sqlite3 r.db "$2"
    echo "== $1"; outcheck register verify --register r.db | sed 's/[0-9a-f]\{64\}/HASH/'
}
check "nothing" "SELECT 1 WHERE 0"
check "a number" "UPDATE outcheck_cell SET number = 7 WHERE table_id = 2 AND place = 1"
check "a name" "UPDATE outcheck_cell SET region = 'region=wales' WHERE table_id = 2 AND place = 1"
check "a link" "UPDATE outcheck_table SET link = 'other' WHERE id = 2"
check "a cell is missing" "DELETE FROM outcheck_cell WHERE table_id = 2 AND place = 1"
check "a table is missing" "DELETE FROM outcheck_table WHERE id = 2; DELETE FROM outcheck_cell WHERE table_id = 2"
check "a release is missing" "DELETE FROM outcheck_release WHERE id = 2"
check "a date" "UPDATE outcheck_release SET released = '2020-01-01' WHERE id = 2"
check "a stray cell" "INSERT INTO outcheck_cell (table_id, place) VALUES (99, 0)"
cp whole.db r.db; sqlite3 r.db "UPDATE outcheck_cell SET categories = '9,9' WHERE table_id = 2"
echo "== a scan does not use what does not fit"
outcheck scan -q --no-report --register r.db 2024/table.csv; echo "exit $?"
echo "== a head that was written down"
head() { outcheck register verify --register "$1" --head "$2" | sed 's/[0-9a-f]\{64\}/HASH/'; }
first=$(sqlite3 whole.db 'SELECT hash FROM outcheck_release WHERE id = 1')
head whole.db "$first"
sqlite3 r.db 'DELETE FROM outcheck_release; DELETE FROM outcheck_table; DELETE FROM outcheck_cell'
outcheck register verify --register r.db
head r.db "$first"
outcheck register add --register other.db 2025 >/dev/null
head other.db "$first"
