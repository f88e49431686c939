. "$SOURCE/tests/cli/released.inc"
released
printf '%%PDF-1.7 the paper\n' >paper.pdf
outcheck notify --at "2026-12-29 09:30" --clearance SRS-OC-26-0417 paper.pdf
ls outcheck-notice
(cd outcheck-notice && sha256sum -c --quiet SHA256SUMS)
cat outcheck-notice/cover-note.txt outcheck-notice/checklist.txt outcheck-notice/outputs.csv
cat outcheck-notice/deadline.ics
# The same bytes again, in another folder, and no number of the tables where none belongs.
outcheck notify --at "2026-12-29 09:30" --clearance SRS-OC-26-0417 -o again paper.pdf >/dev/null
diff -r outcheck-notice again && echo "the same bytes"
grep -l 570 outcheck-notice/deadline.ics outcheck-notice/cover-note.txt outcheck-notice/checklist.txt outcheck-report/log.jsonl || echo "no number of the tables"
