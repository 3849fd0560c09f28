#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the compiler does not check: which room may see which, calls that are forbidden, sizes, SPDX lines; cppcheck where it is.
set -u
bad=0
say() { echo "lint: $1"; bad=1; }

# Each room may include itself and these (docs/house.md).
allowed() {
    case $1 in
    base) echo base ;;
    core) echo base core ;;
    num) echo base num ;;
    time) echo base core num time ;;
    score) echo base core num time score ;;
    ask) echo base core num ask ;;
    plan) echo base core plan ;;
    io) echo base core io ;;
    check) echo base core check ;;
    view) echo base core view ;;
    why) echo base core time score plan why ;;
    fit) echo base core num time score io fit ;;
    esac
}
for room in base core num time score ask plan check io view why fit; do
    for file in src/"$room"/*.[ch]; do
        [ -f "$file" ] || continue
        for other in $(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$file" | sort -u); do
            [ "$other" = studypath ] && continue
            case " $(allowed "$room") " in *" $other "*) ;; *) say "$file: the room $room may not include $other" ;; esac
        done
    done
done
for file in src/cli/*.[ch] src/embed/*.[ch]; do
    grep -nE '^#include "' "$file" | grep -vE '"([a-z_]+\.h"|studypath/)' | sed "s|^|lint: $file sees more than the public headers: |" | grep . && bad=1
done
forbid() { # PATTERN WHY FILES...
    pattern=$1 why=$2
    shift 2
    grep -nE "$pattern" "$@" /dev/null | sed "s|^|lint: $why: |" | grep . && bad=1
}
library=$(find src -name '*.[ch]' ! -path 'src/cli/*' ! -path 'src/fit/*' ! -path 'src/embed/*')
# shellcheck disable=SC2086
{
    forbid '#include "\.\./' 'a path upwards' $(find src -name '*.[ch]')
    forbid '#include <gsl/' 'GSL outside num/' $(echo "$library" | grep -v '^src/num/')
    forbid '#include <cjson/' 'cJSON outside io/' $(echo "$library" | grep -v '^src/io/')
    forbid '#include <csv' 'libcsv outside io/' $(echo "$library" | grep -v '^src/io/')
    forbid 'cJSON_(GetArrayItem|GetArraySize|GetObjectItem|Print|Compare|Duplicate|Minify|SetValuestring|Detach[A-Za-z]*|InitHooks|GetErrorPtr)\(' 'a cJSON call that is not safe' $(find src -name '*.[ch]')
    forbid '\b(sprintf|strcpy|strcat|gets|strtok|atoi|atof|localtime|gmtime|rand)\(' 'a forbidden call' $(find src tests -name '*.[ch]')
    forbid '\b(printf|puts|putchar|exit|abort|getenv|time|setlocale|gsl_rng_env_setup)\(' 'printing, ending, clock or environment in the library' $library
}
find src include tests -name '*.[ch]' | while read -r file; do
    lines=$(($(wc -l < "$file")))
    [ "$lines" -le 600 ] || echo "lint: $file has $lines lines, more than 600"
    head -n 1 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || echo "lint: $file has no SPDX line"
    awk -v f="$file" 'length($0) > 100 {print "lint: " f ":" NR ": a line of " length($0) " characters"}' "$file"
done | grep . && bad=1
if command -v cppcheck > /dev/null; then
    # arrayIndexThenCheck takes a tie-break by index for a bounds check
    cppcheck -q --suppress=arrayIndexThenCheck --enable=warning,performance,portability --std=c11 --inline-suppr --suppress=missingIncludeSystem --error-exitcode=2 -Iinclude -Isrc src || bad=1
else
    echo 'lint: cppcheck is not installed, skipped'
fi
if [ $bad -eq 0 ]; then echo 'lint: clean'; fi
exit $bad
