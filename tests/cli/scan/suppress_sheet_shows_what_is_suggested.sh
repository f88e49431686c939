. "$SOURCE/tests/cli/tables.inc"
words() {
    unzip -p "$1/report.xlsx" xl/sharedStrings.xml 'xl/worksheets/sheet*.xml' |
        grep -oE '>[^<>]*(suggested\)|true totals kept|figures shown\)|16-19|, in all tables)[^<>]*<' |
        sort -u
}
ages ages.csv
outcheck scan -o merged ages.csv | grep -A1 'merge'
words merged
sed 's/16-17,18-19,20-24,25+/A,B,C,D/' ages.csv >letters.csv
outcheck scan --totals recompute -o anew letters.csv | grep -A1 'hiding'
words anew
