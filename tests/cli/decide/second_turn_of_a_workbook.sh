# A workbook with two tables on one sheet and one on another: in the second turn it is one changed
# output, and the new report opens on the cells that changed, sheet by sheet, old beside new.
. "$SOURCE/tests/cli/decide/story.inc"
book() { # COUNT OF THE SECOND TABLE, COUNT OF THE OTHER SHEET
    cat >../book.py <<END
import openpyxl
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "Paths"
for row in (["Table 1: Learners by region"], ["Region", "Male", "Female", "All"], ["North", 70, 80, 150],
            ["South", 90, 60, 150], ["All", 160, 140, 300], [],
            ["Table 2: Learners by age"], ["Age", "Learners"], ["16", $1], ["17", 200], ["18", 310]):
    sheet.append(row)
other = book.create_sheet("Earners")
for row in (["Table 3: Earners by region"], ["Region", "Earners"], ["North", $2], ["South", 41], ["West", 52]):
    other.append(row)
book.save("book.xlsx")
END
    /usr/bin/python3 ../book.py
}
submit() {
    cat >submission.yaml <<END
{project: "2024-017", title: Paths, author: C. Researcher, datasets: LEO, population: Learners,
 outputs: [book.xlsx, clean.csv], controls: none, earlier-releases: none}
END
}
clean clean.csv
book 190 33
submit
outcheck scan -q .
outcheck decide --assign "A. Okafor,B. Lindqvist" >/dev/null
for checker in $A $B; do
    fill_cells $checker 'Sign-off!D6=Request changes' 'Sign-off!E6=round it' 'Sign-off!D7=Approve'
done
outcheck decide $A $B | grep -E 'csv|xlsx  '
outcheck decide --public | tail -1
book 195 35
outcheck scan -q .
outcheck decide --assign "A. Okafor,B. Lindqvist" | tail -1
unzip -p $A xl/workbook.xml | grep -o '<sheet name="[^"]*"' | head -2
unzip -p $A xl/workbook.xml | grep -o 'activeTab="[0-9]*"'
cat >../changes.py <<END
import openpyxl
sheet = openpyxl.load_workbook("$A")["Changes"]
for row in sheet.iter_rows(values_only=True):
    words = [str(value) for value in row if value is not None]
    if words:
        print(" | ".join(words))
END
/usr/bin/python3 ../changes.py
for checker in $A $B; do
    fill_cells $checker 'Sign-off!D6=Approve' 'Sign-off!E6=fine'
done
outcheck decide $A $B | grep -E 'csv|xlsx  |cleared'
