printf 'Region,Male,Female,Total\nNorth,70,80,150\nSouth,60,90,150\nAll,130,170,300\n' > table.csv
outcheck protect table.csv && cmp table.csv outcheck-protected/table.csv
