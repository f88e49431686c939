. "$SOURCE/tests/cli/release/cleared.inc"
assigned; cleared
mkdir outcheck-protected
sed 's/^North East,7,500,/North East,8,500,/' small.csv >outcheck-protected/small.csv
outcheck release
