. "$SOURCE/tests/cli/tables.inc"
# The attack alone: totals, and the range of every hidden cell.
protected protected.csv
outcheck audit --no-report --fail-on never --format json --policy "$SOURCE/tests/cli/attack.yaml" protected.csv |
    jq -c '.attack, (.findings[] | [.severity, .code, .cell, .range, [.with[] | [.cell, .value, .sign]]])'
