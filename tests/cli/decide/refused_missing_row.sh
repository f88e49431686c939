. "$SOURCE/tests/cli/decide/story.inc"
assigned
fill_cells $A 'Sign-off!A7='
outcheck decide $A
