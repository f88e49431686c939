# An exception for the whole of North East does not reach its parts.
. "$SOURCE/tests/cli/submission/request.inc"
request 7
sed -i 's/, columns: Apprenticeship//' submission.yaml
outcheck scan --no-report . | grep -c exception
