. "$SOURCE/tests/cli/submission/request.inc"
request 7
outcheck scan --no-report --format json . | grep -c '"path": "notes.txt"'
outcheck scan --no-report --format concise . | grep -c notes.txt
outcheck scan --no-report . | grep 'supporting'
