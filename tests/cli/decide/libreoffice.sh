# What a spreadsheet program saves is read back (only where one is installed).
. "$SOURCE/tests/cli/decide/story.inc"
assigned
if command -v soffice >/dev/null; then
    mkdir ../saved
    soffice -env:UserInstallation="file://$HOME/office" --headless --convert-to xlsx \
        --outdir ../saved $A $B >/dev/null 2>&1
    cp ../saved/*.xlsx $R
fi
approves $A; asks_for_changes $B 'seven is too few'
outcheck decide $A $B
