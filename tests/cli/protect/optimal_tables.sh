printf 'Region,A,B,C,Total\nNorth,4,20,31,55\nSouth,40,50,22,112\nEast,33,12,60,105\nTotal,77,82,113,272\n' > table.csv
outcheck protect --optimal table.csv
outcheck protect --optimal --format json table.csv | grep -E 'cost|bound|gap|optimal'
tail -n 4 outcheck-protected/table.csv
