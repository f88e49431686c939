. "$SOURCE/tests/cli/tables.inc"
# An earlier report is taken for what it is about: the same findings as from the file itself.
released march.csv; later learners.csv
policy=$SOURCE/tests/cli/attack.yaml
outcheck scan -q --policy "$policy" -o earlier march.csv >/dev/null
for release in march.csv earlier/report.xlsx; do
    outcheck scan --no-report --previous "$release" --format json --fail-on never --policy "$policy" learners.csv |
        jq -c '.attack.compared.releases[0].cells, (.findings[] | select(.code | startswith("X")) | [.cell, .code, .evidence, (.with | map([.cell, .value, .sign]))])'
done
outcheck scan --no-report --previous earlier/report.xlsx --format concise --fail-on never --policy "$policy" learners.csv |
    grep E103
