#!/bin/sh
# check_findings.sh OUTCHECK FIXTURES [--accept]: every folder of fixtures that has expected.csv gives
# exactly those findings. Its first line names the policy: "# policy: leo-srs".
set -eu
outcheck=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
for expected in "$2"/*/expected.csv; do
    folder=$(dirname "$expected")
    policy=$(sed -n '1s/^# policy: //p' "$expected")
    "$outcheck" scan "$folder" --policy "$policy" --format json --no-report --fail-on never \
        >"$scratch/found.json"
    {
        echo "# policy: $policy"
        echo "output,cell,code,severity"
        jq -r '.findings[] | [.output // "", .cell // "", .code, .severity] | join(",")' "$scratch/found.json" |
            LC_ALL=C sort
    } >"$scratch/found.csv"
    if [ "${3:-}" = --accept ]; then
        cp "$scratch/found.csv" "$expected"
    elif ! diff -u "$expected" "$scratch/found.csv"; then
        echo "the findings of $folder are not the expected ones" >&2
        failed=1
    fi
done
exit $failed
