# Whose largest contribution is all of a sum stands alone in it.
printf '%s\n' 'Sector,Turnover (£),Largest' 'Mining,800,800' 'Food,700,700' \
    'Textiles,5200,900' 'Timber,4100,700' 'Paper,3900,600' 'Total,14700,900' >turnover.csv
outcheck protect --policy "$SOURCE/tests/cli/firms.yaml" turnover.csv -o safe
cat safe/turnover.csv
