# What a spreadsheet program saves is read back, in either format (only where one is installed).
. "$SOURCE/tests/cli/decide/story.inc"
assigned
saved xlsx $A $B
approves $A; asks_for_changes $B 'seven is too few'
saved ods $B
outcheck decide $A $(spreadsheet $B)
