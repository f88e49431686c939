#!/bin/sh
# What a scan finds with a register is what it finds with the released files themselves.
#
#   check_register.sh PROGRAM FIXTURES [REGISTER]
#
# Each fixture of several tables is cut in two in every way that leaves one file as the candidate
# and the others as released before; the JSON of both scans must be the same, findings, figures
# and ranges. REGISTER is the register to use (a new one a case without): odbc:... for a server,
# which is emptied first with the command in $EMPTY_REGISTER. REGISTER_EVERY: one case of so many,
# where each takes long.
set -eu
program=$1
fixtures=$2
register=${3:-}
every=${REGISTER_EVERY:-1}
seen=0
work=$(mktemp -d "${TMPDIR:-/tmp}/outcheck-register.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"

compare_case() { # FOLDER CANDIDATE
    seen=$((seen + 1))
    [ $((seen % every)) -eq 0 ] || return 0
    rm -rf rel cand db
    mkdir rel cand
    cp -r "$1/." rel
    cp -r "$1/." cand
    for file in $tables; do
        if [ "$file" = "$2" ]; then rm "rel/$file"; else rm "cand/$file"; fi
    done
    where=${register:-db}
    [ -z "$register" ] || eval "$EMPTY_REGISTER"
    "$program" register add --register "$where" rel >/dev/null
    "$program" register verify --register "$where" >/dev/null
    "$program" scan --no-report --format json --previous rel cand >files.json 2>/dev/null || true
    "$program" scan --no-report --format json --register "$where" cand >register.json 2>/dev/null || true
    # What the register leaves out cannot touch the candidate, but is not counted.
    jq 'del(.attack)' files.json >files
    jq 'del(.attack)' register.json >registered
    cases=$((cases + 1))
    findings=$((findings + $(jq '[.findings[] | select(any(.with[]?; .release))] | length' register.json)))
    if ! cmp -s files registered; then
        echo "another answer: $1, candidate $2"
        diff files registered | head -20
        failed=$((failed + 1))
    fi
}

cases=0
failed=0
findings=0
for folder in "$fixtures"/attack/*/ "$fixtures"/leo-destinations/; do
    tables=$(cd "$folder" && ls *.csv | grep -v '\.meta\.csv$')
    [ "$(echo "$tables" | wc -l)" -ge 2 ] || continue
    for candidate in $tables; do
        compare_case "$folder" "$candidate"
    done
done
echo "$cases cases, $findings findings with an earlier release, $failed failed"
[ $cases -gt 10 ] && [ $findings -gt 10 ] && [ $failed -eq 0 ]
