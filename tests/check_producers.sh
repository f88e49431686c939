#!/bin/sh
# check_producers.sh OUTCHECK: workbooks that other programs write are read as these meant them.
# openpyxl writes one with whatever hides in workbooks; where LibreOffice is installed and
# OUTCHECK_SLOW_TESTS is set, it saves the same as an OpenDocument spreadsheet, which must be read alike.
set -eu
outcheck=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
/usr/bin/python3 - <<'PYTHON'
import datetime
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

book = Workbook()
sheet = book.active
sheet.title = "Learners"
rows = [["Region", "Female", "Male", "Total", "% female"],
        ["England", 81, 96, 177, 81 / 177],
        ["North East", 44, 41, 85, 44 / 85],
        ["North West", 7, 24, 31, 7 / 31],
        ["South", 30, 31, 61, 30 / 61]]
for row in rows:
    sheet.append(row)
for row in range(2, 6):
    sheet.cell(row, 5).number_format = "0.0%"
for row in range(3, 6):
    sheet.cell(row, 1).alignment = Alignment(indent=1)
sheet["B4"].number_format = '"[c]"'
sheet["C4"].font = Font(color="FFFFFFFF")
sheet["B3"].comment = Comment("one of them", "Jane Doe")
sheet.row_dimensions[5].hidden = True
rule = DataValidation(type="list", formula1='"North,South"')
sheet.add_data_validation(rule)
rule.add("A9")
other = book.create_sheet("Dates")
other.sheet_state = "hidden"
other.append(["Day", "Learners"])
for day, learners in ((1, 70), (2, 80), (3, 90)):
    other.append([datetime.date(2023, 9, day), learners])
book.save("learners.xlsx")
PYTHON
found() { # FILE
    "$outcheck" scan "$1" --policy ons-srs --no-report --fail-on never --format json |
        jq -r '.findings[] | select((.code == "F101" or .code == "T101") and .severity != "info") | [.code, .sheet // "-", .cell // "-", .message] | join(" ")' |
        LC_ALL=C sort
}
found learners.xlsx >xlsx
cat >expected <<'TEXT'
F101 Dates - the sheet is hidden
F101 Learners A5 5 cells are filled, in hidden rows; the first is A5
F101 Learners A9 1 list or limit of data validation for A9
F101 Learners B3 1 comment in B3
F101 Learners B4 B4 holds a number and shows a symbol in its place
F101 Learners C4 C4 is filled and shows nothing
F101 Learners E2 4 cells hold more digits than they show; the first is E2
T101 Learners B4 7 people in North West x Female; minimum is 10
TEXT
diff -u expected xlsx
[ -n "${OUTCHECK_SLOW_TESTS:-}" ] && command -v soffice >/dev/null || exit 0
soffice --headless "-env:UserInstallation=file://$scratch/profile" --convert-to ods learners.xlsx >/dev/null 2>&1
found learners.ods >ods
for line in 'F101 Dates - the sheet is hidden' 'F101 Learners A5 5 cells are filled, in hidden rows; the first is A5' \
    'T101 Learners B4 7 people in North West x Female; minimum is 10' \
    'F101 Learners B4 B4 holds a number and shows a symbol in its place'; do
    grep -qxF "$line" ods || { echo "not found in the OpenDocument spreadsheet: $line" >&2; cat ods >&2; exit 1; }
done
