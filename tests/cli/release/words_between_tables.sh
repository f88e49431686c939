# Two tables on one sheet: what stands under the first is its own, the title of the second is not.
. "$SOURCE/tests/cli/release/cleared.inc"
printf '%s\n' 'Table 1: learners by region,' 'Region,Learners' 'North,1412' 'South,1303' 'All,2715' \
    'Note: learners are counted once.,' 'Source: LEO 2024,' ',' \
    'Table 2: learners by age,' ',' 'Age,Learners' '16,1500' '17,1215' 'All,2715' \
    'Source: another file,' >two.csv
cat >submission.yaml <<END
{project: "1", title: t, author: C. Researcher, datasets: LEO, population: p, period: "2024",
 outputs: [two.csv], controls: none, earlier-releases: none}
END
outcheck scan -q . >/dev/null
outcheck decide --assign "A. Okafor,B. Lindqvist" >/dev/null
for book in $A $B; do fill_cells $book 'Sign-off!D6=Approve' 'Sign-off!E6=fine'; done
outcheck decide $A $B | tail -1
outcheck release | tail -1
cat >../words.py <<END
import openpyxl
for sheet in openpyxl.load_workbook("outcheck-release/tables.xlsx"):
    if sheet.title not in ("Cover", "Contents"):
        print("==", sheet.title)
        for row in sheet.iter_rows(values_only=True, max_row=5):
            print(" | ".join(str(value) for value in row if value is not None))
END
/usr/bin/python3 ../words.py
