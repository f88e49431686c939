. "$SOURCE/tests/cli/decide/story.inc"
mkdir other
(cd other; rates rates.csv; outcheck scan -q . >/dev/null
    outcheck decide --assign "A. Okafor,B. Lindqvist" >/dev/null)
mv other ..
assigned
cp ../other/$A ../stray.xlsx
outcheck decide ../stray.xlsx
