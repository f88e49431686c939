# The draft names every output, changes no finding of a table, and is never overwritten.
. "$SOURCE/tests/cli/tables.inc"
mkdir tables
small tables/small.csv
outcheck describe --submission tables >/dev/null
cat tables/submission.yaml
outcheck scan --no-report --format concise tables
outcheck describe --submission tables >/dev/null
