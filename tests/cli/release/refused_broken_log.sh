. "$SOURCE/tests/cli/release/cleared.inc"
assigned; cleared
sed -i 1d $R/log.jsonl
outcheck release
