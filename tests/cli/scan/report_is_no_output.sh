. "$SOURCE/tests/cli/tables.inc"
clean clean.csv
outcheck scan -q --format concise clean.csv
mv outcheck-report/report.xlsx results.xlsx
outcheck scan --no-report --format concise .
