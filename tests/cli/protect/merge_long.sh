# A long table: the rows of one category go, those of the other have new numbers.
. "$SOURCE/tests/cli/tables.inc"
{
    echo 'Region,Age,Learners'
    for region in North South England; do
        case $region in
        North) set -- 120 7 340 467 ;;
        South) set -- 230 15 410 655 ;;
        England) set -- 350 22 750 1122 ;;
        esac
        echo "$region,16-17,$1"
        echo "$region,18-19,$2"
        echo "$region,20-24,$3"
        echo "$region,Total,$4"
    done
} >ages.csv
outcheck protect --method merge ages.csv
cat outcheck-protected/ages.csv
outcheck audit --no-report outcheck-protected | tail -n 1
