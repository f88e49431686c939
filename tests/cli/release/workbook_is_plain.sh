# The guidance on accessible spreadsheets, as far as a file can show it.
. "$SOURCE/tests/cli/release/cleared.inc"
rich >/dev/null
outcheck release >/dev/null
book=outcheck-release/tables.xlsx
unzip -Z1 $book | grep -E 'comment|drawing|vba|custom|printer|external' && echo hidden parts
unzip -p $book 'xl/worksheets/*.xml' xl/workbook.xml >all.xml
for word in '<f>' '<pane' '<autoFilter' 'hidden' '<mergeCell' '<headerFooter' '<definedName' \
    '<conditionalFormatting' '<dataValidation' 'tabColor' '<sheetProtection'; do
    grep -c -F "$word" all.xml
done | sort -u
unzip -p $book xl/styles.xml | grep -o '<fgColor' | wc -l
unzip -p $book xl/workbook.xml | grep -o 'sheet name="[^"]*"'
unzip -p $book 'xl/tables/*.xml' | grep -o 'displayName="[^"]*"'
unzip -p $book docProps/core.xml | sed 's/<[^>]*>/\n/g' | grep .
unzip -p $book xl/sharedStrings.xml | sed 's/<[^>]*>/\n/g' | grep -E '^(Table 1|This|Some|Source|\[note|Note:)'
