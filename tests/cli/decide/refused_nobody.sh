. "$SOURCE/tests/cli/decide/story.inc"
submission
cp $R/report.xlsx ../mine.xlsx
outcheck decide ../mine.xlsx
