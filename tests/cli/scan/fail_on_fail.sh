. "$SOURCE/tests/cli/tables.inc"
zero zero.csv
small small.csv
outcheck scan -q --no-report --fail-on fail zero.csv || echo "a review failed"
outcheck scan -q --no-report --fail-on fail small.csv
