#!/bin/sh
# check_acro.sh OUTCHECK SESSION: for a session of ACRO whose counts and shares were worked out from
# the microdata (expected_cells.csv), every cell of 1 to 9 people and every share above the limit
# fails at its place, no other cell fails, and no statistic is left without its base. Skips (77)
# where the session is not there.
set -eu
outcheck=$1
session=$2
[ -e "$session/expected_cells.csv" ] || { echo "no $session"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$outcheck" scan "$session/acro_outputs" --policy ons-srs --format json --no-report --fail-on never \
    >"$scratch/found.json"
jq -r '.findings[] | select(.severity == "fail" and .row) | "\(.output) \(.row) \(.column)"' \
    "$scratch/found.json" | sort -u >"$scratch/found"
# One heading row, or one a level and a last one with names; label columns before the numbers. A share
# is judged by its base, the sum of its row.
awk -F, 'NR > 1 {
    if ($1 == "output_7") base[$2] += $6
    lines[NR] = $0
}
END {
    for (i = 2; i in lines; i++) {
        split(lines[i], f, ",")
        heads = f[5] ~ /[|]/ ? 3 : 1
        labels = split(f[4], parts, "|")
        count = f[1] == "output_7" ? base[f[2]] : f[6]
        if (f[16] + 0 == 1 && ((count > 0 && count < 10) || (f[12] != "" && f[12] + 0 > 0.86)))
            print f[1] "_0.csv", f[2] + heads + 1, f[3] + labels + 1
    }
}' "$session/expected_cells.csv" | sort -u >"$scratch/expected"
[ -s "$scratch/expected" ] || { echo "nothing expected"; exit 1; }
diff -u "$scratch/expected" "$scratch/found"
missing=$(jq '[.findings[] | select(.code == "E101" or .code == "F103")] | length' "$scratch/found.json")
[ "$missing" -eq 0 ] || { echo "$missing statistics without their base"; exit 1; }
wc -l <"$scratch/expected"
