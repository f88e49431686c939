cp "$SOURCE/fixtures/misleading/base_in_brackets/table.csv" .
outcheck protect table.csv
status=$?
ls
exit $status
