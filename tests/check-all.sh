#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What is too long for `make check`: clang, sanitizers, lint, valgrind over the command-line cases, JSON Schemas against real output, the
# man page, a second solver, and the two README commands in a clean Debian 12. What could not be run is named at the end.
set -u
passed=0
failed=0
skipped=''
log=$(mktemp)
trap 'rm -f "$log"' EXIT

run() { # NAME COMMAND...
    name=$1
    shift
    printf '%-46s' "$name"
    if "$@" > "$log" 2>&1; then
        passed=$((passed + 1))
        echo ok
    else
        failed=$((failed + 1))
        echo FAILED
        tail -n 25 "$log" | sed 's/^/    /'
    fi
}
skip() { skipped="$skipped
    $1: $2"; }

schemas() {
    python3 - << 'PY'
import json, subprocess, sys, glob
from jsonschema import Draft202012Validator
def load(name): return json.load(open(f"data/schema/{name}.json"))
def check(name, text):
    errors = list(Draft202012Validator(load(name)).iter_errors(json.loads(text)))
    for e in errors[:3]: print(name, list(e.absolute_path), e.message)
    return not errors
sp = "build/release/studypath"
def out(*a): return subprocess.run([sp, *a, "--today", "2026-11-24", "--format", "json"], capture_output=True, text=True).stdout
ok = True
for p in glob.glob("data/profiles/*.json"):
    ok &= check("profile", open(p).read())
    ok &= check("plan", out("plan", p)) and check("rank", out("rank", p, "--all")) and check("goals", out("goals", p))
ok &= check("plan", out("plan", "--goal", "ml-researcher", "--cost", "free"))
ok &= check("plan", out("plan", "--goal", "nlp-llm", "--simulate", "1000", "--seed", "7"))
for more in [], ["--parallel", "3", "--weekly-loads", "--off", "2026-12-24"], ["--days", "mon=2,sat=3.5", "--deadline", "2028-01-01"]:
    ok &= check("schedule", out("plan", "--goal", "nlp-llm", "--schedule", *more))
made = subprocess.run([sp, "plan", "--goal", "nlp-llm", "--format", "json"], capture_output=True, text=True).stdout
for a in ([], ["--no-certificate"]): ok &= check("plan", out("plan", "--goal", "nlp-llm", *a))
ok &= check("verification", subprocess.run([sp, "verify", "-", "--format", "json"], input=made, capture_output=True, text=True).stdout)
ok &= check("disputes", out("catalog", "disputes"))
for course in "khan-linear-algebra", "gatech-linear-algebra-1", "linear-models-matrix-algebra-harvard", "alcumus", "introduction-to-logic":
    for more in [], ["--exclude", course], ["--include", course], ["--formal"], ["--deadline", "2027-06-01"]:
        text = out("why", course, "data/profiles/engineer.json", *more)
        if text: ok &= check("why", text)
for name in "eigen", "svd", "alg-manip", "use-frameworks", "applied-ml-engineer": ok &= check("why", out("why", name, "data/profiles/engineer.json"))
ok &= check("plan", out("plan", "--goal", "nlp-llm", "--formal"))
ok &= check("compare", out("compare", *sorted(glob.glob("data/profiles/*.json")), "--hours-per-week", "4", "--hours-per-week", "8"))
ok &= check("questions", out("ask", "--goal", "read-dl-papers", "--next", "5"))
replies = "".join('{"answer": %s}\n' % a for a in ("1", "null", "3"))
lines = subprocess.run([sp, "ask", "--protocol", "jsonl", "--goal", "nlp-llm", "--questions", "3"], input=replies, capture_output=True, text=True).stdout.splitlines()
question = {**load("questions"), "$ref": "#/$defs/question"}
for key in ("type", "properties", "required", "additionalProperties"): del question[key]
for line in lines[:-1]: ok &= not list(Draft202012Validator(question).iter_errors(json.loads(line)))
ok &= len(lines) == 4 and check("profile", json.dumps(json.loads(lines[-1])["profile"]))
ok &= check("exercises", open("data/exercises.json").read()) and check("items", open("data/items.json").read())
for p in glob.glob("tests/talk/*/profile.json"): ok &= check("profile", open(p).read())
for p in glob.glob("data/catalog/**/*.json", recursive=True): ok &= check("catalog", open(p).read())
for p in glob.glob("tests/cases/import/*/courses.csv"):
    made = subprocess.run([sp, "catalog", "import", p], capture_output=True, text=True).stdout
    if made: ok &= check("catalog", made)
for p in [None, *glob.glob("tests/cases/catalog/*/cat.json")]:
    found = subprocess.run([sp, "catalog", "check", *([p] if p else []), "--format", "json"], capture_output=True, text=True).stdout
    if found: ok &= check("findings", found)
ok &= check("catalog", subprocess.run([sp, "catalog", "export"], capture_output=True, text=True).stdout)
for c in [], ["-c", "tests/cases/small.json"], ["-c", "tests/cases/catalog/stats-names/cat.json"]:
    ok &= check("stats", subprocess.run([sp, "catalog", "stats", "--format", "json", *c], capture_output=True, text=True).stdout)
    ok &= check("case", subprocess.run([sp, "catalog", "export", "--format", "case", *c], capture_output=True, text=True).stdout)
sys.exit(not ok)
PY
}

# Exports by other readers' eyes: CSV by Python's reader, SVG as XML, the edges and UUIDs of the CASE package computed again.
exports() {
    python3 - << 'PY'
import csv, io, json, subprocess, sys, uuid
import xml.etree.ElementTree as xml
sp = "build/release/studypath"
for c in [], ["-c", "tests/cases/small.json"], ["-c", "tests/cases/catalog/stats-names/cat.json"]:
    def out(*a): return subprocess.run([sp, "catalog", *a, *c], capture_output=True).stdout.decode()
    cat = json.loads(out("export"))
    rows = list(csv.DictReader(io.StringIO(out("export", "--format", "csv"), newline=""), strict=True))
    assert [r["id"] for r in rows] == [k["id"] for k in cat["courses"]]
    assert [r["title"] for r in rows] == [k["title"] for k in cat["courses"]]
    pairs = lambda p: " ".join(f"{t}={l}" for t, l in p.items()) or "none"
    assert [r["teaches"] for r in rows] == [pairs(k["teaches"]) for k in cat["courses"]]
    assert xml.fromstring(out("stats", "--format", "svg")).get("role") == "img"
    package = json.loads(out("export", "--format", "case"))
    name = lambda t: str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:x-studypath:{cat['id']}/topic/{t}"))
    assert {i["humanCodingScheme"]: i["identifier"] for i in package["CFItems"] if i["CFItemType"] == "Topic"} == {t["id"]: name(t["id"]) for t in cat["topics"]}
    need = lambda n: n if isinstance(n, dict) else {"topic": n}
    assert {(a["originNodeURI"]["identifier"], a["destinationNodeURI"]["identifier"], a["CFAssociationGroupingURI"]["title"]) for a in package["CFAssociations"] if a["associationType"] == "precedes"} == {(name(need(n)["topic"]), name(t["id"]), f"from {need(n).get('from', 1)}, lag {need(n).get('lag', 1)}") for t in cat["topics"] for n in t["needs"]}
    items = json.loads(out("export", "--format", "jsonld"))["itemListElement"]
    assert [i["item"]["name"] for i in items] == [k["title"] for k in cat["courses"]]
PY
}

# The same answers from gcc and clang, with and without optimisation.
same_bytes() {
    for goal in read-dl-papers ml-researcher; do
        for profile in school physicist; do
            for program in build/release/studypath build/debug/studypath build/release-clang/studypath; do
                $program plan data/profiles/$profile.json --goal $goal --format json --today 2026-11-24 | sha256sum
            done | sort -u | wc -l | grep -qx 1 || return 1
        done
    done
}

man_page() { build/release/studypath help --man | mandoc -T lint -W warning; }

valgrind_cases() {
    WRAP='valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite' ONLY=cases sh tests/run.sh
}

clean_debian() {
    root=$(mktemp -d) || return 1
    debootstrap --variant=minbase --include=git,make,ca-certificates bookworm "$root" || return 1
    git clone -q . "$root/studypath" || return 1
    # the machine's own way to the package archive; devices are the few that debootstrap makes, nothing is bind-mounted
    cp -r /etc/apt/apt.conf.d /etc/apt/sources.list* "$root/etc/apt/" 2> /dev/null
    cp /etc/resolv.conf "$root/etc/resolv.conf" 2> /dev/null
    chroot "$root" sh -c 'cd /studypath && make try && make check'
    code=$?
    rm -rf --one-file-system "$root"
    return $code
}

# Three parsers that others wrote read our calendars; what is not installed is named.
calendars() {
    python=''
    for candidate in python3 /usr/bin/python3; do
        if $candidate -c 'import icalendar' 2> /dev/null; then python=$candidate; fi
    done
    if [ "$python" ]; then run 'calendar: Python icalendar' $python tests/calendar/check.py icalendar; else skip 'calendar: Python icalendar' 'no python3-icalendar'; fi
    if pkg-config --exists libical; then
        # shellcheck disable=SC2046
        run 'calendar: a reader with libical' ${CC:-gcc} -std=c11 tests/calendar/read_libical.c -o build/read_libical $(pkg-config --cflags --libs libical)
        run 'calendar: libical' python3 tests/calendar/check.py build/read_libical
    else
        skip 'calendar: libical' 'no libical-dev'
    fi
    ICALJS=$(pwd)/build/npm/node_modules/ical.js/dist/ical.js
    export ICALJS
    if ! command -v npm > /dev/null; then
        skip 'calendar: ical.js' 'no npm'
    elif [ -f "$ICALJS" ] || npm install --silent --prefix build/npm ical.js > "$log" 2>&1; then
        run 'calendar: ical.js' python3 tests/calendar/check.py node tests/calendar/read_icaljs.js
    else
        skip 'calendar: ical.js' 'npm could not install it'
    fi
}

run 'gcc: make check' make check
run 'forecast: 20 plans, 200,000 draws each' env PROP_FACTOR=5 build/release/tests/prop/test_forecast
calendars
run 'every change of 200 plans' build/release/tests/prop/test_verify 200
for solver in glpsol cbc; do command -v $solver > /dev/null || skip "$solver" 'not installed'; done
run 'other solvers: 100 problems, 48 golden paths' build/release/tests/prop/test_lp 100 48
run 'limits: 12,000 problems against brute force' env PROP_FACTOR=3 build/release/tests/prop/test_limited
if command -v tmux > /dev/null; then run 'the whole talk in tmux' env SP=build/release/studypath sh tests/talk/walk.sh; else skip 'the talk' 'no tmux'; fi
run 'lint' sh tests/lint.sh
run 'debug build' make MODE=debug all
if command -v clang > /dev/null; then
    run 'clang without warnings' make CC=clang WERROR=-Werror all unit-tests
    run 'same bytes from gcc, clang, -O0' same_bytes
else
    skip 'clang' 'not installed'
fi
run 'AddressSanitizer and UBSan: make check' make MODE=asan check
if command -v valgrind > /dev/null; then run 'valgrind over the cases' valgrind_cases; else skip 'valgrind' 'not installed'; fi
if python3 -c 'import jsonschema' 2> /dev/null; then run 'output against the JSON Schemas' schemas; else skip 'schemas' 'no python3-jsonschema'; fi
run 'exports by other readers' exports
if command -v mandoc > /dev/null; then run 'man page lint' man_page; else skip 'man page' 'no mandoc'; fi
if [ "$(id -u)" -eq 0 ] && command -v debootstrap > /dev/null && [ -z "${NO_CHROOT-}" ]; then
    run 'README in a clean Debian 12' clean_debian
else
    skip 'clean Debian' 'needs root and debootstrap, and NO_CHROOT unset'
fi
[ -z "$skipped" ] || echo "could not be run:$skipped"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
