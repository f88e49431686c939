cp "$SOURCE/fixtures/text/stata_log/stata.log" .
outcheck scan --no-report --policy ons-srs --format concise --fail-on never stata.log | head -12
outcheck scan --no-report --policy ons-srs --format sarif --fail-on never stata.log |
    grep -o '"region.*logicalLocations[^]]*]' | head -3
