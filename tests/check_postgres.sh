#!/bin/sh
# The register on a server: the same tests against a real PostgreSQL, on a private socket, started
# by whoever runs the test (root hands it to the user postgres). Skipped (77) where there is none.
#
#   check_postgres.sh PROGRAM FIXTURES SCRIPTS
set -eu
program=$1
fixtures=$2
scripts=$3
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] && [ -x "$bin/initdb" ] || { echo "no PostgreSQL here"; exit 77; }
grep -q '^\[PostgreSQL Unicode\]' /etc/odbcinst.ini 2>/dev/null || { echo "no ODBC driver here"; exit 77; }

# A short path: a socket's may have 107 bytes.
place=$(mktemp -d /tmp/outcheck-pg.XXXXXX)
as_user=
owner=$(id -un)
if [ "$(id -u)" -eq 0 ]; then
    owner=postgres
    chown postgres "$place"
    as_user="setpriv --reuid=postgres --regid=postgres --clear-groups"
fi
finish() {
    $as_user "$bin/pg_ctl" -D "$place/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$place"
}
trap finish EXIT
cd /
$as_user "$bin/initdb" -D "$place/data" -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
chmod 755 "$place"
$as_user "$bin/pg_ctl" -D "$place/data" -w -l "$place/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$place' -c fsync=off" start >/dev/null

register="odbc:Driver=PostgreSQL Unicode;Servername=$place;Port=5432;Database=postgres;Username=$owner"
export EMPTY_REGISTER="'$bin/psql' -q -h '$place' -U '$owner' postgres -c 'SET client_min_messages TO error; DROP SCHEMA public CASCADE; CREATE SCHEMA public'"
sh "$scripts/check_register.sh" "$program" "$fixtures" "$register"

# A connection string is written down nowhere; who decides about such a scan gives it again.
mkdir "$place/submission"
cd "$place/submission"
printf 'Region,Learners\nNorth,70\nSouth,80\nAll,150\n' >table.csv
eval "$EMPTY_REGISTER"
"$program" register add --register "$register" --name before "$fixtures/leo-destinations" >/dev/null
"$program" scan -q --register "$register" . >/dev/null || [ $? -eq 1 ]
if "$program" decide --assign "A. Okafor,B. Lindqvist" >"$place/answer" 2>&1; then
    echo "decide did without the register" && exit 1
fi
grep -q "whose address is not written down" "$place/answer"
OUTCHECK_REGISTER=$register "$program" decide --assign "A. Okafor,B. Lindqvist" >/dev/null
"$program" decide --register "$register" --assign "A. Okafor" >/dev/null
unzip -p outcheck-report/report.xlsx >"$place/all"
cat outcheck-report/*.json* >>"$place/all"
if grep -q "Servername" "$place/all"; then
    echo "the address of the register was written down" && exit 1
fi
