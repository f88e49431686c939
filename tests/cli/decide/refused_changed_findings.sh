# The files are the same; the policy is not.
. "$SOURCE/tests/cli/decide/story.inc"
cp "$SOURCE/tests/cli/house.yaml" ../house.yaml
files
OUTCHECK_POLICY=../house.yaml
outcheck scan -q . >/dev/null
outcheck decide --assign "A. Okafor,B. Lindqvist" >/dev/null
approves $A
sed -i 's/minimum: 10/minimum: 5/' ../house.yaml
outcheck decide $A
