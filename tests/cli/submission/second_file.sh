. "$SOURCE/tests/cli/submission/request.inc"
request 7
mkdir more
cp small.csv submission.yaml more
outcheck scan --no-report .
