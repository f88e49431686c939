#!/bin/sh
# check_findings.sh OUTCHECK FIXTURES [--accept]: every folder of fixtures, at any depth, that has a
# FOLDER.expected.csv beside it gives exactly those findings. Its first line names the policy:
# "# policy: leo-srs".
# Each entry of a folder's previous/ is an earlier release. --accept writes what is found now:
# check it by hand before you commit it.
set -eu
outcheck=$1
fixtures=$2
accept=no
[ "${3:-}" = --accept ] && accept=yes
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
find "$fixtures" -name "*.expected.csv" | LC_ALL=C sort >"$scratch/list"
[ -s "$scratch/list" ] || { echo "no *.expected.csv in $fixtures" >&2; exit 1; }
failed=0
count=0
while read -r expected; do
    folder=${expected%.expected.csv}
    policy=$(sed -n '1s/^# policy: //p' "$expected")
    set --
    for release in "$folder/previous"/*; do
        [ -e "$release" ] && set -- "$@" --previous "$release"
    done
    status=0
    "$outcheck" scan "$folder" "$@" --policy "$policy" --format json --no-report \
        --fail-on never >"$scratch/found.json" 2>"$scratch/trouble" || status=$?
    # 3: a file could not be read, which is a finding as well
    if [ "$status" -ne 0 ] && [ "$status" -ne 3 ]; then
        cat "$scratch/trouble" >&2
        exit 1
    fi
    {
        echo "# policy: $policy"
        echo "output,cell,code,severity"
        jq -r '.findings[] | [.output // "", .cell // "", .code, .severity] | join(",")' \
            "$scratch/found.json" | LC_ALL=C sort
    } >"$scratch/found.csv"
    count=$((count + 1))
    if [ $accept = yes ]; then
        cp "$scratch/found.csv" "$expected"
    elif ! diff -u "$expected" "$scratch/found.csv"; then
        echo "the findings of $folder are not the expected ones" >&2
        failed=$((failed + 1))
    fi
done <"$scratch/list"
echo "$count folders, $failed failed"
[ $failed -eq 0 ]
