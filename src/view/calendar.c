/* SPDX-License-Identifier: GPL-3.0-or-later
 * The timetable as iCalendar (RFC 5545). Lines end with CRLF and have at most 75 octets; a longer
 * one is folded between characters (section 3.1). Events are whole days, without clock times or
 * time zones; DTEND is the day after the last (section 3.6.1).
 *
 * The UID of a course, and of the n-th session of a course, never changes, so that importing again
 * moves what is there. SEQUENCE grows with the day of the export (RFC 5545, section 3.8.7.4): there
 * is no clock to take it from. */
#include <string.h>

#include "base/link.h"
#include "base/uuid.h"
#include "studypath/date.h"
#include "studypath/view.h"
#include "view/layout.h"

enum { MOST_OCTETS = 75 };

static void put_line(sp_buffer *b, const char *line)
{
    size_t octets = 0;
    for (size_t left = strlen(line); left > 0;) {
        uint32_t code;
        size_t n = sp_utf8_decode(&code, line, left);
        if (n == 0) n = 1; /* made safe before: does not happen */
        if (octets + n > MOST_OCTETS) {
            sp_buffer_puts(b, "\r\n ");
            octets = 1;
        }
        sp_buffer_add(b, line, n);
        octets += n;
        line += n;
        left -= n;
    }
    sp_buffer_puts(b, "\r\n");
}

/* A line whose value is TEXT: foreign text made safe, and its special characters escaped (section
 * 3.3.11). A line break of ours is "\n" already. */
static void escape(sp_buffer *line, const char *text)
{
    sp_buffer safe = {.arena = line->arena};
    sp_buffer_safe(&safe, text);
    line->failed = line->failed || safe.failed;
    for (const char *at = safe.text ? safe.text : ""; *at; at++) {
        if (strchr("\\;,", *at)) sp_buffer_puts(line, "\\");
        sp_buffer_add(line, at, 1);
    }
}

static void put(sp_buffer *b, const sp_buffer *line)
{
    b->failed = b->failed || line->failed;
    put_line(b, line->text ? line->text : "");
}

static void put_text(sp_buffer *b, const char *name, const char *text)
{
    sp_buffer line = {.arena = b->arena};
    sp_buffer_puts(&line, name);
    escape(&line, text);
    put(b, &line);
}

/* "20261124" */
static void print_day(char out[16], sp_day day)
{
    char date[16];
    sp_date_print(date, day);
    memcpy(out, date, 4);
    memcpy(out + 4, date + 5, 2);
    memcpy(out + 6, date + 8, 3);
}

static void put_day(sp_buffer *b, const char *name, sp_day day)
{
    char date[16];
    sp_buffer line = {.arena = b->arena};
    print_day(date, day);
    sp_buffer_printf(&line, "%s%s", name, date);
    put(b, &line);
}

/* What does not depend on when: profile, catalogue, course and, from 1 on, its session. */
static void put_uid(sp_buffer *b, const sp_learner *l, const sp_course *course, size_t session)
{
    char uuid[SP_UUID_BYTES];
    sp_buffer uri = {.arena = b->arena}, line = uri;
    sp_buffer_printf(&uri, "urn:x-studypath:%s/profile/%s/course/%s",
                     l->catalog->id ? l->catalog->id : "", l->profile->id ? l->profile->id : "",
                     course->id);
    if (session) sp_buffer_printf(&uri, "/session/%zu", session);
    b->failed = b->failed || uri.failed;
    if (b->failed) return;
    sp_uuid_of_uri(uuid, uri.text);
    sp_buffer_printf(&line, "UID:%s", uuid);
    put(b, &line);
}

static void open_event(sp_buffer *b, sp_day today, sp_day first, sp_day last)
{
    char day[16];
    sp_buffer stamp = {.arena = b->arena}, sequence = stamp;
    print_day(day, today);
    sp_buffer_printf(&stamp, "DTSTAMP:%sT000000Z", day);
    sp_buffer_printf(&sequence, "SEQUENCE:%d", (int)(today > 0 ? today : 0));
    put(b, &stamp);
    put(b, &sequence);
    put_day(b, "DTSTART;VALUE=DATE:", first);
    put_day(b, "DTEND;VALUE=DATE:", last + 1);
    put_line(b, "TRANSP:TRANSPARENT");
}

static void put_course(sp_buffer *b, const sp_plan *plan, const sp_learner *l, sp_day today,
                       size_t index)
{
    const sp_step *step = &plan->steps[index];
    const sp_course *course = &l->catalog->courses[step->course];
    const sp_span *span = &plan->schedule.steps[index];
    char hours[48];
    sp_buffer text = {.arena = b->arena};
    put_line(b, "BEGIN:VEVENT");
    put_uid(b, l, course, 0);
    open_event(b, today, span->start, span->end);
    put_text(b, "SUMMARY:", course->title);
    sp_view__hours(hours, step->hours.low, step->hours.high);
    sp_buffer_printf(&text, "DESCRIPTION:Course %zu of %zu: %s for you\\, %.0f h set aside.",
                     index + 1, plan->n_steps, hours, (double)span->minutes / 60);
    if (step->n_why) {
        sp_buffer_puts(&text, "\\nWhy: ");
        escape(&text, step->why[0]);
    }
    put(b, &text);
    if (course->url && !sp_link_fault(course->url)) {
        sp_buffer url = {.arena = b->arena};
        sp_buffer_puts(&url, "URL:");
        sp_buffer_safe(&url, course->url);
        put(b, &url);
    }
    put_line(b, "END:VEVENT");
}

static void put_session(sp_buffer *b, const sp_plan *plan, const sp_learner *l, sp_day today,
                        const sp_session *session, size_t number)
{
    const sp_course *course = &l->catalog->courses[plan->steps[session->step].course];
    sp_buffer line = {.arena = b->arena};
    put_line(b, "BEGIN:VEVENT");
    put_uid(b, l, course, number);
    open_event(b, today, session->day, session->day);
    sp_buffer_printf(&line, "SUMMARY:Study %d:%02d h: ", (int)(session->minutes / 60),
                     (int)(session->minutes % 60));
    escape(&line, course->title);
    put(b, &line);
    put_line(b, "END:VEVENT");
}

const char *sp_view_calendar(const sp_plan *plan, const sp_learner *learner, sp_day today,
                             sp_arena *a)
{
    const sp_schedule *schedule = &plan->schedule;
    const sp_day stamp = today != SP_NO_DAY ? today : learner->start;
    sp_buffer b = {.arena = a};
    size_t *n_sessions = sp_arena_array(a, plan->n_steps, sizeof *n_sessions);
    if (!n_sessions) return NULL;
    put_line(&b, "BEGIN:VCALENDAR");
    put_line(&b, "VERSION:2.0");
    put_line(&b, "PRODID:-//studypath//studypath//EN");
    put_line(&b, "CALSCALE:GREGORIAN");
    for (size_t i = 0; schedule->n_sessions && i < plan->n_steps; i++)
        put_course(&b, plan, learner, stamp, i);
    /* without days of the learner's own, an entry on every day would say nothing */
    for (size_t i = 0; sp_has_days(learner->profile) && i < schedule->n_sessions; i++) {
        const sp_session *session = &schedule->sessions[i];
        put_session(&b, plan, learner, stamp, session, ++n_sessions[session->step]);
    }
    put_line(&b, "END:VCALENDAR");
    return sp_view__finish(&b);
}
