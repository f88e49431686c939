# What protect said it hid, and what was handed in: one number is back, one file was edited.
mkdir outcheck-protected outcheck-report
printf 'region,F,M\nNorth,44,7\nSouth,c,31\n' >outcheck-protected/a.csv
cat >outcheck-report/protection.json <<'END'
{"schema": 1, "files": [{"path": "a.csv", "protected_sha256": "0000"}],
 "suppression": [{"output": "a.csv", "sheet": null, "row": 2, "column": 3},
                 {"output": "a.csv", "sheet": null, "row": 3, "column": 2},
                 {"output": "b.csv", "sheet": null, "row": 2, "column": 2}]}
END
outcheck scan outcheck-protected --no-report --format concise | grep F104
