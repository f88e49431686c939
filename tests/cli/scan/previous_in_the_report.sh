. "$SOURCE/tests/cli/tables.inc"
# The sheet has the figures, the formula and its value; two runs give the same bytes.
released march.csv; later learners.csv
outcheck scan -q --previous march.csv --policy "$SOURCE/tests/cli/attack.yaml" learners.csv
mv outcheck-report first
outcheck scan -q --previous march.csv --policy "$SOURCE/tests/cli/attack.yaml" learners.csv
cmp first/report.xlsx outcheck-report/report.xlsx
unzip -p first/report.xlsx xl/worksheets/sheet6.xml | grep -o '<f>[^<]*</f><v>[^<]*</v>'
unzip -p first/report.xlsx xl/sharedStrings.xml | grep -o 'march.csv T01' | head -1
