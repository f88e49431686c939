. "$SOURCE/tests/cli/tables.inc"
mkdir work
small work/small.csv
cd work
outcheck scan -q .
outcheck scan --format concise . | cut -d: -f1 | sort -u
