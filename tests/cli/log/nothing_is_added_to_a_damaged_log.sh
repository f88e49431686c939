. "$SOURCE/tests/cli/tables.inc"
small small.csv
for i in 1 2 3; do outcheck scan -q small.csv >/dev/null; done
sed -i 3d outcheck-report/log.jsonl
outcheck scan -q small.csv
