cp "$SOURCE/tests/fuzz/corpus/jj/two_by_two.jj" table.jj
outcheck protect -o pattern table.jj && cat pattern/table.hst pattern/table-suppressed.csv
outcheck protect -o pattern --format json table.jj
