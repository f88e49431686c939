#!/bin/sh
# Measures `outcheck protect` on generated tables and has each pattern audited by a separate
# program, in one run. The folder (../shared/bench unless another is given) must have the
# generator gen.py and the auditor audit.c. Prints a row for each table: what was hidden,
# processor seconds of the whole process, what the auditor found, and ratios to the best and
# the fastest of the others (others-protect.tsv, measured earlier).
set -eu
cd "$(dirname "$0")/.."
bench=$(cd "${1:-../shared/bench}" && pwd)
[ $# -eq 0 ] || shift
scripts/build release
outcheck=$PWD/build/release/src/outcheck
others=$PWD/benchmarks/others-protect.tsv
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
cc -O2 -w -o audit "$bench/audit.c" -lClp -lCoinUtils -lm
[ $# -gt 0 ] || set -- freq2d linked hier_s hier_m freq3d mag1e5_p mag1e5_nk
python3 "$bench/gen.py" tables "$@" >/dev/null

field() { sed -n "s/.*[ ]$1 \([-0-9.]*\).*/\1/p" audited; }
printf '%-10s %9s %9s %8s %6s %7s  %s\n' table secondary value cpu exact missed \
    "others' secondary, value, cpu by ours"
for name in "$@"; do
    at=tables/$name
    rm -rf out
    LC_ALL=C bash -c 'TIMEFORMAT="%U %S"; time "$@" >said' - \
        "$outcheck" protect "$at/table.jj" -o out 2>times
    cpu=$(awk '{ printf "%.3f", $1 + $2 }' times)
    awk -F, 'NR == FNR { key[$1] = $2; next } FNR == 1 { print "key"; next } { print key[$1] }' \
        "$at/cells.csv" out/table-suppressed.csv >hidden.csv
    ./audit "$at/table.jj" "$at/cells.csv" hidden.csv >audited
    printf '%-10s %9s %9s %8s %6s %7s  ' "$name" "$(field sec)" "$(field supsum)" "$cpu" \
        "$(field exact)" "$(field viol)"
    awk -F'\t' -v name="$name" -v sec="$(field sec)" -v value="$(field supsum)" -v cpu="$cpu" \
        '$1 == name { printf "%.2f %.3f %.1f", $2 / sec, $3 / value, $4 / cpu } END { print "" }' \
        "$others"
done
