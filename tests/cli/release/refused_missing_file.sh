. "$SOURCE/tests/cli/release/cleared.inc"
assigned; cleared
rm clean.csv
outcheck release
