outcheck policy check "$SOURCE/rules/leo-srs.yaml" >/dev/null
