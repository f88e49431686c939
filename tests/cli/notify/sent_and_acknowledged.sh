. "$SOURCE/tests/cli/released.inc"
released
outcheck notify --sent; echo "exit $?"
outcheck notify --at "2026-12-29 09:30" >/dev/null
outcheck notify --acknowledged; echo "exit $?"
outcheck notify --sent
outcheck notify --acknowledged
outcheck notify --sent --acknowledged; echo "exit $?"
outcheck log show | grep ' by '
outcheck log verify | head -1
