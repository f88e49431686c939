. "$SOURCE/tests/cli/tables.inc"
# A release below the folder that is scanned is known, not checked.
mkdir -p tables/old
released tables/old/learners.csv; later tables/learners.csv
outcheck scan --no-report --previous tables/old --format json --policy "$SOURCE/tests/cli/attack.yaml" tables |
    jq -c '(.outputs[] | .path), .attack.compared, (.findings[] | [.output, .cell, .code, .message, .with[1].release])'
