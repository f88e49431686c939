# What was released is held against what is to be released next, from the pack as it stands.
. "$SOURCE/tests/cli/release/cleared.inc"
rich >/dev/null
outcheck release -o ../pack >/dev/null
cd ..
sed 's/1412/1413/; s/1303/1304/' pack/rich.csv >later.csv
outcheck scan later.csv --no-report --previous pack --policy ons-srs --format json --fail-on never >found.json
jq -r '.attack.compared.releases[] | "\(.release): \(.outputs) outputs, \(.tables) tables"' found.json
jq -r '.findings[] | select(.code != "E104") | [.code, .severity, .cell, .message] | map(. // "") | join(" ")' found.json
