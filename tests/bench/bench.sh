#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed, as ratios within one run: the whole program against an empty one that links the same libraries; and the time inside the
# planner for every goal from zero. BENCH_INSTANCES names a folder of planning instances to run as well.
set -eu
BUILD=${BUILD:-build/release}
out=$BUILD/bench
mkdir -p "$out"
echo 'int main(void) { return 0; }' > "$out/empty.c"
# shellcheck disable=SC2046
${CC:-gcc} -O2 -Wl,--no-as-needed "$out/empty.c" -o "$out/empty" $(pkg-config --libs-only-l gsl libcjson) -lm
spawn=$BUILD/tests/bench/spawn
empty=$("$spawn" 200 "$out/empty")
echo "whole process, 200 runs each        fastest  median ms"
echo "empty program, same libraries       $empty"
for goal in use-frameworks read-dl-papers ml-researcher; do
    ms=$("$spawn" 200 "$BUILD/studypath" plan --goal $goal --today 2026-11-24)
    echo "plan --goal $goal" "$ms" "$empty" | awk '{printf "%-35s %s %s   %.1f times the empty one (fastest), %.1f (median)\n", $1" "$2" "$3, $4, $5, $4/$6, $5/$7}'
done
echo
"$BUILD/tests/bench/bench_goals"
if [ -n "${BENCH_INSTANCES-}" ]; then
    echo
    "$BUILD/tests/bench/bench_planner" "$BENCH_INSTANCES"/*
fi
