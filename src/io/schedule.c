/* SPDX-License-Identifier: GPL-3.0-or-later
 * studypath-schedule/1, and the dates of a plan. */
#include "io/schedule.h"

#include <math.h>

#include "studypath/date.h"
#include "studypath/studypath.h"

void sp_forecast__write(sp_writer *w, const sp_forecast *finish)
{
    sp_write_key(w, "finish");
    sp_write_open_flat(w, '{');
    sp_write_member_date(w, "p10", finish->p10);
    sp_write_member_date(w, "p50", finish->p50);
    sp_write_member_date(w, "p80", finish->p80);
    sp_write_member_date(w, "p90", finish->p90);
    sp_write_member_rounded(w, "on_time", finish->on_time, 4);
    sp_write_member_rounded(w, "faster_hours_per_week", finish->faster_hours, 1);
    sp_write_close(w, '}');
}

void sp_forecast_inputs__write(sp_writer *w, const sp_plan *plan)
{
    if (!plan->finish.n_runs) return;
    sp_write_count(w, "runs", (size_t)plan->finish.n_runs);
    sp_write_count(w, "seed", (size_t)plan->finish.seed);
}

void sp_span__write(sp_writer *w, const sp_span *span)
{
    sp_write_member_date(w, "start", span->start);
    sp_write_member_date(w, "end", span->end);
}

static void put_settings(sp_writer *w, const sp_plan *plan, const sp_learner *l)
{
    static const char *const names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    sp_write_member_rounded(w, "hours_per_week", l->hours_per_week, 4);
    sp_write_member_rounded(w, "confidence", l->on_time, 4);
    sp_write_count(w, "parallel", l->profile->parallel >= 1 ? (size_t)l->profile->parallel : 1);
    sp_write_member_bool(w, "weekly_loads", l->profile->weekly_loads);
    sp_write_key(w, "day_minutes");
    sp_write_open_flat(w, '{');
    for (int d = 0; d < 7; d++) sp_write_count(w, names[d], (size_t)plan->schedule.day_minutes[d]);
    sp_write_close(w, '}');
}

static void put_courses(sp_writer *w, const sp_plan *plan, const sp_catalog *c)
{
    sp_write_key(w, "courses");
    sp_write_open(w, '[');
    for (size_t i = 0; i < plan->n_steps; i++) {
        const sp_span *span = &plan->schedule.steps[i];
        const sp_course *course = &c->courses[plan->steps[i].course];
        sp_write_open_flat(w, '{');
        sp_write_count(w, "n", i + 1);
        sp_write_member(w, "course", course->id);
        sp_write_member(w, "title", course->title);
        sp_write_count(w, "minutes", (size_t)span->minutes);
        sp_span__write(w, span);
        sp_write_close(w, '}');
    }
    sp_write_close(w, ']');
}

static void put_week(sp_writer *w, const sp_plan *plan, const sp_catalog *c, const sp_week *week)
{
    char name[16];
    sp_week_print(name, week->from);
    sp_write_open(w, '{');
    sp_write_member(w, "week", name);
    sp_write_member_date(w, "from", week->from);
    sp_write_member_bool(w, "off", week->is_off);
    sp_write_count(w, "minutes", (size_t)week->minutes);
    sp_write_key(w, "sessions");
    sp_write_open(w, '[');
    for (size_t i = 0; i < week->n_sessions; i++) {
        const sp_session *session = &plan->schedule.sessions[week->first_session + i];
        sp_write_open_flat(w, '{');
        sp_write_member_date(w, "day", session->day);
        sp_write_member(w, "course", c->courses[plan->steps[session->step].course].id);
        sp_write_count(w, "minutes", (size_t)session->minutes);
        sp_write_close(w, '}');
    }
    sp_write_close(w, ']');
    sp_write_close(w, '}');
}

const char *sp_schedule_write(const sp_plan *plan, const sp_engine *engine,
                              const sp_learner *learner, sp_arena *a)
{
    const sp_catalog *c = &engine->catalog;
    sp_writer w = {.out.arena = a};
    sp_write_open(&w, '{');
    sp_write_member(&w, "format", "studypath-schedule/1");
    sp_write_catalog_name(&w, c);
    sp_write_member_date(&w, "start", learner->start);
    put_settings(&w, plan, learner);
    sp_forecast__write(&w, &plan->finish);
    put_courses(&w, plan, c);
    sp_write_key(&w, "weeks");
    sp_write_open(&w, '[');
    for (size_t i = 0; i < plan->schedule.n_weeks; i++)
        put_week(&w, plan, c, &plan->schedule.weeks[i]);
    sp_write_close(&w, ']');
    sp_write_close(&w, '}');
    return w.out.failed ? NULL : w.out.text;
}
