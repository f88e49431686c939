. "$SOURCE/tests/cli/tables.inc"
# The same table with another small count in it: nothing but hashes differs in the log.
small small.csv
export SOURCE_DATE_EPOCH=1795600800 OUTCHECK_ACTOR=okafor
outcheck scan -q -o one small.csv
sed 's!,7,500,507!,8,500,508!; s!607,1300,1907!608,1300,1908!' small.csv >other.csv; cmp -s small.csv other.csv && echo "the tables are the same"
mv other.csv small.csv
outcheck scan -q -o other small.csv
for folder in one other; do sed 's/[0-9a-f]\{64\}/HASH/g' $folder/log.jsonl >$folder.txt; done
cmp one.txt other.txt && echo "no value in the log"
