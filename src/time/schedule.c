/* SPDX-License-Identifier: GPL-3.0-or-later
 * A timetable in whole minutes. The path gets all the time of the weeks that are enough with the
 * learner's confidence: what is set aside is more than what is expected, by as much as pace and
 * weeks vary, so that the timetable can be kept. */
#include <math.h>

#include "base/try.h"
#include "studypath/date.h"
#include "studypath/time.h"
#include "time/study.h"

void sp_day_minutes(int64_t out[7], const sp_learner *l)
{
    const double *hours = l->profile->day_hours;
    double sum = 0, before = 0;
    for (int d = 0; d < 7; d++)
        if (hours[d] > 0) sum += hours[d];
    int64_t given = 0;
    const double minutes = fmax(1, 60 * l->hours_per_week);
    for (int d = 0; d < 7; d++) {
        before += !(sum > 0) ? 1.0 / 7 : hours[d] > 0 ? hours[d] / sum : 0;
        out[d] = llround(minutes * before) - given;
        given += out[d];
    }
}

/* Each course's part of all minutes; rounded so that they add up, and each gets at least one. */
static void set_aside(int64_t *out, const sp_work *path, size_t n_path, double minutes)
{
    double sum = 0, before = 0;
    int64_t given = 0;
    for (size_t i = 0; i < n_path; i++) sum += path[i].course->hours.expected * path[i].share;
    for (size_t i = 0; i < n_path; i++) {
        before += path[i].course->hours.expected * path[i].share;
        out[i] = llround(minutes * (before / sum)) - given;
        if (out[i] < 1) out[i] = 1;
        given += out[i];
    }
}

static sp_status add_session(sp_schedule *out, size_t *capacity, sp_session session, sp_arena *a,
                             sp_error *e)
{
    if (out->n_sessions == *capacity) {
        const size_t larger = *capacity ? 2 * *capacity : 64;
        sp_session *sessions = sp_arena_array(a, larger, sizeof *sessions);
        SP_NEED(sessions, e);
        for (size_t i = 0; i < out->n_sessions; i++) sessions[i] = out->sessions[i];
        out->sessions = sessions;
        *capacity = larger;
    }
    out->sessions[out->n_sessions++] = session;
    sp_span *span = &out->steps[session.step];
    if (span->start == SP_NO_DAY) span->start = session.day;
    span->end = session.day;
    span->minutes += session.minutes;
    return SP_OK;
}

static sp_status note_day(sp_schedule *out, size_t *capacity, sp_study *s, sp_day day, sp_arena *a,
                          sp_error *e)
{
    for (size_t i = 0; i < s->n_steps; i++) {
        if (!s->taken[i]) continue;
        const sp_session session = {.day = day, .step = (uint32_t)i, .minutes = s->taken[i]};
        SP_TRY(add_session(out, capacity, session, a, e));
        s->taken[i] = 0;
    }
    return SP_OK;
}

static sp_status fill_days(sp_schedule *out, const sp_learner *l, sp_study *s, sp_arena *a,
                           sp_error *e)
{
    size_t capacity = 0;
    sp_day day = l->start;
    bool is_off = false;
    for (int n_days = 0; s->n_done < s->n_steps && n_days < 7 * SP_MOST_WEEKS; day++) {
        if (day == l->start || sp_weekday(day) == 0)
            is_off = sp_days_off(l->profile, day, day + 1) > 0;
        if (is_off) continue;
        if (n_days++ % 7 == 0) sp_study__new_week(s);
        sp_study__spend(s, out->day_minutes[sp_weekday(day)]);
        SP_TRY(note_day(out, &capacity, s, day, a, e));
    }
    if (s->n_done < s->n_steps) out->n_sessions = 0;
    return SP_OK;
}

/* The sessions by ISO weeks, weeks without any included. */
static sp_status fill_weeks(sp_schedule *out, const sp_learner *l, sp_arena *a, sp_error *e)
{
    if (!out->n_sessions) return SP_OK;
    const sp_day monday = l->start - sp_weekday(l->start),
                 last = out->sessions[out->n_sessions - 1].day;
    out->n_weeks = (size_t)((last - monday) / 7 + 1);
    out->weeks = sp_arena_array(a, out->n_weeks, sizeof *out->weeks);
    SP_NEED(out->weeks, e);
    size_t session = 0;
    for (size_t w = 0; w < out->n_weeks; w++) {
        const sp_day from = monday + 7 * (sp_day)w;
        sp_week *week = &out->weeks[w];
        *week = (sp_week){.from = w ? from : l->start,
                          .is_off = sp_days_off(l->profile, from, from + 1) > 0,
                          .first_session = session};
        for (; session < out->n_sessions && out->sessions[session].day < from + 7; session++) {
            week->n_sessions++;
            week->minutes += out->sessions[session].minutes;
        }
    }
    return SP_OK;
}

sp_status sp_schedule_make(sp_schedule *out, const sp_learner *l, const sp_work *path,
                           size_t n_path, double weeks, sp_arena *a, sp_error *e)
{
    *out = (sp_schedule){.n_steps = n_path, .steps = sp_arena_array(a, n_path, sizeof *out->steps)};
    int64_t *minutes = sp_arena_array(a, n_path, sizeof *minutes);
    SP_NEED(out->steps && minutes, e);
    for (size_t i = 0; i < n_path; i++) out->steps[i].start = out->steps[i].end = SP_NO_DAY;
    sp_day_minutes(out->day_minutes, l);
    if (!n_path || l->start == SP_NO_DAY || !(weeks < SP_MOST_WEEKS)) return SP_OK;
    int64_t a_week = 0;
    for (int d = 0; d < 7; d++) a_week += out->day_minutes[d];
    set_aside(minutes, path, n_path, weeks * (double)a_week);
    sp_study study;
    SP_TRY(sp_study__make(&study, l, path, n_path, a, e));
    sp_study__begin(&study, minutes);
    SP_TRY(fill_days(out, l, &study, a, e));
    if (!out->n_sessions)
        for (size_t i = 0; i < n_path; i++) out->steps[i] = (sp_span){SP_NO_DAY, SP_NO_DAY, 0};
    return fill_weeks(out, l, a, e);
}
