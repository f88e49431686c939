# How many firms stand behind a hidden sum is told by another table of the same firms.
printf '%s\n' 'Sector,Turnover (£)' 'Mining,c' 'Food,c' 'Textiles,5200' 'Timber,4100' 'Total,10800' >turnover.csv
printf '%s\n' 'Sector,Number of contributors' 'Mining,1' 'Food,1' 'Textiles,14' 'Timber,22' 'Total,38' >firms.csv
for table in turnover firms; do
    printf '{"url":"%s.csv","https://w3id.org/outcheck/sdc":{"universe":"firms"}}\n' $table >$table.csv-metadata.json
done
outcheck audit --no-report --fail-on never --format json --policy "$SOURCE/tests/cli/firms.yaml" . |
    jq -r '.findings[] | [.code, .output, .cell, .evidence.insiders, .message] | join(" ")'
# Two firms are enough for this policy: that the one in Mining has their sum is no finding.
sed -i 's/^Food,1/Food,2/; s/38/39/' firms.csv
outcheck audit --no-report --fail-on never --format json --policy "$SOURCE/tests/cli/firms.yaml" . |
    jq -r '.verdict, (.findings[] | [.code, .output, .cell] | join(" "))'
