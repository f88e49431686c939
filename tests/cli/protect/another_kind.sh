echo 'Region,Count' > table.csv
outcheck protect table.csv
