. "$SOURCE/tests/cli/decide/story.inc"
assigned
approves $A; asks_for_changes $B 'seven is too few'
outcheck decide $A $B
