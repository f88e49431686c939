. "$SOURCE/tests/cli/submission/request.inc"
cat >submission.yaml <<END
project: [1]
titel: Paths
outputs:
  - {path: small.csv, role: suporting}
  - {role: output}
  - small.csv
exceptions:
  - {rule: T101, value: seven, reason: x}
  - {rule: T101, reson: x}
END
outcheck scan --no-report .
