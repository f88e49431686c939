#!/bin/sh
# check_codes.sh SOURCE: every code that a rule can give has a page, a line in the list of pages, and a
# fixture that raises it beside one that the same policy judges without raising it.
set -eu
cd "$1"
failed=0
complain() {
    echo "$1" >&2
    failed=1
}
codes=$(grep -ho '"[A-Z][0-9][0-9][0-9]"' src/policy/rule_kinds_of_*.c | tr -d '"' | sort -u)
count=0
for code in $codes; do
    count=$((count + 1))
    [ -f "docs/rules/$code.md" ] || complain "$code has no page"
    grep -q "\[$code\]($code.md)" docs/rules/README.md || complain "$code is not in the list of pages"
    raised=$(find fixtures -name "*.expected.csv" -exec grep -l ",$code," {} +) || raised=
    [ -n "$raised" ] || { complain "no fixture raises $code"; continue; }
    policy=$(sed -n '1s/^# policy: //p' "$(echo "$raised" | head -1)")
    others=$(find fixtures -name "*.expected.csv" -exec grep -lx "# policy: $policy" {} +)
    # shellcheck disable=SC2086 # names without blanks
    [ -n "$(grep -L ",$code," $others)" ] || complain "no fixture of $policy passes $code"
done
for page in docs/rules/[A-Z][0-9]*.md; do
    code=$(basename "$page" .md)
    echo "$codes" | grep -qx "$code" || complain "$page is about no rule"
done
echo "$count codes"
[ "$count" -ge 47 ] || complain "fewer codes than there were"
exit $failed
