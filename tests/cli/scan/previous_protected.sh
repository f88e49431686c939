. "$SOURCE/tests/cli/tables.inc"
# A folder of protected tables is an earlier release like any other.
mkdir outcheck-protected
released outcheck-protected/learners.csv; later learners.csv
outcheck scan --no-report --previous outcheck-protected --format json --fail-on never \
    --policy "$SOURCE/tests/cli/attack.yaml" learners.csv |
    jq -c '.attack.compared, (.findings[] | select(.code | startswith("X")) | [.cell, .code, .with[1].release])'
