. "$SOURCE/tests/cli/decide/story.inc"
submission
outcheck decide --assign "A. Okafor, B. Lindqvist"
ls $R $R/turn-1
