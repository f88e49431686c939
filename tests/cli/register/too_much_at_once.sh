# What counts the same people and is more than 400,000 cells is not compared, and that is said.
# The register is told that its table is larger than it is, so that nobody has to wait.
. "$SOURCE/tests/cli/tables.inc"
OUTCHECK_POLICY=$SOURCE/tests/cli/attack.yaml
for year in 2024 2025; do
    mkdir $year; later $year/table.csv
    sed -i "s/^Region/Region $year/" $year/table.csv
    outcheck register add --register whole.db --name r$year $year >/dev/null
done
later now.csv
set_cells() { # CELLS OF THE FIRST TABLE
    cp whole.db r.db
    sqlite3 r.db "UPDATE outcheck_table SET cells = $1 WHERE id = 1"
    echo "== $1 and $(sqlite3 r.db 'SELECT cells FROM outcheck_table WHERE id = 2') cells"
    outcheck scan --no-report --format json --register r.db now.csv |
        grep -o -E '[0-9]+ of [0-9]+ tables that count the same people[^"]*' | sort -u
}
others=$(sqlite3 whole.db 'SELECT cells FROM outcheck_table WHERE id = 2')
set_cells $others
set_cells $((400000 - others)) # within the limit: it is read, and the cells are not there
set_cells $((400001 - others))
set_cells 400001
sqlite3 r.db 'UPDATE outcheck_table SET cells = 400001'
outcheck scan --no-report --fail-on review --register r.db now.csv
