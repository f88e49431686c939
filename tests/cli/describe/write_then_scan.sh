# The drafted description changes no finding, and is never overwritten.
. "$SOURCE/tests/cli/tables.inc"
mkdir tables
small tables/small.csv
many tables/many.csv
outcheck scan --no-report --format concise tables >before
outcheck describe --write tables >/dev/null
ls tables
outcheck scan --no-report --format concise tables >after
diff before after
outcheck describe --write tables >/dev/null
