#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Run every ```console block of README.md and docs/*.md: a line "$ command" must print the lines that follow it; a line "..." stands
# for any lines up to the next one that is written. A block ```text talk NAME is a part of the screen of that talk (tests/talk).
set -u
BUILD=${BUILD:-build/release}
case $BUILD in /*) ;; *) BUILD=$(pwd)/$BUILD ;; esac
PATH=$BUILD:$PATH
export PATH LC_ALL=C TZ=UTC
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
bad=0
count=0

check() { # the command in $scratch/command, what it should print in $scratch/want
    count=$((count + 1))
    sh "$scratch/command" > "$scratch/got" 2>&1
    awk -v got="$scratch/got" '
        BEGIN { while ((getline line < got) > 0) lines[++n] = line; at = 1 }
        $0 == "..." { skip = 1; next }
        {
            if (skip) { while (at <= n && lines[at] != $0) at++; skip = 0 }
            if (at > n || lines[at] != $0) { print "expected: " $0; print "printed:  " (at <= n ? lines[at] : "(nothing more)"); exit 1 }
            at++
        }
        END { if (!skip && at <= n) { print "printed more: " lines[at]; exit 1 } }' "$scratch/want" > "$scratch/why" || {
        echo "$document: \$ $(cat "$scratch/command")"
        cat "$scratch/why"
        bad=1
    }
}

for document in README.md docs/*.md; do
    [ -f "$document" ] || continue
    awk -v dir="$scratch" '
        /^```console$/ { inside = 1; next }
        /^```text talk / { print "$ cat tests/talk/" $3 "/screen"; inside = 1; next }
        /^```$/ { inside = 0; next }
        inside' "$document" > "$scratch/blocks"
    rm -f "$scratch/command"
    : > "$scratch/want"
    while IFS= read -r line; do
        case $line in
        '$ '*)
            [ ! -f "$scratch/command" ] || check
            printf '%s\n' "${line#\$ }" > "$scratch/command"
            : > "$scratch/want"
            ;;
        *) printf '%s\n' "$line" >> "$scratch/want" ;;
        esac
    done < "$scratch/blocks"
    [ ! -f "$scratch/command" ] || check
done
echo "$count examples run"
exit $bad
