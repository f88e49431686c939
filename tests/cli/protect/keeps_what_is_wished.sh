printf 'Region,Male,Female,Total\nNorth,7,80,87\nSouth,60,90,150\nEast,70,91,161\nAll,137,261,398\n' > table.csv
printf 'output,cell,wish\ntable.csv,South x Male,keep\n,South x Female,keep\n' > wishes.csv
outcheck protect --totals keep --wishes wishes.csv table.csv > words.txt || cat words.txt
cat outcheck-protected/table.csv
