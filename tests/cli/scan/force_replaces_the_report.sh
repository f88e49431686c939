. "$SOURCE/tests/cli/tables.inc"
small small.csv; outcheck scan -q small.csv
echo decision >>outcheck-report/report.xlsx
outcheck scan -q --force small.csv; (cd outcheck-report && sha256sum -c report.xlsx.sha256)
