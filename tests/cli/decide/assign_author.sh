. "$SOURCE/tests/cli/decide/story.inc"
submission
outcheck decide --assign "A. Okafor,c researcher"; status=$?
ls $R; exit $status
