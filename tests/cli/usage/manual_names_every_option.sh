# Every long option of every command stands in the manual.
for command in $(outcheck help | sed -n "/^Commands/,/^\$/s/^  \([a-z]*\) .*/\1/p"); do
    outcheck "$command" --help
done | grep -o -e '--[a-z][a-z-]*' | sort -u | while read -r name; do
    escaped=$(printf %s "$name" | sed 's/-/\\-/g')
    grep -q -F -e "$escaped" "$SOURCE/docs/man/outcheck.1" || echo "not in the manual: $name"
done
