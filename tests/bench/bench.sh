#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed, as ratios within one run: the whole program against an empty one that links the same libraries; and the time inside the
# planner for every goal from zero; and on generated instances. BENCH_SEEDS are the seeds; BENCH_GENERATOR is another generator (called with
# courses, seed, goals), BENCH_OTHER a command that solves one instance file and prints what it took, BENCH_INSTANCES a folder of more files.
# Where cbc or npm's highs are installed, they solve the exported problems of BENCH_OTHER_SEEDS in the same run, BENCH_SECONDS each at most.
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

# Planning time on generated instances, seeds $seeds: processor time inside the process, the better of two runs each.
seeds=${BENCH_SEEDS:-1 2 3 4 5 6 7 8}
generator=${BENCH_GENERATOR:-$BUILD/tests/bench/make_instance}
row() { # NAME COURSES GOALS [OPTIONS OF bench_planner]
    name=$1 courses=$2 goals=$3
    shift 3
    files=''
    for seed in $seeds; do
        file=$out/$courses-$goals-$seed
        $generator "$courses" "$seed" "$goals" > "$file"
        files="$files $file"
    done
    # shellcheck disable=SC2086
    "$BUILD/tests/bench/bench_planner" -r 2 "$@" $files | tail -n 1 | awk -v n="$name" '{printf "%-52s %9.1f %9.1f %6d\n", n, $1, $4, $8}'
    # Another solver on the same files: its own processor time in seconds.
    # shellcheck disable=SC2086
    [ -z "${BENCH_OTHER-}" ] || for file in $files; do printf '    %s: ' "${file##*/}"; $BENCH_OTHER "$file"; done
}
echo
printf '%-52s %9s %9s %6s\n' "proved optimum, seeds $seeds" 'mean ms' 'worst ms' 'open'
row '120 courses, 6 goals' 120 6
row '120 courses, 20 goals' 120 20
row '1,000 courses, 20 goals' 1000 20
row '5,000 courses, 20 goals' 5000 20
row '20,000 courses, 40 goals' 20000 40
row '5,000 courses, 20 goals, all costs equal' 5000 20 -e
row '1,000 courses, 20 goals, half of the least minutes' 1000 20 -m 50
row '1,000 courses, 20 goals, 80 % of the least minutes' 1000 20 -m 80

# Other solvers on the exported integer programs: their whole time for a file, reading included; for HiGHS without loading it.
other_seeds=${BENCH_OTHER_SEEDS:-1 2 3 4}
seconds=${BENCH_SECONDS:-60}
solve() { # SOLVER LP: "STATUS MILLISECONDS"
    case $1 in
    cbc)
        rm -f "$out/solution"
        ms=$("$spawn" 1 "$(command -v cbc)" "$2" sec "$seconds" solve solu "$out/solution" | cut -d ' ' -f 1)
        echo "$(sed -n '1s/ .*//p' "$out/solution") $ms"
        ;;
    highs) node tests/bench/highs.js "$2" "$seconds" ;;
    esac
}
solvers=''
command -v cbc > /dev/null && solvers=cbc || echo 'cbc: not installed, skipped'
command -v node > /dev/null && node tests/bench/highs.js 2> /dev/null && solvers="$solvers highs" || echo 'highs (npm): not installed, skipped'
versus() { # NAME COURSES GOALS [OPTIONS OF bench_planner]
    name=$1 courses=$2 goals=$3
    shift 3
    for solver in $solvers; do
        for seed in $other_seeds; do
            file=$out/$courses-$goals-$seed
            $generator "$courses" "$seed" "$goals" > "$file"
            ours=$("$BUILD/tests/bench/bench_planner" -r 2 "$@" "$file" | tail -n 1 | awk '{print $1}')
            "$BUILD/tests/bench/bench_planner" -l "$@" "$file" > "$out/model.lp"
            echo "$ours $(solve "$solver" "$out/model.lp")"
        done | awk -v n="$name" -v s="$solver" '{ours += $1; open += $2 != "Optimal"; other += $3; if ($3 > worst) worst = $3}
            END {printf "%-46s %-6s %9.1f %9.1f %9.1f %7.0f %5d\n", n, s, ours / NR, other / NR, worst, other / ours, open}'
    done
}
if [ -n "$solvers" ]; then
    echo
    printf '%-46s %-6s %9s %9s %9s %7s %5s\n' "other solvers, seeds $other_seeds, $seconds s" solver 'ours ms' 'mean ms' 'worst ms' ratio open
    versus '120 courses, 6 goals' 120 6
    versus '120 courses, 20 goals' 120 20
    versus '1,000 courses, 20 goals' 1000 20
    versus '120 courses, 20 goals, half of the minutes' 120 20 -m 50
fi
if [ -n "${BENCH_INSTANCES-}" ]; then
    echo
    "$BUILD/tests/bench/bench_planner" "$BENCH_INSTANCES"/*
fi
