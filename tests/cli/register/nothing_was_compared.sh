# Tables that say neither population nor period are compared with such tables alone; where that
# is nothing, it is said. A table that says both and meets nothing is no matter.
. "$SOURCE/tests/cli/tables.inc"
described() { # NAME POPULATION
    printf '{"@context": "http://www.w3.org/ns/csvw", "url": "%s",
 "https://w3id.org/outcheck/sdc": {"population": "%s", "period": "2024"}}' $1 "$2" >$1-metadata.json
}
clean old.csv; described old.csv 'Learners aged 16'
outcheck register add --register r.db old.csv >/dev/null
clean now.csv
echo '== described by nothing'
outcheck scan --no-report --register r.db now.csv
echo '== described, and of other people'
described now.csv 'Learners aged 19'
outcheck scan --no-report --register r.db now.csv
