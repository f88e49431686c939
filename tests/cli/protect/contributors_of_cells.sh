# Two cells of one contributor each in a line of three: hidden alone, each would give the other.
cat >line.jj <<'JJ'
0
4
0 20 20 z 0 80 0 0 0
1 3 3 u 0 80 1 1 0
2 4 4 u 0 80 1 1 0
3 13 13 s 0 80 0 0 0
1
0 4 : 0 (-1) 1 (1) 2 (1) 3 (1)
JJ
outcheck protect line.jj -o outsiders >/dev/null && cat outsiders/line.hst
printf 'id,contributors\n0,9\n1,1\n2,1\n3,7\n' >contributors.csv
outcheck protect --contributors contributors.csv line.jj -o insiders && cat insiders/line.hst
# Nothing else may be hidden: it says against whom.
sed -i 's/ 13 13 s/ 13 13 z/' line.jj
outcheck protect --contributors contributors.csv --format json line.jj | jq -c '.obstacle, .blockers[]'
printf 'id,contributors\n7,1\n1,many\n' >wrong.csv
outcheck protect --contributors wrong.csv line.jj
