# decisions.json is bound to its own hash.
. "$SOURCE/tests/cli/decide/story.inc"
assigned
sed -i 's/"outcome": "open"/"outcome": "cleared"/' $R/decisions.json
approves $A
outcheck decide $A
