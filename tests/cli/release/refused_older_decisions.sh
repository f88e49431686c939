# A record that was put back is whole in itself, but the log ends in another one.
. "$SOURCE/tests/cli/release/cleared.inc"
assigned; cleared
cp $R/decisions.json ../kept.json
fill_cells $A 'Sign-off!D7=Request changes' 'Sign-off!E7=on second thoughts'
outcheck decide $A >/dev/null
cp ../kept.json $R/decisions.json
outcheck release
