# Two firms stand alone in a line: each would take its own off, so a third sum goes with them. Where
# the policy does not ask for it, two are enough; and the audit, asked, then finds them.
printf '%s\n' 'Sector,Turnover (£),Number of contributors' 'Mining,800,1' 'Food,700,1' \
    'Textiles,5200,14' 'Timber,4100,22' 'Paper,3900,17' 'Total,14700,55' >turnover.csv
outcheck protect --policy "$SOURCE/tests/cli/firms.yaml" turnover.csv -o safe
cat safe/turnover.csv
outcheck audit --no-report --policy "$SOURCE/tests/cli/firms.yaml" safe | tail -1
sed 's/    minimum: 1$/&\n    sum-insiders: 0/' "$SOURCE/tests/cli/firms.yaml" >unasked.yaml
outcheck protect --policy unasked.yaml turnover.csv -o two >/dev/null
cat two/turnover.csv
outcheck audit --no-report --fail-on never --policy "$SOURCE/tests/cli/firms.yaml" two
