# SPDX-License-Identifier: GPL-3.0-or-later
# Calendars of several plans, read by independent parsers, against the timetable in JSON. The first argument names the parser:
# icalendar (Python's, in this process), or a command that prints each event as read_libical.c does.
import datetime, json, subprocess, sys, uuid

sp = "build/release/studypath"
plans = [["--goal", goal, *more] for goal in ("use-frameworks", "nlp-llm") for more in (
    [], ["--days", "mon=2,thu=1.5,sat=3"], ["--parallel", "3", "--weekly-loads", "--hours-per-week", "25", "--off", "2026-12-23"])]
plans += [["-c", "tests/calendar/odd-names.json", "--goal", "all", "--days", "sun=4"]]


def out(plan, *how):
    return subprocess.run([sp, "plan", *plan, "--today", "2026-11-24", *how], capture_output=True, check=True).stdout


def by_icalendar(text):
    import icalendar
    for event in icalendar.Calendar.from_ical(text).walk("VEVENT"):
        yield tuple(map(str, (event["UID"], event["DTSTART"].dt, event["DTEND"].dt, event["SUMMARY"])))


def by_command(text):
    lines = subprocess.run(sys.argv[1:], input=text, capture_output=True, check=True).stdout.decode().splitlines()
    return [tuple(line.split("\t")) for line in lines]


def expected(plan):
    made = json.loads(out(plan, "--schedule", "--format", "json"))
    title = {c["course"]: c["title"] for c in made["courses"]}
    after = lambda day: str(datetime.date.fromisoformat(day) + datetime.timedelta(1))
    name = lambda rest: str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:x-studypath:{made['catalog']['id']}/profile//course/{rest}"))
    for c in made["courses"]:
        yield name(c["course"]), c["start"], after(c["end"]), c["title"]
    count = {}
    for session in (s for week in made["weeks"] for s in week["sessions"] if "--days" in plan):
        k = count[session["course"]] = count.get(session["course"], 0) + 1
        time = f"{session['minutes'] // 60}:{session['minutes'] % 60:02}"
        yield (name(f"{session['course']}/session/{k}"), session["day"], after(session["day"]), f"Study {time} h: {title[session['course']]}")


n = 0
for plan in plans:
    text = out(plan, "--format", "ics")
    read = sorted(by_icalendar(text) if sys.argv[1] == "icalendar" else by_command(text))
    wanted = sorted(expected(plan))
    assert read == wanted, (plan, [x for x in zip(read, wanted) if x[0] != x[1]][:2], len(read), len(wanted))
    assert len({event[0] for event in read}) == len(read)
    n += len(read)
print(f"{n} events of {len(plans)} calendars")
