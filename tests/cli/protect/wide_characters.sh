printf 'Region,Male,Female,Total\nNorth,7,80,87\nSouth,60,90,150\nAll,67,170,237\n' | iconv -f UTF-8 -t UTF-16 > table.csv
outcheck protect table.csv > words.txt || cat words.txt
iconv -f UTF-16 -t UTF-8 outcheck-protected/table.csv
