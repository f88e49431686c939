. "$SOURCE/tests/cli/decide/story.inc"
assigned
approves $A; approves $B
outcheck decide $A $B; status=$?
outcheck decide --format json $A $B | sed 's/"\([0-9a-f]\{8\}\)[0-9a-f]*"/"\1..."/'
grep -c '"outcome": "cleared"' $R/decisions.json
exit $status
