# The folder that is scanned is the one that is written into; and the log says that it was done.
printf 'Region,Male,Female,Total\nNorth,7,80,87\nSouth,60,90,150\nAll,67,170,237\n' > table.csv
outcheck protect . | tail -3
cat outcheck-protected/table.csv
outcheck log verify | grep whole
outcheck log show | grep -o -E 'protect by|files 1, left-out 0, hidden [0-9]*'
grep -c -E '[^0-9a-zA-Z:.-](80|90)[^0-9a-zA-Z:.-]' outcheck-report/log.jsonl
ls -A
