# The whole way: the researcher scans and submits, two checkers decide in saved workbooks
# and disagree, a second turn with what protect wrote, release into the register, notice, and a
# log that is whole.
. "$SOURCE/tests/cli/decide/story.inc"
OUTCHECK_POLICY=leo-srs
OUTCHECK_REGISTER=../releases.db
OUTCHECK_ACTOR=test
export OUTCHECK_REGISTER OUTCHECK_ACTOR
released ../before.csv
outcheck register add ../before.csv >/dev/null

echo '# the researcher'
files
outcheck scan -q .
outcheck decide --assign "A. Okafor,B. Lindqvist" | tail -1
echo '# the checkers, each alone'
approves $A; asks_for_changes $B 'seven is too few'
saved xlsx $A $B
outcheck decide $A | tail -1
outcheck decide $B | grep small
outcheck release
echo '# they talk'
asks_for_changes $A 'agreed, seven is too few'
fill_cells $A 'Findings!M5=Change needed' 'Findings!N5=too few'
outcheck decide $A | grep small
outcheck decide --public | tail -1
echo '# the researcher again'
SOURCE_DATE_EPOCH=1795608000
outcheck protect . | grep -E 'hidden|proven|Wrote'
cp outcheck-protected/*.csv .
rm -r outcheck-protected
cat small.csv
outcheck scan -q .
outcheck decide --assign "A. Okafor,B. Lindqvist" | tail -1
for book in $A $B; do
    fill_cells $book 'Sign-off!D7=Approve' 'Sign-off!E7=hidden now'
done
saved ods $A $B
outcheck decide $(spreadsheet $A) $(spreadsheet $B) | grep -E 'csv|cleared'
echo '# release and notice'
outcheck release --confirm | sed 's/-[0-9a-f]\{8\} /-... /'
outcheck notify --at "2026-12-29 09:30" | grep -i -E 'send|limit|hours'
outcheck log verify | grep whole
outcheck log show | grep -o 'Z  [a-z]* by' | sort | uniq -c | sed 's/^ *//'
