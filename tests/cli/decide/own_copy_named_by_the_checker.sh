# Without --assign: each works in a copy of the report and writes the name into it.
. "$SOURCE/tests/cli/decide/story.inc"
submission
cp $R/report.xlsx ../one.xlsx; cp $R/report.xlsx ../two.xlsx
fill_cells ../one.xlsx 'Sign-off!B3=A. Okafor'
approves ../one.xlsx; approves ../two.xlsx
outcheck decide ../one.xlsx
outcheck decide --checker 'B. Lindqvist' ../two.xlsx
