. "$SOURCE/tests/cli/tables.inc"
mkdir 2024; clean 2024/table.csv
export OUTCHECK_REGISTER=releases.db
outcheck register add --clearance SRS-24-001 --release-date 2024-11-21 2024 | sed 's/[0-9a-f]\{64\}/HASH/'
outcheck register list
outcheck register list --format json | sed "s/[0-9a-f]\{64\}/HASH/g"
outcheck register verify | sed 's/[0-9a-f]\{64\}/HASH/'
ls
