printf '"Learners, North East (N = 26)"\n\nSex,Learners\nMale,7\nFemale,19\n' > table.csv
outcheck protect table.csv > words.txt || cat words.txt
cat outcheck-protected/table.csv
