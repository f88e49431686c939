. "$SOURCE/tests/cli/released.inc"
released
outcheck notify --at "2026-11-28 09:59" --dry-run
echo; outcheck notify --at "2026-11-28 10:00" --dry-run | grep -c passed
