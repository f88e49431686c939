printf 'Region,Learners\nNorth East,812\nNorth West,1204\n"Three learners were removed because their sex is missing."\n' > table.csv
outcheck protect table.csv
status=$?
ls
exit $status
