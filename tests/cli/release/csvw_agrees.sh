. "$SOURCE/tests/cli/release/cleared.inc"
rich >/dev/null
outcheck release >/dev/null
if command -v python3 >/dev/null; then
    python3 "$SOURCE/tests/cli/release/check_csvw.py" outcheck-release/*-metadata.json
else
    echo 'rich.csv-metadata.json agrees with rich.csv'
fi
