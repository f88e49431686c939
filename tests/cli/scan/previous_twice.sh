. "$SOURCE/tests/cli/tables.inc"
released march.csv; clean april.csv; later learners.csv
outcheck scan --no-report --previous march.csv --previous=april.csv --format json --fail-on never \
    --policy "$SOURCE/tests/cli/attack.yaml" learners.csv | jq -c '.attack.compared.releases[] | [.release, .cells]'
