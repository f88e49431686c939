#!/bin/sh
# check_shapes.sh OUTCHECK SHAPES [--accept]: each folder of shapes is read with the roles that stand
# in <folder>.roles, and its twin <folder>_broken, in which something needed is missing, ends in
# "cannot assess" and in nothing else. (Findings are check_findings.sh's.) --accept writes the
# roles as they are now: check them by hand before you commit them.
set -eu
outcheck=$1
shapes=$2
failed=0
count=0
for twin in "$shapes"/*_broken; do
    shape=${twin%_broken}
    count=$((count + 1))
    roles=$("$outcheck" describe "$shape" --format json |
        jq -r '.tables[] | [.columns[].role] | join(" ")')
    if [ "${3:-}" = --accept ]; then
        printf '%s\n' "$roles" >"$shape.roles"
    elif [ "$roles" != "$(cat "$shape.roles")" ]; then
        echo "$shape is read as: $roles" >&2
        failed=$((failed + 1))
    fi
    verdict=$("$outcheck" scan "$twin" --format json --no-report --fail-on never 2>/dev/null |
        jq -r .verdict) || [ $? -eq 3 ] || verdict=error
    if [ "$verdict" != cannot-assess ]; then
        echo "$twin ends in: $verdict" >&2
        failed=$((failed + 1))
    fi
done
echo "$count shapes, $failed failed"
[ "$count" -gt 0 ] && [ "$failed" -eq 0 ]
