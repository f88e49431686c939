# Two files that may make up a third, by their names and one line: nothing is proven until
# somebody says whom they count.
printf 'Age,Learners\n16-18,c\n19-24,13\n25+,7\n' >learners_male.csv
printf 'Age,Learners\n16-18,c\n19-24,20\n25+,9\n' >learners_female.csv
printf 'Age,Learners\n16-18,c\n19-24,33\n25+,c\n' >learners_all.csv
outcheck protect . --policy ons-srs
echo "exit $?"
for who in male female; do
    echo '{"@context": "http://www.w3.org/ns/csvw", "url": "learners_'$who'.csv",' \
        '"sdc": {"universe": "'$who'", "within": "none"}}' >learners_$who.csv-metadata.json
done
outcheck protect . --policy ons-srs
echo "exit $?"
