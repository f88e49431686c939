. "$SOURCE/tests/cli/tables.inc"
workbook learners.fods
outcheck describe --write learners.fods >inferred
grep -o '"\(sheet\|range\)": "[^"]*"' learners.fods-metadata.json
outcheck describe learners.fods | grep '^  T'
outcheck scan --no-report --format concise learners.fods
