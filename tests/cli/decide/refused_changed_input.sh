. "$SOURCE/tests/cli/decide/story.inc"
assigned
approves $A
sed -i s/600/601/ small.csv
outcheck decide $A
