export SOURCE_DATE_EPOCH=1795600800
# GOV.UK's form, and .ics: a bank holiday on the Thursday before.
echo '{"england-and-wales": {"events": [{"title": "Jubilee", "date": "2026-12-24"}]}}' >own.json
printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\nSUMMARY:Jubilee\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' >own.ics
for file in own.json own.ics; do
    outcheck notify --at "2026-12-27 09:30" --calendar $file --dry-run --format json | grep send_by
done
outcheck notify --at "2031-06-03 09:30" --dry-run --format json | grep "end before"
echo '{}' >bad.json
outcheck notify --at "2026-12-27 09:30" --calendar bad.json --dry-run; echo "exit $?"
