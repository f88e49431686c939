# The cleared table with cells hidden since: those are released, and the numbers nowhere.
. "$SOURCE/tests/cli/release/cleared.inc"
small() {
    printf '%s\n' 'Region,Apprenticeship,Education,Total' \
        'North East,7,5023,5030' 'North West,6011,8007,14018' 'England,6018,13030,19048' >"$1"
}
assigned; cleared
mkdir outcheck-protected
sed 's/^North East,7,5023,/North East,c,c,/; s/^North West,6011,8007,/North West,c,c,/' small.csv \
    >outcheck-protected/small.csv
outcheck release | tail -1
cat outcheck-release/small.csv
mkdir ../all; cp -r outcheck-release/* ../all
(cd ../all; unzip -q release.zip -d zip; unzip -q tables.xlsx -d book)
rm ../all/release.zip
grep -r -l -E '5023|6011|8007' ../all
grep -r -l -E '19048' ../all | sort
