. "$SOURCE/tests/cli/decide/story.inc"
submission
cp $R/report.xlsx ../mine.xlsx
fill_cells ../mine.xlsx 'Sign-off!B3=C. Researcher'
outcheck decide ../mine.xlsx
