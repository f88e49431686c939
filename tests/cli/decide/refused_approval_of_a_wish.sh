. "$SOURCE/tests/cli/decide/story.inc"
assigned
approves $A
fill_cells $A 'Findings!M5=Change needed'
outcheck decide $A
