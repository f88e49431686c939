printf 'Region,Count\nA,12\nB,30\nTotal,42\n' > table.csv
outcheck protect --optimal --method merge table.csv
