# A table of tau-ARGUS with its metadata and hierarchy: letters of the status column are taken as
# given, all hidden rows get one letter, and the pattern can be read back.
cp "$SOURCE"/fixtures/tau/table/* .
outcheck protect --policy "$SOURCE/tests/cli/firms.yaml" turnover.tab -o safe
cat outcheck-report/turnover.hst safe/turnover.tab
sed 's/;U$/;S/' turnover.tab >plain && mv plain turnover.tab
cp outcheck-report/turnover.hst first.hst
outcheck protect --policy "$SOURCE/tests/cli/firms.yaml" --wishes first.hst turnover.tab -o again >/dev/null
sed 's/,[UM]$//' first.hst >one && sed 's/,[UM]$//' outcheck-report/turnover.hst | cmp - one
cmp safe/turnover.tab again/turnover.tab
# P: must stay; a comma in a code: semicolons part them
sed -i 's/^\(N1;small.*\);S$/\1;P/; s/^N1;/"N,1";/' turnover.tab
sed -i 's/N1/N,1/' region.hrc
sed -i 's/^\("N,1";large.*\);S$/\1;U/' turnover.tab
outcheck protect --policy "$SOURCE/tests/cli/firms.yaml" turnover.tab -o kept >/dev/null
cat outcheck-report/turnover.hst
