. "$SOURCE/tests/cli/release/cleared.inc"
rich >/dev/null
outcheck release -o ../pack >/dev/null
rm ../pack/release.zip ../pack/manifest.json ../pack/SHA256SUMS ../pack/tables.xlsx
outcheck scan -q --no-report ../pack
