. "$SOURCE/tests/cli/tables.inc"
mkdir one; clean one/table.csv; small other.csv
outcheck register add --register r.db one >/dev/null
outcheck register add --register r.db one
outcheck register add --register r.db --name again one
outcheck register add --register r.db --name one other.csv
outcheck register list --register r.db | tail -1
