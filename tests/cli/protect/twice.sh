mkdir in && cp "$SOURCE"/fixtures/attack/merged_columns/*.csv in
outcheck protect in > one.txt && cp -r outcheck-protected one && cp outcheck-report/protection.json one.json
outcheck protect in > other.txt && cmp one.txt other.txt && diff -r one outcheck-protected
cmp one.json outcheck-report/protection.json
cat outcheck-protected/merged.csv
