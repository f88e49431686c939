. "$SOURCE/tests/cli/tables.inc"
mkdir -p releases/R-2026-003
released releases/R-2026-003/learners.csv; later learners.csv
outcheck audit --no-report --previous releases/R-2026-003 --policy "$SOURCE/tests/cli/attack.yaml" learners.csv
