printf '\357\273\277"Region";"Male";"Female";"Total"\r\n"North" ;7; 80;"87"\r\nSouth;60;"90";150\r\n\r\nAll;67;170;237\r\n"Note: 7; not counted twice"\r\n' > table.csv
outcheck protect table.csv > words.txt || cat words.txt
cat -A outcheck-protected/table.csv
