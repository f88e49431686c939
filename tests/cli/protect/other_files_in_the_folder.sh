printf 'Region,Male,Female,Total\nNorth,7,80,87\nSouth,60,90,150\nAll,67,170,237\n' > table.csv
mkdir outcheck-protected && echo old > outcheck-protected/old.csv
outcheck protect table.csv
status=$?
ls outcheck-protected
exit $status
