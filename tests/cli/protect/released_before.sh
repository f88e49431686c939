mkdir earlier
printf 'Region,Male,Female,Total\nNorth,7,80,87\nSouth,60,90,150\nAll,67,170,237\n' > earlier/table.csv
cp earlier/table.csv new.csv
outcheck protect --previous earlier new.csv
status=$?
test ! -e outcheck-protected || echo "something was written"
exit $status
