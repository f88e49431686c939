. "$SOURCE/tests/cli/tables.inc"
welsh welsh.csv; outcheck scan --no-report welsh.csv | cat -v
