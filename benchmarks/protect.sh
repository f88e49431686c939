#!/bin/sh
# Measures `outcheck protect` and has each pattern audited by a program that shares nothing with
# it, in one run. Prints a row for each table: what was hidden, processor seconds of the whole
# process, and what the auditor found: primary cells disclosed exactly, told too closely, and
# cells that should not be hidden or shown. Fails where the auditor finds anything.
#
#     benchmarks/protect.sh [SHAPE...]      generated tables of these shapes, SEEDS (1 2 3)
#     TABLES=FOLDER benchmarks/protect.sh [NAME...]
#                                           FOLDER/NAME/table.jj; with ratios to the best and
#                                           the fastest of others (others-protect.tsv)
#     OPTIMAL=60 benchmarks/protect.sh ...  with --optimal, for so many seconds each
set -eu
cd "$(dirname "$0")/.."
[ -z "${TABLES:-}" ] || TABLES=$(cd "$TABLES" && pwd)
scripts/build release
bin=$PWD/build/release
others=$PWD/benchmarks/others-protect.tsv
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
[ $# -gt 0 ] || set -- freq2d linked hier_s hier_m freq3d mag1e5_p mag1e5_nk

# measure NAME FILE: one row, and the ratios where others are known by that name
measure() {
    rm -rf out
    LC_ALL=C bash -c 'TIMEFORMAT="%U %S"; time "$@" >said' - \
        "$bin/src/outcheck" protect ${OPTIMAL:+--optimal --time-limit "$OPTIMAL"} "$2" -o out \
        2>"times"
    cpu=$(awk '{ printf "%.3f", $1 + $2 }' times)
    "$bin/benchmarks/audit_cells" "$2" "out/$(basename "$2" .jj)-suppressed.csv" >audited ||
        status=1
    read -r secondary value exact missed wrong <audited
    printf '%-14s %9s %11s %8s %6s %7s %6s' "$1" "$secondary" "$value" "$cpu" "$exact" \
        "$missed" "$wrong"
    [ -z "${TABLES:-}" ] ||
        awk -F'\t' -v name="$1" -v secondary="$secondary" -v value="$value" -v cpu="$cpu" \
            '$1 == name { printf "  %.2f %.3f %.1f", $2 / secondary, $3 / value, $4 / cpu }' \
            "$others"
    sed -n 's/^\(Cost\|Bound\|Gap\)  */  \1 /p' said | tr -d '\n'
    echo
}

status=0
printf '%-14s %9s %11s %8s %6s %7s %6s%s\n' table secondary value cpu exact missed wrong \
    "${TABLES:+  secondary, value of others by ours; cpu}"
for shape in "$@"; do
    if [ -n "${TABLES:-}" ]; then
        measure "$shape" "$TABLES/$shape/table.jj"
        continue
    fi
    for seed in ${SEEDS:-1 2 3}; do
        "$bin/benchmarks/generate_cells" "$shape" "$seed" >"$shape.jj"
        measure "$shape/$seed" "$shape.jj"
    done
done
exit $status
