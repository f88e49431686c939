. "$SOURCE/tests/cli/decide/story.inc"
assigned
fill_cells $A 'Sign-off!B3=B. Lindqvist'
outcheck decide $A
