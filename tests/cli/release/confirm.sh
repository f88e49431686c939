# The register learns of the release; a second time it is there already.
. "$SOURCE/tests/cli/release/cleared.inc"
rich >/dev/null
outcheck release --register ../releases.db --confirm | grep Added | sed 's/-[0-9a-f]\{8\}/-.../'
outcheck register list --register ../releases.db | grep -c 2024-017
outcheck log show | grep -c registered
outcheck release --register ../releases.db --confirm -o ../again 2>&1 |
    sed 's/-[0-9a-f]\{8\}/-.../g'
ls -A .. | grep again || echo 'no pack'
