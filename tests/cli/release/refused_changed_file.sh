. "$SOURCE/tests/cli/release/cleared.inc"
assigned; cleared
sed -i s/600/601/ small.csv; clean more.csv
outcheck release; status=$?
ls -d outcheck-release 2>/dev/null; exit $status
