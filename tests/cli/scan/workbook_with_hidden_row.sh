. "$SOURCE/tests/cli/tables.inc"
awk '/^```fods/ { on = 1; next } /^```/ { on = 0 } on' "$SOURCE/docs/rules/F101.md" >learners.fods
outcheck scan --no-report --policy ons-srs learners.fods
