#!/bin/sh
# Measures outcheck on generated inputs: processor time, wall time and largest memory, medians of
# several runs. Figures that were kept, with machine and date, stand in results.md.
set -eu
cd "$(dirname "$0")/.."
scripts/build release
outcheck=$PWD/build/release/src/outcheck
tools=$PWD/build/release/benchmarks
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

"$tools/generate_table" 10000 100 1 0 >clean.csv
"$tools/generate_table" 10000 100 1 10 >small.csv
"$tools/workbook_of_csv" clean.xlsx <clean.csv
mkdir many
for i in $(seq 1 200); do "$tools/generate_table" 50 20 "$i" 5 >"many/table_$i.csv"; done

measure() {
    printf '%-58s' "$1"
    shift
    "$tools/measure" 5 "$@"
}
measure "1,000,000 cells, nothing to find, no report" "$outcheck" scan clean.csv -q --no-report
measure "1,000,000 cells in a workbook, no report" "$outcheck" scan clean.xlsx -q --no-report
measure "1,000,000 cells, 1 % small, no report" "$outcheck" scan small.csv -q --no-report
measure "1,000,000 cells, 1 % small, with report" "$outcheck" scan small.csv -q --force
measure "1,000,000 cells, 1 % small, JSON" "$outcheck" scan small.csv --no-report --format json
measure "200 tables of 1,000 cells together, with report" "$outcheck" scan many -q --force
for program in bench_solve bench_regions; do
    [ -x "$tools/$program" ] && echo && "$tools/$program"
done
