. "$SOURCE/tests/cli/tables.inc"
clean clean.csv
OUTCHECK_POLICY=leo-srs outcheck scan --no-report --format json clean.csv | grep '^  "id"'
OUTCHECK_POLICY=leo-srs outcheck scan --no-report --policy hesa --format json clean.csv |
    grep '^  "id"'
OUTCHECK_POLICY= outcheck scan --no-report --format json clean.csv | grep '^  "id"'
