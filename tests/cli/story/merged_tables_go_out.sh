# Another design is another table: what protect merged or rounded is scanned, cleared,
# released and announced like any other.
. "$SOURCE/tests/cli/tables.inc"
. "$SOURCE/tests/cli/decide/story.inc"
OUTCHECK_POLICY=leo-srs
export OUTCHECK_POLICY
for method in merge round; do
    mkdir $method && cd $method
    ages ages.csv
    printf '%s\n' 'project: "2024-017"' 'title: Paths after school' 'author: C. Researcher' \
        'contact: c.researcher@example.ac.uk' 'datasets: LEO 2023/24' \
        'population: Learners aged 16 and over' 'period: 2023/24' 'outputs: [ages.csv]' \
        'controls: [merged categories]' 'earlier-releases: none' >submission.yaml
    outcheck protect --method $method . | grep -E '^\*|Written'
    cp submission.yaml outcheck-protected
    mv outcheck-protected safe
    outcheck scan -q -o outcheck-report safe
    outcheck decide --assign "A. Okafor,B. Lindqvist" | tail -1
    for book in $A $B; do
        fill_cells $book 'Sign-off!D6=Approve' 'Sign-off!E6=fine'
    done
    outcheck decide $A $B | grep -E 'csv|cleared'
    outcheck release | tail -1
    cat outcheck-release/ages.csv
    outcheck notify --at "2026-12-29 09:30" | grep -i 'hours'
    outcheck log verify | grep whole
    cd ..
done
