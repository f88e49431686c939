# Something was released since: what the cleared table gives away with it, nobody saw.
. "$SOURCE/tests/cli/release/cleared.inc"
OUTCHECK_POLICY=$SOURCE/tests/cli/attack.yaml
later later.csv
cat >submission.yaml <<END
{project: "1", title: t, author: C. Researcher, datasets: LEO, population: p, outputs: [later.csv],
 controls: none, earlier-releases: none}
END
outcheck scan -q . >/dev/null
outcheck decide --assign "A. Okafor,B. Lindqvist" >/dev/null
for book in $A $B; do fill_cells $book 'Sign-off!D6=Approve'; done
outcheck decide $A $B | tail -1
released ../released.csv
outcheck register add --register ../releases.db ../released.csv >/dev/null
outcheck release --register ../releases.db
