/* SPDX-License-Identifier: GPL-3.0-or-later
 * See time/simulate.h. Each run draws a pace, the hours of each course and the hours of each week,
 * and lets the courses take the weeks as the timetable does (study.c): in parallel, in their order,
 * with loads for each week. */
#include "time/simulate.h"

#include <math.h>

#include "base/try.h"
#include "num/num.h"
#include "time/pace.h"
#include "time/study.h"

typedef struct simulation {
    const sp_learner *learner;
    const sp_work *path;
    sp_study study;
    int64_t *minutes; /* of each course in this run */
    double *weeks;    /* of each run */
    int64_t n_runs;
} simulation;

static int64_t whole_minutes(double hours)
{
    const double most = 1e15; /* more than any week holds times 100 years */
    return hours * 60 < 1 ? 1 : llround(fmin(hours * 60, most));
}

static void draw_courses(simulation *s, sp_random *random)
{
    const double pace = s->learner->pace * SP_PACE__MEDIAN *
                        exp(SP_PACE__LOG_SD * sp_random_normal(random));
    for (size_t i = 0; i < s->study.n_steps; i++) {
        const sp_hours hours = s->path[i].course->hours;
        const double sd = sp_pace__log_sd(hours.low, hours.high);
        const double drawn = hours.expected * exp(sd * sp_random_normal(random) - sd * sd / 2);
        s->minutes[i] = whole_minutes(drawn * s->path[i].share * pace);
    }
}

static double draw_week(const sp_learner *l, sp_random *random)
{
    const double sd = SP_PACE__WEEK_LOG_SD;
    if (sp_random_uniform(random) < SP_PACE__MISSED) return 0;
    return l->hours_per_week * exp(sd * sp_random_normal(random) - sd * sd / 2);
}

static void run_all(sp_random *random, void *payload)
{
    simulation *s = payload;
    for (int64_t run = 0; run < s->n_runs; run++) {
        draw_courses(s, random);
        sp_study__begin(&s->study, s->minutes);
        int weeks = 0;
        while (s->study.n_done < s->study.n_steps && weeks < SP_MOST_WEEKS) {
            weeks++;
            const double hours = draw_week(s->learner, random);
            if (!(hours > 0)) continue;
            sp_study__new_week(&s->study);
            sp_study__spend(&s->study, whole_minutes(hours));
        }
        s->weeks[run] = weeks;
    }
}

/* The fewest weeks that are enough in that share of the runs, which are sorted. */
static double quantile(const simulation *s, double probability)
{
    const double at = ceil(probability * (double)s->n_runs - 1e-9);
    return s->weeks[at < 1 ? 0 : (size_t)at - 1];
}

static double share_within(const simulation *s, double weeks)
{
    int64_t n = 0;
    while (n < s->n_runs && s->weeks[n] <= weeks) n++;
    return (double)n / (double)s->n_runs;
}

sp_status sp_forecast__simulate(sp_forecast *out, const sp_learner *l, const sp_work *path,
                                size_t n_path, sp_arena *a, sp_error *e)
{
    simulation s = {.learner = l, .path = path, .n_runs = out->n_runs};
    s.minutes = sp_arena_array(a, n_path, sizeof *s.minutes);
    s.weeks = sp_arena_array(a, (size_t)s.n_runs, sizeof *s.weeks);
    SP_NEED(s.minutes && s.weeks, e);
    SP_TRY(sp_study__make(&s.study, l, path, n_path, a, e));
    SP_TRY(sp_random_use(run_all, &s, out->seed, e));
    sp_sort(s.weeks, (size_t)s.n_runs);
    out->weeks_p10 = quantile(&s, 0.1);
    out->weeks_p50 = quantile(&s, 0.5);
    out->weeks_p80 = quantile(&s, 0.8);
    out->weeks_p90 = quantile(&s, 0.9);
    if (isnan(l->weeks_to_deadline)) return SP_OK;
    const double whole = floor(l->weeks_to_deadline), part = l->weeks_to_deadline - whole;
    out->on_time = (1 - part) * share_within(&s, whole) + part * share_within(&s, whole + 1);
    return SP_OK;
}
