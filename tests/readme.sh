#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Run every ```console block of README.md and docs/*.md: a line "$ command" must print the lines that follow it; a line "..." stands
# for any lines up to the next one that is written. Each document has a folder of its own, with data/ and models/ in it. A ```json NAME
# block is written there as the file NAME; a ```diff NAME block replaces its lines that begin with "-" by those that begin with "+".
# A block ```text talk NAME is a part of the screen of that talk (tests/talk).
set -u
BUILD=${BUILD:-build/release}
root=$(pwd)
case $BUILD in /*) ;; *) BUILD=$root/$BUILD ;; esac
PATH=$BUILD:$PATH
export PATH LC_ALL=C TZ=UTC
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
bad=0
count=0

fault() { # WHAT FILE TO SHOW
    echo "$document: $1"
    cat "$2"
    bad=1
}

check() { # the command in $scratch/command, if there is one, and what it should print in $scratch/want
    [ -f "$scratch/command" ] || return
    count=$((count + 1))
    (cd "$folder" && sh "$scratch/command") > "$scratch/got" 2>&1
    awk -v got="$scratch/got" '
        BEGIN { while ((getline line < got) > 0) lines[++n] = line; at = 1 }
        $0 == "..." { skip = 1; next }
        {
            if (skip) { while (at <= n && lines[at] != $0) at++; skip = 0 }
            if (at > n || lines[at] != $0) { print "expected: " $0; print "printed:  " (at <= n ? lines[at] : "(nothing more)"); exit 1 }
            at++
        }
        END { if (!skip && at <= n) { print "printed more: " lines[at]; exit 1 } }' "$scratch/want" > "$scratch/why" ||
        fault "\$ $(cat "$scratch/command")" "$scratch/why"
    rm "$scratch/command"
}

replace() { # FILE: the lines of $scratch/part that begin with "-", which stand there once, by those that begin with "+"
    awk -v part="$scratch/part" '
        BEGIN {
            while ((getline line < part) > 0)
                if (line ~ /^-/) old = old substr(line, 2) "\n"
                else if (line ~ /^\+/) new = new substr(line, 2) "\n"
        }
        { all = all $0 "\n" }
        END {
            at = index("\n" all, "\n" old)
            if (!old || !at || index(substr(all, at + 1), "\n" old)) { print "the lines do not stand there once"; exit 1 }
            printf "%s%s%s", substr(all, 1, at - 1), new, substr(all, at + length(old))
        }' "$1" > "$scratch/new" || {
        fault "the change of ${1##*/}" "$scratch/new"
        return
    }
    cp "$scratch/new" "$1"
}

# The lines of the blocks: ">" before those of a console, "|" before those of a file between "=KIND NAME" and ".".
blocks() {
    awk '
        /^```console$/ { kind = ">"; next }
        /^```text talk / { print ">$ cat '"$root"'/tests/talk/" $3 "/screen"; kind = ">"; next }
        /^```(json|diff) [^ ]+$/ { kind = "|"; print "=" substr($1, 4) " " $2; next }
        /^```$/ { if (kind == "|") print "."; kind = ""; next }
        kind { print kind $0 }' "$1"
}

for document in README.md docs/*.md; do
    [ -f "$document" ] || continue
    folder=$scratch/$(basename "$document")
    mkdir "$folder"
    ln -s "$root/data" "$root/models" "$folder"
    blocks "$document" > "$scratch/blocks"
    while IFS= read -r line; do
        case $line in
        '>$ '*)
            check
            printf '%s\n' "${line#>\$ }" > "$scratch/command"
            : > "$scratch/want"
            ;;
        '>'*) printf '%s\n' "${line#>}" >> "$scratch/want" ;;
        '='*)
            check
            what=${line#=}
            : > "$scratch/part"
            ;;
        '|'*) printf '%s\n' "${line#|}" >> "$scratch/part" ;;
        .) case $what in
            json*) cp "$scratch/part" "$folder/${what#json }" ;;
            diff*) replace "$folder/${what#diff }" ;;
            esac ;;
        esac
    done < "$scratch/blocks"
    check
done
echo "$count examples run"
exit $bad
