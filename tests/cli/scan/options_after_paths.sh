. "$SOURCE/tests/cli/tables.inc"
small small.csv; outcheck scan small.csv --no-report --format concise --policy=ons-srs
