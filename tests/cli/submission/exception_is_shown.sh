# The finding stays, with the exception beside it.
. "$SOURCE/tests/cli/submission/request.inc"
request 7
outcheck scan .
