. "$SOURCE/tests/cli/tables.inc"
# All but the hash of the policy.
small small.csv
outcheck scan --no-report --format json small.csv | sed '/^  "sha256"/d'
