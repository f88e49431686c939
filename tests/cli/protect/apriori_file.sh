printf 'Region,Male,Female,Total\nNorth,7,80,87\nSouth,60,90,150\nEast,70,91,161\nAll,137,261,398\n' > table.csv
printf 'South,Male,z\nSouth,Female,p\nNorth,Female,c,5\n' > wishes.hst
outcheck protect --totals keep --wishes wishes.hst table.csv > words.txt || cat words.txt
cat outcheck-protected/table.csv
