. "$SOURCE/tests/cli/decide/story.inc"
submission
sed -i s/600/601/ small.csv
outcheck decide --assign "A. Okafor,B. Lindqvist"
