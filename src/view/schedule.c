/* SPDX-License-Identifier: GPL-3.0-or-later
 * The forecast in words, and the timetable as text. */
#include "view/schedule.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "studypath/date.h"
#include "studypath/view.h"
#include "view/layout.h"

/* "2027-04-05 (19 weeks)"; only the weeks without a start. */
static void put_end(sp_buffer *b, sp_day day, double weeks)
{
    char date[16];
    if (weeks >= SP_MOST_WEEKS) {
        sp_buffer_puts(b, "after more than 100 years");
        return;
    }
    if (day == SP_NO_DAY) {
        sp_buffer_printf(b, "within %.0f week%s", weeks, weeks > 1 ? "s" : "");
        return;
    }
    sp_date_print(date, day);
    sp_buffer_printf(b, "by %s (%.0f week%s)", date, weeks, weeks > 1 ? "s" : "");
}

static void put_faster(sp_buffer *b, const sp_forecast *finish)
{
    char date[16];
    if (finish->p50 == SP_NO_DAY || !isfinite(finish->faster_hours)) return;
    sp_date_print(date, finish->p50);
    sp_buffer_printf(b, " %g h a week would make %s 80 %% likely.", finish->faster_hours, date);
}

void sp_view__forecast(sp_buffer *b, const sp_forecast *finish, const sp_learner *l)
{
    sp_buffer line = {.arena = b->arena};
    sp_buffer_printf(&line, "At %g h a week%s, if you keep at it: done with 80 %% ",
                     l->hours_per_week, isfinite(sp_hours_stated(l->profile)) ? "" : " (assumed)");
    put_end(&line, finish->p80, finish->weeks_p80);
    sp_buffer_puts(&line, ", even odds ");
    put_end(&line, finish->p50, finish->weeks_p50);
    sp_buffer_puts(&line, ".");
    put_faster(&line, finish);
    if (isfinite(finish->on_time))
        sp_buffer_printf(&line, " Before the deadline: %.0f %%.", floor(100 * finish->on_time));
    if (finish->n_runs)
        sp_buffer_printf(&line, " (From %lld simulated runs.)", (long long)finish->n_runs);
    sp_view__wrap_line(b, &line, 0, 0);
}

void sp_view__span(sp_buffer *b, const sp_span *span)
{
    char start[16], end[16];
    if (span->start == SP_NO_DAY) return;
    sp_date_print(start, span->start);
    sp_date_print(end, span->end);
    sp_buffer_printf(b, "%s to %s: ", start, end);
}

/* "6.5 h", "40 min" below an hour. */
static void put_time(char out[32], int64_t minutes)
{
    if (minutes < 60)
        snprintf(out, 32, "%d min", (int)minutes);
    else
        snprintf(out, 32, "%.1f h", (double)minutes / 60);
}

static void put_days(sp_buffer *b, const sp_schedule *schedule, const sp_learner *l)
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    sp_buffer line = {.arena = b->arena};
    if (!sp_has_days(l->profile)) {
        sp_view__line(b, 0, "Each week: %g h, the same every day.", l->hours_per_week);
        return;
    }
    sp_buffer_puts(&line, "Each week:");
    for (int d = 0; d < 7; d++) {
        char time[32];
        if (!schedule->day_minutes[d]) continue;
        put_time(time, schedule->day_minutes[d]);
        sp_buffer_printf(&line, "%s %s %s", line.length > 10 ? "," : "", names[d], time);
    }
    sp_buffer_puts(&line, ".");
    sp_view__wrap_line(b, &line, 0, 0);
}

