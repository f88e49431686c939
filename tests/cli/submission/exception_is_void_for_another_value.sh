. "$SOURCE/tests/cli/submission/request.inc"
request 8
outcheck scan --no-report . | grep -A1 T101
