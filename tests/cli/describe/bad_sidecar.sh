. "$SOURCE/tests/cli/tables.inc"
small small.csv
echo "{\"url\": \"small.csv\"," >small.csv-metadata.json
outcheck scan small.csv
status=$?
ls
exit $status
