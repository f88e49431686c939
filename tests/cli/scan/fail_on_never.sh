. "$SOURCE/tests/cli/tables.inc"
small small.csv; outcheck scan -q --no-report --fail-on never small.csv
