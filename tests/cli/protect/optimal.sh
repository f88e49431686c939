cp "$SOURCE/tests/fuzz/corpus/jj/two_by_two.jj" table.jj
outcheck protect --optimal -o pattern table.jj
