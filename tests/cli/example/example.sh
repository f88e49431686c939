# The training submission gives what its answer sheet says, and is never written over.
outcheck example training
ls training training/tables
outcheck scan --policy leo-srs --no-report --format json training/tables >results.json
jq -r '.findings[] | "\(.output),\(.cell // ""),\(.code),\(.severity)"' results.json | sort >found
grep -v -e '^#' -e '^output,' training/answers.csv | sort | diff - found && echo as answered
outcheck example training
