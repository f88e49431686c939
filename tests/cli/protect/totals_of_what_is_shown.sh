export OUTCHECK_POLICY=ons-srs
printf '%s\n' 'Region,Employment,Education,Benefits,Total,Employment %' \
    'North,4,120,45,169,2.4' 'South,230,150,66,446,51.6' 'West,140,160,38,338,41.4' \
    'England,374,430,149,953,39.2' >learners.csv
printf '%s\n' 'Region,Total' 'North,169' 'South,446' 'West,338' >regions.csv
outcheck protect learners.csv
cat outcheck-protected/learners.csv
outcheck audit --no-report outcheck-protected | tail -n 1
echo '-- beside the true totals, in the same submission or an earlier one'
outcheck audit --no-report outcheck-protected regions.csv | grep -A1 X102
outcheck audit --no-report --previous regions.csv outcheck-protected | grep -A1 X102
rm -r outcheck-protected
outcheck protect learners.csv regions.csv | grep hidden
cat outcheck-protected/learners.csv
rm -r outcheck-protected
outcheck protect --previous regions.csv learners.csv | grep hidden
head -n 1 outcheck-protected/learners.csv
echo '-- as the user says'
rm -r outcheck-protected
outcheck protect --totals keep learners.csv | grep hidden:
outcheck scan --no-report learners.csv | grep hiding
outcheck scan --totals keep --no-report learners.csv | grep hiding
rm -r outcheck-protected
outcheck protect --policy dfe-leo learners.csv | grep hidden:
rm -r outcheck-protected
outcheck protect --policy dfe-leo --totals recompute learners.csv | grep hidden:
