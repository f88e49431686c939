. "$SOURCE/tests/cli/release/cleared.inc"
submission
outcheck release
