. "$SOURCE/tests/cli/release/cleared.inc"
rich >/dev/null
outcheck release --confirm; status=$?
ls -A | grep release || echo 'no pack'; exit $status
