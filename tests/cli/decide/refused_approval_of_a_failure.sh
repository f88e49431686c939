. "$SOURCE/tests/cli/decide/story.inc"
assigned
fill_cells $A 'Sign-off!D7=Approve' 'Sign-off!E7=fine'
outcheck decide $A
