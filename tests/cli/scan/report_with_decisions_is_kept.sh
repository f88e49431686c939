. "$SOURCE/tests/cli/tables.inc"
small small.csv; outcheck scan -q small.csv
echo decision >>outcheck-report/report.xlsx; sum=$(sha256sum outcheck-report/report.xlsx)
outcheck scan small.csv; status=$?
[ "$sum" = "$(sha256sum outcheck-report/report.xlsx)" ] && echo kept; exit $status
