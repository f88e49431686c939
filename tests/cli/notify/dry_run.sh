. "$SOURCE/tests/cli/released.inc"
released; export SOURCE_DATE_EPOCH=1790000000
# Christmas, Easter with the clock change, October, a leap day.
for at in "2026-12-29 09:30" "2027-03-30 09:30" "2026-10-27 09:30" "2028-03-03 09:30"; do
    outcheck notify --at "$at" --dry-run --format json
done
outcheck notify --at "2026-12-29 09:30" --dry-run
ls; outcheck log show | grep -c by
