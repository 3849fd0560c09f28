#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The talk over a pseudo-terminal that script(1) gives. A case is a folder: args, keys (what is typed, a line an answer), columns (80
# where absent), locale (C.UTF-8); screen is what it shows, with the keys where they are read, profile.json (where there is one) what it leaves, rc its exit code (0 where absent). Other
# files are there when it runs. UPDATE=1 rewrites what is expected. Prints "N passed, N failed" last.
set -u
: "${SP:?the program}"
script -E never -qec true /dev/null < /dev/null > /dev/null 2>&1 || { echo 'skipped: the talk: script(1) gives no terminal here'; echo '0 passed, 0 failed'; exit 0; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0
for folder in tests/talk/*/; do
    folder=${folder%/}
    name=${folder#tests/talk/}
    columns=80
    locale=C.UTF-8
    [ ! -f "$folder/columns" ] || columns=$(cat "$folder/columns")
    [ ! -f "$folder/locale" ] || locale=$(cat "$folder/locale")
    rm -rf "$scratch/case" "$scratch/left"
    mkdir "$scratch/case"
    cp tests/talk/small.json "$scratch/case" # a catalogue: the shipped one would change every screen with every course
    for file in "$folder"/*; do
        case ${file##*/} in args | keys | screen | profile.json | rc | columns | locale) ;; *) cp "$file" "$scratch/case" ;; esac
    done
    keys=$(pwd)/$folder/keys
    (
        cd "$scratch/case" || exit 99
        env -u COLUMNS LC_ALL="$locale" SHELL=/bin/sh script -E never -qec "stty cols $columns; '$SP' $(cat "$OLDPWD/$folder/args")" /dev/null < "$keys" > ../raw
        echo $? > ../rc
    )
    # the terminal does not echo, so that nothing depends on timing: what was typed is put behind its prompt here
    tr -d '\r' < "$scratch/raw" | awk -v keys="$keys" '
        {
            while (match($0, /(\]|answer): /)) {
                if ((getline key < keys) <= 0) break
                print substr($0, 1, RSTART + RLENGTH - 1) key
                $0 = substr($0, RSTART + RLENGTH)
            }
            print
        }' > "$scratch/screen"
    cp "$scratch/case/studypath-profile.json" "$scratch/left" 2> /dev/null || : > "$scratch/left"
    if [ "${UPDATE-}" = 1 ]; then
        cp "$scratch/screen" "$folder/screen"
        if [ -s "$scratch/left" ]; then cp "$scratch/left" "$folder/profile.json"; else rm -f "$folder/profile.json"; fi
        if [ "$(cat "$scratch/rc")" != 0 ]; then cp "$scratch/rc" "$folder/rc"; else rm -f "$folder/rc"; fi
    fi
    want=0
    [ ! -f "$folder/rc" ] || want=$(cat "$folder/rc")
    profile=$folder/profile.json
    [ -f "$profile" ] || profile=/dev/null
    if diff -u "$folder/screen" "$scratch/screen" > "$scratch/diff" && diff -u "$profile" "$scratch/left" >> "$scratch/diff" && [ "$want" = "$(cat "$scratch/rc")" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: talk $name (exit code $(cat "$scratch/rc"), expected $want)"
        sed 's/^/    /' "$scratch/diff" | head -n 40
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
