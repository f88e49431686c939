# A new table that differences one released two years ago: 1,412 learners aged 16 to 19 then,
# 1,405 aged 16 to 18 now, so 7 are 19. Neither table shows it alone.
mkdir then
printf 'Age,Learners\n16-19,1412\n' >then/ages.csv
printf 'Age,Learners\n16-18,1405\n' >now.csv
outcheck scan -q --no-report now.csv
outcheck register add --register r.db --name R-2024-003 --release-date 2024-11-21 then >/dev/null
outcheck scan --no-report --format concise --register r.db now.csv
