. "$SOURCE/tests/cli/submission/request.inc"
request 7
outcheck scan --no-report --format json . >results.json
grep -o '"exception":.*}' results.json
sed -n '/"submission":/,$p' results.json | sed 's/"sha256": "[0-9a-f]*"/"sha256": "..."/g'
outcheck scan --no-report --redact --format json . | grep -c 'all seven'
