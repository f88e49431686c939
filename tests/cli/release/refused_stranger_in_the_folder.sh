# A file that no pack has written does not go out with one, and is not thrown away.
. "$SOURCE/tests/cli/release/cleared.inc"
assigned; cleared
outcheck release >/dev/null
echo 'my own notes' >outcheck-release/notes.txt
outcheck release --force; status=$?
cat outcheck-release/notes.txt
rm outcheck-release/notes.txt
outcheck release --force -o outcheck-release/ | tail -1
mkdir other
ln -s other linked
outcheck release -o linked | tail -1
ls -A other | wc -l
ls -A | grep -v csv
exit $status
