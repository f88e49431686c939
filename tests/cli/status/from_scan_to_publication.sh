. "$SOURCE/tests/cli/tables.inc"
. "$SOURCE/tests/cli/released.inc"
outcheck status; echo "exit $?"
small small.csv
outcheck scan -q small.csv >/dev/null; outcheck status
unset OUTCHECK_POLICY; rm -r outcheck-report; released
echo; outcheck status | tail -2
outcheck notify --at "2026-12-29 09:30" >/dev/null
echo; outcheck status
SOURCE_DATE_EPOCH=1798200000 outcheck status | grep -e ago -e left # 25 December
echo; SOURCE_DATE_EPOCH=1798280000 outcheck status | tail -5 # 26 December, after the limit
cp -r outcheck-report late; SOURCE_DATE_EPOCH=1798280000 outcheck notify --sent --report late >/dev/null
SOURCE_DATE_EPOCH=1798290000 outcheck status late | tail -1
outcheck notify --sent >/dev/null; echo; outcheck status | tail -4
outcheck notify --acknowledged >/dev/null; echo; outcheck status --format json
SOURCE_DATE_EPOCH=1799000000 outcheck status | tail -1
