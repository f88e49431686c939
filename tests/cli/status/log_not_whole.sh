. "$SOURCE/tests/cli/released.inc"
released; sed -i s/okafor/someone/ outcheck-report/log.jsonl
outcheck status
