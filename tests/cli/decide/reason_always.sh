# reason: always. An approval of what passed needs one, and so does a change that is asked for.
. "$SOURCE/tests/cli/decide/story.inc"
mkdir in
(cd in; files)
printf 'id: strict\nextends: %s\nprocess: {reason: always}\n' $SOURCE/tests/cli/house.yaml >strict.yaml
OUTCHECK_POLICY=strict.yaml
outcheck scan -q in >/dev/null
outcheck decide --assign "A. Okafor,B. Lindqvist" >/dev/null
for book in $A $B; do
    fill_cells $book 'Sign-off!D6=Approve' 'Sign-off!D7=Request changes' \
        'Sign-off!E7=too few' 'Findings!M5=Change needed'
done
outcheck decide $A $B
for book in $A $B; do
    fill_cells $book 'Sign-off!E6=nothing found' 'Findings!N5=seven'
done
outcheck decide $A $B | tail -1
