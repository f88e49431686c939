#!/bin/sh
# A notice is read by parsers that are not ours: Python's, where there is one (77: there is none).
#
#   check_notice.sh PROGRAM SOURCE
set -eu
program=$1
SOURCE=$2
/usr/bin/python3 -c 'import zoneinfo; zoneinfo.ZoneInfo("Europe/London")' 2>/dev/null || exit 77
work=$(mktemp -d "${TMPDIR:-/tmp}/outcheck-notice.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
. "$SOURCE/tests/cli/released.inc"
released
printf '%%PDF-1.7 the paper\n' >paper.pdf
"$program" notify --at "2026-12-29 09:30" --clearance SRS-OC-26-0417 paper.pdf >/dev/null
/usr/bin/python3 "$SOURCE/tests/check_notice.py" "$program" "$work/outcheck-notice" "$work/outcheck-release"
