. "$SOURCE/tests/cli/decide/story.inc"
assigned
outcheck decide small.csv
