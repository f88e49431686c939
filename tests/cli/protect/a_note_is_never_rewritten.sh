# A small count in a note: the note stays as it is, and is not sent on.
mkdir notes
printf 'sex       F    M\nregion\nLondon  105  103\nNorth     7   44\n' >notes/pandas.txt
outcheck protect notes -o safe
ls safe 2>/dev/null
