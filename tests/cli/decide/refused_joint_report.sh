. "$SOURCE/tests/cli/decide/story.inc"
assigned
approves $A; approves $B; outcheck decide $A $B >/dev/null
outcheck decide $R/report.xlsx
