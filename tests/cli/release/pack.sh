. "$SOURCE/tests/cli/release/cleared.inc"
rich >/dev/null
outcheck release
cd outcheck-release
sha256sum -c --quiet SHA256SUMS && echo sums agree
cat rich.csv
cmp ees.csv ../ees.csv; cmp ees.meta.csv ../ees.meta.csv
sed 's/"[0-9a-f]\{64\}"/"..."/; s/"bytes": [0-9]*/"bytes": ./' manifest.json
mkdir ../unpacked; unzip -q release.zip -d ../unpacked
for file in *; do
    [ $file = release.zip ] || cmp $file ../unpacked/$file
done
