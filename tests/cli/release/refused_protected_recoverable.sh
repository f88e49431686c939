# A hidden cell that follows from the rest was seen by nobody; no number is said.
. "$SOURCE/tests/cli/release/cleared.inc"
OUTCHECK_POLICY=$SOURCE/tests/cli/attack.yaml
assigned
for book in $A $B; do
    fill_cells $book 'Sign-off!D6=Approve' 'Sign-off!D7=Approve'
done
outcheck decide $A $B >/dev/null
mkdir outcheck-protected
sed 's/^North East,7,/North East,c,/' small.csv >outcheck-protected/small.csv
outcheck release
