# What fails at the last moment leaves the pack before, whole and with its dates; nothing beside it.
. "$SOURCE/tests/cli/release/cleared.inc"
assigned; cleared
outcheck release >/dev/null
sha256sum outcheck-release/* >../before
outcheck release --force --confirm
sha256sum -c --quiet ../before && echo 'as it was'
chmod a-w outcheck-report/log.jsonl outcheck-report
[ "$(id -u)" -eq 0 ] && rm outcheck-report/log.jsonl.head && mkdir outcheck-report/log.jsonl.head
outcheck release --force >/dev/null 2>&1 || echo 'not logged, not released'
sha256sum -c --quiet ../before && echo 'as it was'
ls -A | grep release
