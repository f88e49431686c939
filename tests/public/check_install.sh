#!/bin/sh
# Installs to a scratch prefix, runs the program from there, and builds the ten-line program with
# what pkg-config says.
#   check_install.sh CMAKE BUILD SOURCE COMPILER
set -eu
cmake=$1 build=$2 source=$3 compiler=$4
work=$(mktemp -d "${TMPDIR:-/tmp}/outcheck-install.XXXXXX")
trap 'rm -rf "$work"' EXIT
unset OUTCHECK_RULES OUTCHECK_POLICY || true

"$cmake" --install "$build" --prefix "$work/prefix" >/dev/null
cd "$work"
mkdir empty
for file in bin/outcheck include/outcheck/scan.h share/outcheck/rules/ons-srs.yaml \
    share/man/man1/outcheck.1 share/bash-completion/completions/outcheck; do
    [ -f "prefix/$file" ] || { echo "not installed: $file" >&2; exit 1; }
done
prefix/bin/outcheck policy list | grep -q '^ons-srs' ||
    { echo "the installed program does not find its policies" >&2; exit 1; }
prefix/bin/outcheck example training >/dev/null && [ -f training/answers.csv ] ||
    { echo "the installed program does not find its example" >&2; exit 1; }

PKG_CONFIG_PATH=$(dirname "$(find prefix -name outcheck.pc)")
export PKG_CONFIG_PATH
"$compiler" -std=c17 -Wall -Wextra -Werror $(pkg-config --cflags outcheck) -o ten \
    "$source/tests/public/scan_ten_lines.c" $(pkg-config --libs outcheck)
OUTCHECK_RULES=$work/prefix/share/outcheck/rules \
    sh "$source/tests/public/check_scan.sh" "$work/ten" "$work/prefix/share/outcheck"
