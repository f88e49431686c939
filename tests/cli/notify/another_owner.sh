# Ten working days and another recipient, from an overlay of the policy.
cat >hmrc.yaml <<'END'
extends: leo-srs
id: hmrc
title: With HMRC
version: "1"
sources:
  hmrc: {title: Agreement with HMRC, address: none}
process:
  notices:
    - id: hmrc
      what: a copy of every publication
      recipient: HMRC Datalab
      lead: 10
      unit: working-days
      source: hmrc
      status: unconfirmed
END
export SOURCE_DATE_EPOCH=1795600800
outcheck notify --at "2027-01-12 09:30" --policy ./hmrc.yaml --notice hmrc --dry-run --format json
outcheck notify --at "2027-01-12 09:30" --policy ./hmrc.yaml --dry-run --format json
outcheck notify --at "2027-01-12 09:30" --policy ./hmrc.yaml --notice mod --dry-run; echo "exit $?"
outcheck notify --at "2027-01-12 09:30" --policy dfe-publication --dry-run; echo "exit $?"
