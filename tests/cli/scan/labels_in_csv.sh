. "$SOURCE/tests/cli/tables.inc"
welsh welsh.csv; outcheck scan --no-report --format csv welsh.csv | grep T101 | cut -d, -f11 | cat -v
