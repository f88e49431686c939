for at in "2027-03-28 01:30" "2026-10-25 01:30" "2026-10-25 01:30 BST" "2026-10-25 01:30 GMT" "2026-12-29 09:30 BST" tomorrow; do
    SOURCE_DATE_EPOCH=1760000000 outcheck notify --at "$at" --dry-run --format json | grep deadline
done
outcheck notify --at "2027-03-28 01:30" --dry-run >/dev/null 2>&1; echo "exit $?"
outcheck notify --dry-run; echo "exit $?"
