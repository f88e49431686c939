cp "$SOURCE/tests/fuzz/corpus/jj/two_by_two.jj" table.jj
sed -i 's/ s 0 400/ z 0 400/' table.jj
outcheck protect --format json table.jj
