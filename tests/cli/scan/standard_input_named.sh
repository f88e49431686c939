. "$SOURCE/tests/cli/tables.inc"
small small.csv; outcheck scan --no-report --format concise --name tables/t1.csv - <small.csv
