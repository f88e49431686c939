#!/bin/sh
# check_fixtures.sh GENERATOR FOLDER: the committed fixtures are what the generator writes.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$1" "$scratch"
# All shapes and workbooks are generated, and so is nothing else in their folders.
for folder in shapes workbooks; do
    (cd "$2/$folder" && find . -mindepth 2 -type f) | while read -r file; do
        [ -e "$scratch/$folder/$file" ] || { echo "$folder/$file is not generated" >&2; exit 1; }
    done
done
cd "$scratch"
find . -type f | sort | while read -r file; do
    cmp "$file" "$2/$file" || { echo "run generate_fixtures fixtures, and look at what changed" >&2; exit 1; }
done
