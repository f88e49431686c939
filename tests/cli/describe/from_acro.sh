# A first sidecar from what ACRO wrote down, and a kind of description that is not there.
mkdir session
cat >session/results.json <<'END'
{"version": "0.4.12", "results": {"output_0": {"status": "pass", "type": "table",
 "files": [{"name": "output_0_0.csv"}],
 "outcome": {"F": {"North": "ok", "South": "ok"}, "M": {"North": "ok", "South": "ok"}},
 "command": "acro.crosstab(df.region, df.sex)"}}}
END
echo '{"safe_threshold": 10}' >session/config.json
printf 'region,F,M\nNorth,44,41\nSouth,30,31\n' >session/output_0_0.csv
outcheck describe --write --from acro session
grep -c '"role": "count"' session/csv-metadata.json
outcheck describe --from tau session
