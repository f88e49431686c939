# reason: refusals. Approvals and findings need none, a rejection does.
. "$SOURCE/tests/cli/decide/story.inc"
mkdir in
(cd in; files)
printf 'id: light\nextends: %s\nprocess: {reason: refusals}\n' $SOURCE/tests/cli/house.yaml >light.yaml
OUTCHECK_POLICY=light.yaml
outcheck scan -q in >/dev/null
outcheck decide --assign "A. Okafor,B. Lindqvist" >/dev/null
fill_cells $A 'Sign-off!D6=Approve' 'Sign-off!D7=Approve' 'Findings!M5=False alarm'
fill_cells $B 'Sign-off!D6=Approve' 'Sign-off!D7=Reject'
outcheck decide $A $B
fill_cells $B 'Sign-off!D7=Approve' 'Findings!M5=Exception agreed'
outcheck decide $A $B | tail -1
