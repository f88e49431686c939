printf 'Region,Male,Female,Total\nNorth,7,80,87\nSouth,60,90,150\nAll,67,170,237\n' > table.csv
printf 'cell,wish,cost\nB2,hide,\nZ9,keep,\nB3,cost,much\n' > wishes.csv
outcheck protect --wishes wishes.csv table.csv
status=$?
test ! -e outcheck-protected || echo "something was written"
exit $status
