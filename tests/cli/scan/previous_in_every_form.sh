# One person more than in March is found whatever is left of March: its folder, its file, the
# protected tables, the report, the folder of the report. A report as JSON has no tables: not in silence.
printf '%s\n' 'Region,Male,Female,Total' 'North East,411,398,809' 'North West,712,703,1415' \
    'London,1204,1310,2514' 'Total,2327,2411,4738' >learners.csv
mkdir march may
cp learners.csv march
sed 's/398,809/399,810/; s/2411,4738/2412,4739/' learners.csv >may/learners.csv
outcheck scan march -o march-report >/dev/null
outcheck scan march --no-report --format json >march.json
(cd march && outcheck protect . >/dev/null)
for form in march march/learners.csv march/outcheck-protected march-report/report.xlsx march-report march.json; do
    echo "== $form"
    outcheck scan may --previous $form --format json --no-report --fail-on never |
        jq -r '.findings[] | select(.code != "E104") | [.code, .severity, .cell, .message] | map(. // "") | join(" ")'
done
