. "$SOURCE/tests/cli/decide/story.inc"
submission
outcheck decide --assign "A. Okafor"
