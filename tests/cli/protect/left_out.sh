mkdir in
printf 'Region,Male,Female,Total\nNorth,7,80,87\nSouth,60,90,150\nAll,67,170,237\n' > in/table.csv
printf 'pixels' > in/figure.png
outcheck protect in
status=$?
find outcheck-protected -type f
exit $status
