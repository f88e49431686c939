. "$SOURCE/tests/cli/tables.inc"
many many.csv
outcheck scan --no-report -v --format text many.csv | grep -c "  B[0-9]* .* T101 "
