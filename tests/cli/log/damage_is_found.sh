. "$SOURCE/tests/cli/tables.inc"
small small.csv
for i in 1 2 3; do outcheck scan -q small.csv >/dev/null; done
cd outcheck-report
cp log.jsonl whole; cp log.jsonl.head head
check() { echo "== $1"; outcheck log verify .; echo "exit $?"; cp whole log.jsonl; cp head log.jsonl.head; }
sed -i '2s/"fail":1/"fail":0/' log.jsonl; check "a changed line"
sed -i 2d log.jsonl; check "a missing line"
sed -i 3d log.jsonl; check "a missing end"
{ sed -n 1p whole; sed -n 3p whole; sed -n 2p whole; } >log.jsonl; check "another order"
truncate -s -20 log.jsonl; check "an unfinished line"
rm log.jsonl.head; check "no head"
outcheck log verify --head "$(cut -d' ' -f2 head)" . | head -1
outcheck log verify --head 0123 .
