. "$SOURCE/tests/cli/tables.inc"
printf "Region,A,B,Total\nNorth,7,93331,93338\nSouth,21,93331,93352\n" >t.csv
for format in text concise json csv sarif; do
    outcheck scan --no-report --redact --format $format t.csv >out
    grep -n -e "7 people" -e "933" -e "value\": 7" out
    grep -q T101 out || echo "nothing found in $format"
done; outcheck scan --no-report --redact t.csv
