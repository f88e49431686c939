for command in scan describe explain policy; do
    outcheck "$command" --help
done | awk 'length > 80'
