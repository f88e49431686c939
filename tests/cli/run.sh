#!/bin/sh
# Runs the command-line cases: GROUP/CASE.sh, each in a scratch folder of its own.
#
#   run.sh [--accept] PROGRAM SOURCE [GROUP...]
#
# Beside a case stand its expectations: CASE.stdout and CASE.stderr (no file: nothing may be
# printed) and CASE.exit (no file: 0). --accept writes them as they are now; read the diff
# before you commit it. A case sees the program as `outcheck`, the project as $SOURCE, and an
# environment without settings of the person who runs it.
set -u

accept=no
if [ "${1:-}" = --accept ]; then
    accept=yes
    shift
fi
if [ $# -lt 2 ]; then
    sed -n '2,9s/^# \{0,1\}//p' "$0"
    exit 2
fi
program=$1
SOURCE=$2
shift 2
cases=$SOURCE/tests/cli
[ $# -gt 0 ] || set -- $(cd "$cases" && ls -d */ | tr -d /)

work=$(mktemp -d "${TMPDIR:-/tmp}/outcheck-cli.XXXXXX")
trap 'chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$program" "$work/bin/outcheck"
# What a person does in a spreadsheet program (tests/tools), where it was built.
fill_cells=$(dirname "$program")/../tests/fill_cells
[ ! -x "$fill_cells" ] || ln -s "$(realpath "$fill_cells")" "$work/bin/fill_cells"

run_case() { # SCRIPT FOLDER
    mkdir -p "$2/here"
    (cd "$2/here" && env -i PATH="$work/bin:/usr/bin:/bin" HOME="$2" LC_ALL=C.UTF-8 \
        SOURCE="$SOURCE" OUTCHECK_RULES="$SOURCE/rules" \
        ASAN_OPTIONS="${ASAN_OPTIONS:-}" \
        sh -u "$1" >"$2/stdout" 2>"$2/stderr" </dev/null)
    echo $? >"$2/exit"
}

expectation() { # FILE DEFAULT
    if [ -f "$1" ]; then cat "$1"; else printf "$2"; fi
}

accept_case() { # BASE FOLDER
    for part in stdout stderr exit; do
        rm -f "$1.$part"
        [ -s "$2/$part" ] && [ "$part=$(cat "$2/$part")" != "exit=0" ] &&
            cp "$2/$part" "$1.$part"
    done
}

count=0
failed=0
for group; do
    for script in "$cases/$group"/*.sh; do
        [ -f "$script" ] || continue
        base=${script%.sh}
        folder=$work/$group/$(basename "$base")
        count=$((count + 1))
        run_case "$script" "$folder"
        if [ $accept = yes ]; then
            accept_case "$base" "$folder"
            continue
        fi
        wrong=no
        for part in stdout stderr exit; do
            default=
            [ $part = exit ] && default='0\n'
            expectation "$base.$part" "$default" >"$folder/expected"
            if ! diff -u --label "expected $part" --label "actual $part" \
                "$folder/expected" "$folder/$part" >"$folder/diff"; then
                wrong=yes
                echo "$group/$(basename "$base"): $part differs"
                head -40 "$folder/diff"
            fi
        done
        [ $wrong = no ] || failed=$((failed + 1))
    done
done
echo "$count cases, $failed failed"
[ $count -gt 0 ] && [ $failed -eq 0 ]
