. "$SOURCE/tests/cli/release/cleared.inc"
assigned; cleared
outcheck release >/dev/null
outcheck release; status=$?
outcheck release --force | tail -1
exit $status
