. "$SOURCE/tests/cli/release/cleared.inc"
rich >/dev/null
outcheck release --confirm; status=$?
ls outcheck-release; exit $status
