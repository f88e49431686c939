. "$SOURCE/tests/cli/release/cleared.inc"
assigned; cleared
outcheck release --format json | sed 's/"[0-9a-f]\{64\}"/"..."/'
