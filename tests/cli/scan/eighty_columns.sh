. "$SOURCE/tests/cli/tables.inc"
# wc -L prints the width of the widest line.
welsh welsh.csv
many many.csv
outcheck scan --no-report -v welsh.csv many.csv | wc -L
outcheck scan -v welsh.csv many.csv | grep -c 'Time:   [0-9.]* s'
