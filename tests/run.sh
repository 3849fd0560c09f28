#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Run every test against $BUILD: unit and property programs (cmocka, TAP), public headers, command-line cases, talks, models, README.
# UPDATE=1 rewrites what the cases expect; WRAP='valgrind -q' runs the program of the
# cases under something, ONLY=cases runs nothing else. Prints "N passed, N failed" last.
set -u
BUILD=${BUILD:-build/release}
ROOT=$(pwd)
case $BUILD in /*) ;; *) BUILD=$ROOT/$BUILD ;; esac
SP=$BUILD/studypath
[ -x "$SP" ] || { echo "run.sh: $SP is not built" >&2; exit 2; }
WRAP=${WRAP-}
export SP WRAP ROOT
export LC_ALL=C TZ=UTC
unset POSIXLY_CORRECT COLUMNS NO_COLOR GSL_RNG_SEED GSL_RNG_TYPE
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0

pass() { passed=$((passed + 1)); }
miss() { # WHAT [FILE TO SHOW]
    failed=$((failed + 1))
    echo "FAILED: $1"
    [ $# -lt 2 ] || sed 's/^/    /' "$2" | head -n 40
}

run_programs() {
    for program in "$BUILD"/tests/unit/test_* "$BUILD"/tests/prop/test_* "$BUILD"/tests/fit/test_* "$BUILD"/tests/cli/test_*; do
        case $program in *.o | *.d) continue ;; esac
        [ -x "$program" ] || continue
        CMOCKA_MESSAGE_OUTPUT=TAP "$program" > "$scratch/tap" 2> "$scratch/err"
        code=$?
        ok=$(grep -c '^ok ' "$scratch/tap")
        sed -n 's/.*# SKIP /skipped: /p' "$scratch/tap" # cmocka says "not ok" to a test that it skips
        bad=$(grep '^not ok ' "$scratch/tap" | grep -cv '# SKIP')
        passed=$((passed + ok))
        failed=$((failed + bad))
        if [ "$bad" -gt 0 ] || [ "$code" -ne 0 ] || [ "$ok" -eq 0 ]; then
            echo "FAILED: $program (exit $code)"
            grep -v '^ok \|# SKIP' "$scratch/tap" | head -n 30
            head -n 30 "$scratch/err"
            [ "$bad" -gt 0 ] || failed=$((failed + 1))
        fi
    done
}

# One folder a case: args (or script), in, out, err, rc; what is absent is empty or 0. It runs in a copy of its folder.
run_case() {
    name=${1#tests/cases/}
    rm -rf "$scratch/case"
    cp -r "$1" "$scratch/case"
    (
        cd "$scratch/case" || exit 99
        [ -f in ] || : > in
        if [ -f script ]; then
            sh ./script < in > ../out 2> ../err
        else
            eval "set -- $(cat args)"
            # shellcheck disable=SC2086
            $WRAP "$SP" "$@" < in > ../out 2> ../err
        fi
        echo $? > ../rc
    )
    if [ "${UPDATE-}" = 1 ]; then
        for stream in out err; do
            if [ -s "$scratch/$stream" ]; then cp "$scratch/$stream" "$1/$stream"; else rm -f "$1/$stream"; fi
        done
        if [ "$(cat "$scratch/rc")" != 0 ]; then cp "$scratch/rc" "$1/rc"; else rm -f "$1/rc"; fi
    fi
    : > "$scratch/diff"
    for stream in out err; do
        expected=$1/$stream
        [ -f "$expected" ] || expected=/dev/null
        diff -u "$expected" "$scratch/$stream" >> "$scratch/diff"
    done
    want=0
    [ ! -f "$1/rc" ] || want=$(cat "$1/rc")
    [ "$want" = "$(cat "$scratch/rc")" ] || { echo "exit code $(cat "$scratch/rc"), not $want" >> "$scratch/diff"; }
    if [ -s "$scratch/diff" ]; then miss "case $name" "$scratch/diff"; else pass; fi
}

run_cases() {
    for folder in tests/cases/*/*/; do
        folder=${folder%/}
        [ -f "$folder/args" ] || [ -f "$folder/script" ] || continue
        run_case "$folder"
    done
}

run_headers() {
    for header in include/studypath/*.h; do
        if ${CC:-gcc} -std=c11 -Wall -Wextra -Werror -Iinclude -fsyntax-only -x c "$header" 2> "$scratch/err"; then pass; else miss "header $header" "$scratch/err"; fi
    done
    nm -g --defined-only "$BUILD/libstudypath.a" 2> /dev/null | awk 'NF == 3 && $3 !~ /^_?sp_/ && $3 !~ /^__(asan|odr|ubsan|gcov)/ {print $3}' > "$scratch/foreign"
    if [ -s "$scratch/foreign" ]; then miss 'the library defines names without sp_' "$scratch/foreign"; else pass; fi
    nm -u "$BUILD"/src/check/*.o | grep -E 'sp_(plan__|search|order|certify|lp_|score|weeks|workload|cost_minutes|reasons)' > "$scratch/foreign"
    if [ -s "$scratch/foreign" ]; then miss 'what checks plans calls what makes them' "$scratch/foreign"; else pass; fi
}

# The committed models are what `make models` makes.
run_models() {
    "$BUILD/studypath-fit" score models/judgements/*.json > "$scratch/score.json" 2> "$scratch/err"
    if cmp -s "$scratch/score.json" models/score.json; then pass; else miss 'models/score.json is not what make models gives' "$scratch/err"; fi
    "$BUILD/studypath-fit" hours data/catalog/topics.json data/catalog/courses/*.json > "$scratch/hours.json" 2> "$scratch/err"
    if cmp -s "$scratch/hours.json" models/hours.json; then pass; else miss 'models/hours.json is not what make models gives' "$scratch/err"; fi
}

if [ "${ONLY-}" != cases ]; then
    run_programs
    run_headers
    run_models
fi
run_cases
if [ "${ONLY-}" = cases ]; then
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
    exit
fi
sh tests/talk/run.sh > "$scratch/talk"
sed -n '/^skipped/p' "$scratch/talk"
passed=$((passed + $(sed -n 's/^\([0-9]*\) passed.*/\1/p' "$scratch/talk")))
grep -q ', 0 failed$' "$scratch/talk" || miss 'talks' "$scratch/talk"
if sh tests/readme.sh > "$scratch/readme" 2>&1; then pass; else miss 'README examples' "$scratch/readme"; fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
