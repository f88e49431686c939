. "$SOURCE/tests/cli/release/cleared.inc"
clean clean.csv; outcheck scan -q . >/dev/null
outcheck decide --assign "A. Okafor,B. Lindqvist" >/dev/null
fill_cells $A 'Sign-off!D6=Approve'; fill_cells $B 'Sign-off!D6=Approve'
outcheck decide $A $B >/dev/null
outcheck release
