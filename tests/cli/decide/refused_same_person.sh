. "$SOURCE/tests/cli/decide/story.inc"
assigned
approves $A
cp $A ../other.xlsx
outcheck decide $A ../other.xlsx
