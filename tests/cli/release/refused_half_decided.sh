. "$SOURCE/tests/cli/release/cleared.inc"
assigned
approves $A; outcheck decide $A >/dev/null
outcheck release
