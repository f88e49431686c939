. "$SOURCE/tests/cli/tables.inc"
protected protected.csv
outcheck audit --no-report --redact --fail-on never --policy "$SOURCE/tests/cli/attack.yaml" protected.csv
outcheck audit --no-report --redact --fail-on never --format json --policy "$SOURCE/tests/cli/attack.yaml" protected.csv |
    jq -c '.attack.ranges[].range'
