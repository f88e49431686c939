. "$SOURCE/tests/cli/decide/story.inc"
assigned
outcheck scan -q .; status=$?
outcheck scan -q --force . 
exit $status
