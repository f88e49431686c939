# Nobody sees what the first one decided before all have decided.
. "$SOURCE/tests/cli/decide/story.inc"
assigned
sum=$(sha256sum $R/report.xlsx)
asks_for_changes $A 'seven is too few'
outcheck decide $A
[ "$sum" = "$(sha256sum $R/report.xlsx)" ] && echo report is as it was
outcheck decide --public
