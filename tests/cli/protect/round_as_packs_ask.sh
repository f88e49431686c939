# Packs that round to 5, to 10, to midpoints of 6 and by size: what R101 finds is gone, and stays gone
# when the files are read again.
cat >table.csv <<'END'
Region,Apprenticeship,Traineeship,Other,Total,% Other
North East,123,37,341,501,68.1
North West,232,58,412,702,58.7
London,311,44,523,878,59.6
South,142,61,233,436,53.4
England,808,200,1509,2517,60.0
END
count() { outcheck scan --policy "$1" --no-report --format json "$2" | grep -c '"code": "R101"'; }
for pack in hesa dfe-fe-2022 opensafely-midpoint6 us-census-drb; do
    count $pack table.csv
    outcheck protect --policy $pack --method round -o $pack --proof proof.json table.csv | grep '^[*]'
    cat $pack/table.csv
    count $pack $pack
    outcheck audit --policy $pack --no-report $pack | tail -n 1
done
