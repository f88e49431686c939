# A password does not get into messages.
outcheck register list --register "odbc:DSN=no-such-source;Pwd=secret" 2>&1 | sed 's/: .*/: .../'
