# A word that is not in the list, and reasons that are missing, each with its cell.
. "$SOURCE/tests/cli/decide/story.inc"
assigned
fill_cells $A 'Sign-off!D6=Aprove' 'Sign-off!D7=Reject' 'Findings!M5=Exception agreed'
fill_cells $B 'Sign-off!D6=maybe' 'Findings!M5=False alarm'
outcheck decide $A $B; status=$?
grep -c '"decided": true' $R/decisions.json
exit $status
