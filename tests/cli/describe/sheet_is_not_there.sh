. "$SOURCE/tests/cli/tables.inc"
workbook learners.fods
outcheck describe --write learners.fods >inferred
sed 's/"sheet": "Apprentices"/"sheet": "Apprentice"/' learners.fods-metadata.json >changed
mv changed learners.fods-metadata.json
outcheck describe learners.fods | sed -n '/^  T03/,$p'
