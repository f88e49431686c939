# One after the other: the second sees the first one's decision, and cannot come first.
. "$SOURCE/tests/cli/decide/story.inc"
mkdir in
(cd in; files)
cat >turns.yaml <<END
id: turns
extends: $SOURCE/tests/cli/house.yaml
process: {checkers: 2, review: sequential}
END
OUTCHECK_POLICY=turns.yaml
outcheck scan -q in >/dev/null
outcheck decide --assign "A. Okafor,B. Lindqvist"
ls $R | grep 'report\..*-.*xlsx$'
asks_for_changes $A 'seven is too few'
cp $R/report.xlsx ../mine.xlsx
outcheck decide --checker 'B. Lindqvist' ../mine.xlsx
outcheck decide $A
unzip -p $B xl/sharedStrings.xml | grep -o 'A. Okafor: Request changes[^<]*'
asks_for_changes $B 'I agree'
outcheck decide $B
