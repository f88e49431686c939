. "$SOURCE/tests/cli/tables.inc"
# What cannot be compared does not pass.
later learners.csv; mkdir march; echo x >march/report.rtf
outcheck scan --no-report --previous march --policy "$SOURCE/tests/cli/attack.yaml" learners.csv
