. "$SOURCE/tests/cli/decide/story.inc"
assigned
cp $R/report.xlsx ../mine.xlsx
outcheck decide --checker 'D. Other' ../mine.xlsx
