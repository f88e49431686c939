#!/bin/sh
# check_fixtures.sh GENERATOR FOLDER: the committed fixtures are what the generator writes.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$1" "$scratch"
cd "$scratch"
find . -type f | sort | while read -r file; do
    cmp "$file" "$2/$file" || { echo "run generate_fixtures fixtures, and look at what changed" >&2; exit 1; }
done
