. "$SOURCE/tests/cli/tables.inc"
# Root may write everywhere, so the scan is run as somebody else then.
clean table.csv; mkdir shared; outcheck register add --register shared/r.db table.csv >/dev/null
chmod 444 shared/r.db; chmod 555 shared
as=; if [ "$(id -u)" -eq 0 ]; then as="setpriv --reuid=65534 --regid=65534 --clear-groups"; chmod -R go+rX ../.. ..; chmod go+x ../../.. . ; fi
$as outcheck scan -q --no-report --register shared/r.db table.csv
$as outcheck register verify --register shared/r.db | head -1
$as outcheck register add --register shared/r.db --name other table.csv 2>&1 | sed 's/attempt.*/.../' | head -1
chmod 755 shared
