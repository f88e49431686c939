. "$SOURCE/tests/cli/tables.inc"
small small.csv
many many.csv
for format in text concise json csv sarif; do
    outcheck scan --fail-on never --format $format small.csv many.csv >first
    mv outcheck-report/report.xlsx first.xlsx
    [ $format != text ] || sleep 2
    outcheck scan --fail-on never --format $format small.csv many.csv >second
    cmp first second
    cmp first.xlsx outcheck-report/report.xlsx
done
