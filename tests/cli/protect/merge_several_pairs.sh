# No pair is enough by itself: further pairs follow until nothing is found.
printf '%s\n' 'Region,16-17,18-19,20-24,25-34,35+,Total' 'North East,3,4,2,210,330,549' \
    'North West,30,45,41,320,300,736' 'London,31,22,52,333,1185,1623' \
    'South,14,24,23,190,564,815' 'England,78,95,118,1053,2379,3723' >ages.csv
outcheck protect --method merge ages.csv
cat outcheck-protected/ages.csv
outcheck audit --no-report outcheck-protected | tail -n 1
