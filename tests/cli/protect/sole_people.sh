# A count of 1 and one of 4 in a line: who is the one has the 4 by subtraction. Asked for by the policy.
printf '%s\n' 'Region,Work,Study,Neither,Other,Total' 'North,1,4,30,20,55' 'South,40,30,21,25,116' \
    'East,33,45,27,31,136' 'Total,74,79,78,76,307' >people.csv
cat >five.yaml <<'POLICY'
id: five
title: Five and more
version: "1.0"
owner: the outcheck project
valid-from: 2026-01-01
marker: c
symbols:
  c: {state: hidden, meaning: confidential}
sources:
  house: {title: House rules, address: https://example.org/house}
rules:
  - {id: minimum-count, kind: minimum-count, minimum: 5, severity: fail, source: house, status: confirmed, why: Few., remedies: [Hide it.]}
  - {id: recoverable, kind: recoverable, minimum: 5, severity: fail, source: house, status: confirmed, why: Few., remedies: [Hide more.]}
POLICY
outcheck protect --policy five.yaml people.csv -o safe >/dev/null && cat safe/people.csv
sed 's/recoverable, minimum: 5/&, count-insiders: 1/' five.yaml >insiders.yaml
outcheck protect --policy insiders.yaml people.csv -o safer >/dev/null && cat safer/people.csv
