. "$SOURCE/tests/cli/tables.inc"
mkdir -p tables/b tables/a; small tables/b/z.csv; small tables/a/y.csv; small tables/x.csv
outcheck scan --no-report --format concise tables | cut -d: -f1 | uniq
