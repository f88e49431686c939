#!/bin/sh
# A release that is killed at any moment leaves the old pack or the new one, whole.
#
#   check_kill_release.sh PROGRAM FILL_CELLS TIMES
#
# Clears a submission, releases it, and releases it again and again over the pack before; each
# manifest differs, for it holds the head of the log. Kills the program after some time between
# at once and a little after its end, and holds every file against SHA256SUMS.
set -eu
program=$1
fill_cells=$2
times=$3
work=$(mktemp -d "${TMPDIR:-/tmp}/outcheck-kill.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() {
    echo "$1" >&2
    exit 1
}

awk 'BEGIN {
    print "Area,Sex,Learners"
    for (a = 0; a < 200; a++) for (s = 0; s < 2; s++)
        printf "Area %d,%s,%d\n", a, s ? "Female" : "Male", 100 + (a * 37 + s * 11) % 1000
}' >table.csv
cat >submission.yaml <<END
{project: "1", title: t, author: C. Researcher, datasets: LEO, population: p, period: "2024",
 outputs: [table.csv], controls: none, earlier-releases: none}
END
"$program" scan -q . >/dev/null || [ $? -eq 1 ]
"$program" decide --assign "A. Okafor,B. Lindqvist" >/dev/null
for book in outcheck-report/report.?-*.xlsx; do
    "$fill_cells" "$book" 'Sign-off!D6=Approve' 'Sign-off!E6=fine'
done
"$program" decide outcheck-report/report.?-*.xlsx >/dev/null
begin=$(date +%s%N)
"$program" release >/dev/null
length=$((($(date +%s%N) - begin) / 1000000 + 1))
killed=0
new=0
before=$(sha256sum <outcheck-release/manifest.json)
i=1
while [ $i -le "$times" ]; do
    delay=$((length / 3 + i * 7919 % (2 * length)))
    "$program" release --force >/dev/null 2>&1 &
    child=$!
    sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
    kill -9 $child 2>/dev/null || true
    wait $child 2>/dev/null || killed=$((killed + 1))
    (cd outcheck-release && sha256sum -c --quiet SHA256SUMS) || fail "neither the old pack nor the new"
    listed=$(wc -l <outcheck-release/SHA256SUMS)
    [ "$(ls -A outcheck-release | wc -l)" -eq $((listed + 2)) ] || fail "the pack holds other files"
    now=$(sha256sum <outcheck-release/manifest.json)
    [ "$now" = "$before" ] || new=$((new + 1))
    before=$now
    i=$((i + 1))
done
"$program" release --force >/dev/null || fail "nothing is released any more"
"$program" log verify >/dev/null || fail "the log is not whole"
echo "$times times, $killed killed, $new new packs"
