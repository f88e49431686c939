#!/bin/sh
# The ten-line program finds the small count, and passes the table that has none.
#   check_scan.sh PROGRAM SOURCE
set -eu
work=$(mktemp -d "${TMPDIR:-/tmp}/outcheck-public.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
export OUTCHECK_RULES="$2/rules"
printf 'Region,Apprenticeship,Education,Total\nNorth East,7,500,507\nNorth West,600,800,1400\n' >small.csv
if "$1" small.csv >found; then
    echo "a table with a count of 7 passed" >&2
    exit 1
fi
grep -q '^small.csv B2 T101$' found || { cat found >&2; exit 1; }
if "$1" missing.csv >found; then
    echo "a missing file passed" >&2
    exit 1
fi
