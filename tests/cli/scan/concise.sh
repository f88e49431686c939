. "$SOURCE/tests/cli/tables.inc"
small small.csv; outcheck scan --no-report --format concise small.csv
