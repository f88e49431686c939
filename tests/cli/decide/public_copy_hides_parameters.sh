# The researcher's copy is without private comments, and without the numbers of the dominance
# rules where the policy keeps them back; the checkers' has both.
. "$SOURCE/tests/cli/decide/story.inc"
printf '%s\n' 'Industry,Total turnover,Firms,Largest firm,Second largest firm' \
    'Mining,1000,12,700,50' 'Fishing,2000,25,300,200' >pay.csv
rules() { # YES OR NO
    cat >../rules.yaml <<END
id: firms
hide-parameters: $1
rules:
  - {id: dominance-nk, kind: dominance-nk, n: 2, k: 61.25, severity: fail, why: w, remedies: [r]}
END
}
cat >submission.yaml <<END
{project: "1", title: t, author: C. Researcher, datasets: d, population: p, outputs: [pay.csv],
 controls: none, earlier-releases: none}
END
OUTCHECK_POLICY=../rules.yaml
for answer in yes no; do
    rules $answer
    rm -rf $R
    outcheck scan -q .
    outcheck decide --assign "A. Okafor,B. Lindqvist" >/dev/null
    for book in $A $B; do
        fill_cells $book 'Sign-off!D6=Request changes' 'Sign-off!E6=too much' 'Sign-off!F6=for us'
    done
    outcheck decide $A $B >/dev/null
    outcheck decide --public | tail -1
    for book in report report.public; do
        text=$(unzip -p $R/$book.xlsx xl/sharedStrings.xml 'xl/worksheets/*')
        echo "$answer: $book: $(echo "$text" | grep -c '61\.25') $(echo "$text" | grep -c 'for us')"
    done
done