static void put_summary(sp_buffer *b, const sp_plan *plan, const sp_learner *l)
{
    const sp_schedule *schedule = &plan->schedule;
    int64_t minutes = 0;
    char start[16], end[16];
    for (size_t i = 0; i < schedule->n_steps; i++) minutes += schedule->steps[i].minutes;
    sp_date_print(start, schedule->sessions[0].day);
    sp_date_print(end, schedule->sessions[schedule->n_sessions - 1].day);
    sp_view__line(b, 0,
                  "A timetable made to hold with %.0f %%: %s to %s. %.0f h are set aside for the "
                  "%.0f h expected: paces differ, and weeks are missed.",
                  100 * l->on_time, start, end, (double)minutes / 60, plan->hours.expected);
    put_days(b, schedule, l);
    const double parallel = l->profile->parallel;
    if (parallel > 1) sp_view__line(b, 0, "At most %.0f courses at once.", parallel);
    if (l->profile->weekly_loads)
        sp_view__line(b, 0, "No course takes more of a week than it states.");
}

static void put_courses(sp_buffer *b, const sp_plan *plan, const sp_catalog *c)
{
    for (size_t i = 0; i < plan->n_steps; i++) {
        const sp_span *span = &plan->schedule.steps[i];
        char time[32];
        put_time(time, span->minutes);
        sp_buffer_printf(b, "%2zu. ", i + 1);
        sp_view__span(b, span);
        sp_buffer_printf(b, "%s, ", time);
        sp_view__wrap(b, c->courses[plan->steps[i].course].title, 30 + strlen(time) + 2, 4);
    }
}

/* "2026-W48  2026-11-24   5.1 h  1 (3.0 h), 2 (2.1 h)" */
static void put_week(sp_buffer *b, const sp_plan *plan, const sp_week *week, int64_t *sum)
{
    const sp_schedule *schedule = &plan->schedule;
    char name[16], from[16], time[32];
    sp_buffer line = {.arena = b->arena};
    sp_week_print(name, week->from);
    sp_date_print(from, week->from);
    put_time(time, week->minutes);
    memset(sum, 0, plan->n_steps * sizeof *sum);
    for (size_t i = 0; i < week->n_sessions; i++) {
        const sp_session *session = &schedule->sessions[week->first_session + i];
        sum[session->step] += session->minutes;
    }
    sp_buffer_printf(b, "%-9s %s %8s", name, from, week->is_off ? "off" : time);
    if (week->n_sessions) sp_buffer_puts(b, "  ");
    for (size_t i = 0; i < plan->n_steps; i++) {
        if (!sum[i]) continue;
        put_time(time, sum[i]);
        sp_buffer_printf(&line, "%s%zu", line.length ? ", " : "", i + 1);
        if (sum[i] < week->minutes) sp_buffer_printf(&line, " (%s)", time);
    }
    sp_view__wrap_line(b, &line, 31, 31);
}

static void put_dropout(sp_buffer *b)
{
    sp_view__line(b, 0,
                  "All dates are for those who keep at it. Most people who enrol in an online "
                  "course do not: of 221 courses the median one was completed by 12.6 %% of those "
                  "enrolled, longer ones by fewer (Jordan 2015). That is about enrolments, not "
                  "about you, and is in none of the dates.");
}

const char *sp_view_schedule(const sp_plan *plan, const sp_learner *learner, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    if (!plan->n_steps) {
        sp_buffer_puts(&b, "There is nothing to put on days: no course is on the path.\n");
        return sp_view__finish(&b);
    }
    if (!plan->schedule.n_sessions) {
        sp_buffer_puts(&b, "No timetable: at these hours the path takes more than 100 years.\n");
        return sp_view__finish(&b);
    }
    int64_t *sum = sp_arena_array(a, plan->n_steps, sizeof *sum);
    if (!sum) return NULL;
    put_summary(&b, plan, learner);
    sp_view__forecast(&b, &plan->finish, learner);
    sp_buffer_puts(&b, "\n");
    put_courses(&b, plan, learner->catalog);
    sp_buffer_puts(&b, "\nweek      from            time  courses\n");
    for (size_t i = 0; i < plan->schedule.n_weeks; i++)
        put_week(&b, plan, &plan->schedule.weeks[i], sum);
    sp_buffer_puts(&b, "\n");
    put_dropout(&b);
    return sp_view__finish(&b);
}
