. "$SOURCE/tests/cli/release/cleared.inc"
rich >/dev/null
outcheck release -o ../one >/dev/null
SOURCE_DATE_EPOCH=1795514700
outcheck release -o ../two >/dev/null
for file in tables.xlsx rich.csv rich.csv-metadata.json; do
    cmp ../one/$file ../two/$file && echo $file is the same
done
