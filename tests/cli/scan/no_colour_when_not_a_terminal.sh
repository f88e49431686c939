. "$SOURCE/tests/cli/tables.inc"
small small.csv; outcheck scan --no-report small.csv | grep -c "$(printf "\033")"
