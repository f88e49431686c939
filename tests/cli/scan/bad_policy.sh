. "$SOURCE/tests/cli/tables.inc"
small small.csv; printf "id: x\nrulse: []\n" >bad.yaml
outcheck scan --policy ./bad.yaml small.csv 2>/dev/null; status=$?; ls; exit $status
