. "$SOURCE/tests/cli/tables.inc"
broken broken.csv; outcheck scan -q --no-report --fail-on never broken.csv
