. "$SOURCE/tests/cli/tables.inc"
echo "Only a sentence, and no table." >note.csv; outcheck scan --no-report note.csv
