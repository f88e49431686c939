. "$SOURCE/tests/cli/tables.inc"
# All but the hashes of the policy.
small small.csv
export SOURCE_DATE_EPOCH=1795600800 OUTCHECK_ACTOR=okafor
outcheck scan -q small.csv; outcheck audit -q --force small.csv; outcheck scan -q --no-report small.csv
outcheck log show | sed 's/[0-9a-f]\{64\}/HASH/g'
outcheck log verify | sed 's/[0-9a-f]\{64\}/HASH/'
