# What is left open is found; so are files that are not named, and names without a file.
. "$SOURCE/tests/cli/submission/request.inc"
printf 'project:\nauthor: A\noutputs: [small.csv, gone.csv, {path: notes.txt, role: supporting}]\n' >submission.yaml
outcheck scan --policy ons-srs --no-report --format concise . | grep E104
