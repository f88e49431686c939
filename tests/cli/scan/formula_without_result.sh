# A formula without its saved result: nobody knows what a reader's program will show.
. "$SOURCE/tests/cli/tables.inc"
workbook saved.fods
sed 's/<table:table-cell office:value-type="float" office:value="41"\/>/<table:table-cell table:formula="of:=[.D3]-[.B3]"\/>/' saved.fods >learners.fods
outcheck scan --no-report --format concise learners.fods
