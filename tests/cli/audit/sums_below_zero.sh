# Where sums are printed below zero, hidden ones may lie there, too; 7 pounds are no 7 people.
printf '%s\n' 'Region,Sector,Profit (£)' 'North,Food,c' 'North,Mining,c' 'North,Total,7' \
    'South,Food,-40' 'South,Mining,90' 'South,Total,50' 'Total,Food,c' 'Total,Mining,c' 'Total,Total,57' >profit.csv
outcheck audit --no-report --policy "$SOURCE/tests/cli/attack.yaml" profit.csv
