export SOURCE_DATE_EPOCH=1795600800
outcheck notify --at "2026-12-29 09:30"; echo "exit $?"
outcheck notify --at "2026-12-29 09:30" --dry-run --format json | grep -A2 warnings
. "$SOURCE/tests/cli/released.inc"
released
echo 'North West,600' >>outcheck-release/table1.csv
outcheck notify --at "2026-12-29 09:30"; echo "exit $?"
released; echo '{}' >outcheck-release/manifest.json
outcheck notify --at "2026-12-29 09:30"; echo "exit $?"
released; sed -i s/okafor/someone/ outcheck-report/log.jsonl
outcheck notify --at "2026-12-29 09:30"; echo "exit $?"
ls
