# Back to the researcher, who changes one output; the other keeps its decision.
. "$SOURCE/tests/cli/decide/story.inc"
cat >../turns.yaml <<END
id: turns
extends: $SOURCE/tests/cli/house.yaml
process: {turnaround: 5}
END
OUTCHECK_POLICY=../turns.yaml
assigned
asks_for_changes $A 'seven is too few'; asks_for_changes $B 'the same'
fill_cells $A 'Sign-off!F7=for our eyes'
outcheck decide $A $B
SOURCE_DATE_EPOCH=1795608000 # Wed 25 Nov 2026 12:00
outcheck decide --public
unzip -p $R/report.xlsx xl/sharedStrings.xml | grep -c 'for our eyes'
unzip -p $R/report.public.xlsx xl/sharedStrings.xml | grep -c 'for our eyes'
sed -i 's/^North East,7,500,507/North East,c,c,507/; s/^North West,600,800,1400/North West,c,c,1400/' small.csv
SOURCE_DATE_EPOCH=1796126400 # Tue 1 Dec 2026 12:00
outcheck scan -q .
outcheck decide --assign "A. Okafor,B. Lindqvist"
unzip -p $A xl/sharedStrings.xml | sed 's/<[^>]*>/\n/g' |
    grep -E '^(What changed since.*|changed: .*|CLEARED in.*|2 of 5|.* Dec 2026)$'
for book in $A $B; do
    fill_cells $book 'Sign-off!D7=Approve' 'Sign-off!E7=hidden now'
done
outcheck decide $A $B
ls $R | grep decisions
