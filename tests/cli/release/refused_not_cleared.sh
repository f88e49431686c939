. "$SOURCE/tests/cli/release/cleared.inc"
assigned
approves $A; asks_for_changes $B 'seven is too few'
outcheck decide $A $B >/dev/null
outcheck release; status=$?
ls -d outcheck-release 2>/dev/null; exit $status
