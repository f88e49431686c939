#!/bin/sh
# check_pages.sh OUTCHECK DOCS: every example of every rule's page does what the page says. A fence
# "csv fails policy=X" must raise the page's code, "csv passes policy=X" must not; "fods" is the same
# for a workbook in one XML file, "svg" for a drawing. A fence "csv meta" is the .meta.csv beside those
# below it, "json sidecar" the sidecar of those below it. A page without a failing or a passing example
# names fixtures instead, which do the same.
set -eu
outcheck=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
examples=0
for page in "$2"/[A-Z][0-9]*.md; do
    code=$(basename "$page" .md)
    rm -rf "$scratch/$code"
    mkdir "$scratch/$code"
    awk -v folder="$scratch/$code" '
        /^```csv meta/ { file = folder "/meta"; next }
        /^```json sidecar/ { file = folder "/sidecar"; sidecar = count + 1; print sidecar > (folder "/from"); next }
        /^```(csv|fods|svg) / { count++; file = sprintf("%s/%02d@%s@%s.%s", folder, count, $2, substr($3, 8), substr($1, 4)); next }
        /^```/ { file = ""; next }
        file { print > file }' "$page"
    for side in fails passes; do
        grep -q "^\`\`\`[a-z]* $side " "$page" && continue
        named=$(sed -n 's/.*`\(fixtures\/[a-z_/]*\)`.*/\1/p' "$page")
        [ -n "$named" ] || { echo "$page: no example that $side" >&2; failed=1; }
    done
    for example in "$scratch/$code"/*@*; do
        [ -e "$example" ] || continue
        # the description of the page's data files
        [ ! -e "$scratch/$code/meta" ] || cp "$scratch/$code/meta" "${example%.csv}.meta.csv"
        number=$(basename "$example")
        number=${number%%@*}
        if [ -e "$scratch/$code/from" ] && [ "${number#0}" -ge "$(cat "$scratch/$code/from")" ]; then
            sed "s/table.csv/$(basename "$example")/" "$scratch/$code/sidecar" >"$example-metadata.json"
        fi
        examples=$((examples + 1))
        name=$(basename "$example")
        name=${name%.*}
        policy=${name##*@}
        found=$("$outcheck" scan "$example" --policy "$policy" --format json --no-report --fail-on never |
            jq -r --arg code "$code" '[.findings[] | select(.code == $code)] | length') || found=error
        case $name:$found in
        *@fails@*:0 | *:error) echo "$page: example $name does not raise $code" >&2; failed=1 ;;
        *@passes@*:[1-9]*) echo "$page: example $name raises $code" >&2; failed=1 ;;
        esac
    done
done
echo "$examples examples"
[ "$examples" -gt 0 ] || failed=1
exit $failed
