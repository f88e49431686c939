# What the researcher asks to let stand is not hidden, but the others are.
. "$SOURCE/tests/cli/tables.inc"
mkdir sub
ages sub/ages.csv
cat >sub/submission.yaml <<'END'
project: 2024-117
title: Learners by age
outputs:
  - path: ages.csv
exceptions:
  - rule: T101
    output: ages.csv
    labels: {Region: North East, columns: 18-19}
    value: 7
    reason: Published by the college itself.
END
outcheck protect sub
cat outcheck-protected/ages.csv
