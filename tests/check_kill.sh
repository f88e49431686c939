#!/bin/sh
# A program that is killed at any moment leaves a whole register and a whole log.
#
#   check_kill.sh PROGRAM TIMES
#
# Adds a release, kills the program after some time between at once and a little after its end,
# and looks: every release is there whole or not at all, and what ended well is there. The same
# for the log: an event that was promised is there, and the next one mends what was left. Readers
# run at the same time and never see anything but whole releases.
set -eu
program=$1
times=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/outcheck-kill.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"

make_release() { # NUMBER: some hundred cells, no two releases alike
    rm -rf rel
    mkdir rel
    awk -v n="$1" 'BEGIN {
        print "Area,Sex,Learners"
        for (a = 0; a < 150; a++) for (s = 0; s < 2; s++)
            printf "Area %d,%s,%d\n", a, s ? "Female" : "Male", 100 + (a * 37 + s * 11 + n * 101) % 1000
    }' >rel/table.csv
}

fail() {
    echo "$1" >&2
    exit 1
}

check_register() { # what ended well must be there; the one that was killed may be
    "$program" register verify --register r.db >verified || fail "not whole: $(cat verified)"
    there=$("$program" register list --register r.db | tail -1 | cut -d' ' -f1)
    [ "$there" -eq "$expected" ] || [ "$there" -eq $((expected + $1)) ] ||
        fail "$there releases instead of $expected"
    expected=$there
}

# How long one takes, in thousandths of a second, on this machine now.
make_release 0
begin=$(date +%s%N)
"$program" register add --register r.db --name first rel >/dev/null
length=$((($(date +%s%N) - begin) / 1000000 + 1))
begin=$(date +%s%N)
"$program" scan -q --force -o log rel >/dev/null 2>&1 || true
scan_length=$((($(date +%s%N) - begin) / 1000000 + 1))
expected=1
killed=0
events=1
i=1
while [ $i -le "$times" ]; do
    make_release $i
    delay=$((i * 7919 % (length + length / 4 + 1)))
    "$program" register add --register r.db --name "r$i" rel >/dev/null 2>&1 &
    child=$!
    "$program" register list --register r.db >/dev/null 2>&1 || fail "a reader was refused"
    sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
    kill -9 $child 2>/dev/null || true
    if wait $child 2>/dev/null; then
        expected=$((expected + 1))
        check_register 0
    else
        killed=$((killed + 1))
        check_register 1
    fi
    # Scans that write reports, for the log.
    "$program" scan -q --force -o log rel >/dev/null 2>&1 &
    child=$!
    delay=$((scan_length / 2 + i * 7919 % scan_length))
    sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
    kill -9 $child 2>/dev/null || true
    wait $child 2>/dev/null && killed_scan=0 || killed_scan=$?
    [ "$killed_scan" -gt 1 ] || events=$((events + 1))
    "$program" scan -q --force -o log rel >/dev/null 2>&1 || [ $? -eq 1 ] || fail "a scan was refused"
    events=$((events + 1))
    "$program" log verify log >verified || fail "the log is not whole: $(cat verified)"
    i=$((i + 1))
done
logged=$("$program" log show log | grep -c ' scan by ')
[ "$logged" -ge "$events" ] || fail "$logged events in the log instead of $events"
echo "$times times, $killed killed, $expected releases, $logged events in the log"
