/* SPDX-License-Identifier: GPL-3.0-or-later
 * The day on which a path is done, as a distribution: the closed form of weeks.c where it applies,
 * else a simulation of the same model. */
#include <math.h>

#include "base/try.h"
#include "studypath/time.h"
#include "time/simulate.h"

void sp_workload_add_work(sp_workload *w, const sp_work *work)
{
    const sp_hours hours = work->course->hours;
    const double stated = hours.expected / sp_lognormal_mean(hours.low, hours.high);
    sp_workload_add(w, hours.low, hours.high, work->share * stated);
}

double sp_work_share_a_week(const sp_work *work)
{
    const sp_course *course = work->course;
    const double share = (course->weekly_low + course->weekly_high) / 2 / course->hours.expected;
    return share > 0 && share < 1 ? share : INFINITY;
}

static bool needs_simulation(const sp_learner *l, const sp_work *path, size_t n_path)
{
    for (size_t i = 0; l->profile->weekly_loads && i < n_path; i++)
        if (isfinite(sp_work_share_a_week(&path[i]))) return true;
    return false;
}

/* The fewest half hours a week with which the middle of the forecast becomes its 80 %. */
static double hours_to_be_faster(const sp_workload *work, const sp_learner *l, double weeks)
{
    enum { MOST_HALVES = 2 * 168 };
    int too_few = (int)(2 * l->hours_per_week), enough = MOST_HALVES + 1;
    while (enough - too_few > 1) {
        const int middle = (too_few + enough) / 2;
        if (sp_weeks_probability(work, middle / 2.0, l->pace, weeks) >= 0.8)
            enough = middle;
        else
            too_few = middle;
    }
    return enough > MOST_HALVES || !(weeks < SP_MOST_WEEKS) ? NAN : enough / 2.0;
}

static void set_dates(sp_forecast *out, const sp_learner *l)
{
    const double *weeks[] = {&out->weeks_p10, &out->weeks_p50, &out->weeks_p80, &out->weeks_p90};
    sp_day *days[] = {&out->p10, &out->p50, &out->p80, &out->p90};
    for (int i = 0; i < 4; i++) {
        const sp_day after = sp_weeks_end(l, *weeks[i]);
        *days[i] = after == SP_NO_DAY ? SP_NO_DAY : after - 1;
    }
}

sp_status sp_forecast_make(sp_forecast *out, const sp_learner *l, const sp_work *path,
                           size_t n_path, const sp_forecast_options *options, sp_arena *a,
                           sp_error *e)
{
    *out = (sp_forecast){.p10 = SP_NO_DAY,
                         .p50 = SP_NO_DAY,
                         .p80 = SP_NO_DAY,
                         .p90 = SP_NO_DAY,
                         .on_time = NAN,
                         .faster_hours = NAN};
    if (!n_path) return SP_OK;
    sp_workload work = {0};
    for (size_t i = 0; i < n_path; i++) sp_workload_add_work(&work, &path[i]);
    out->weeks_sure = sp_weeks_quantile(&work, l->hours_per_week, l->pace, l->on_time);
    if (options->n_runs > 0 || needs_simulation(l, path, n_path)) {
        out->n_runs = options->n_runs > 0 ? options->n_runs : SP_FORECAST_RUNS;
        out->seed = options->seed;
        SP_TRY(sp_forecast__simulate(out, l, path, n_path, a, e));
    } else {
        out->weeks_p10 = sp_weeks_quantile(&work, l->hours_per_week, l->pace, 0.1);
        out->weeks_p50 = sp_weeks_quantile(&work, l->hours_per_week, l->pace, 0.5);
        out->weeks_p80 = sp_weeks_quantile(&work, l->hours_per_week, l->pace, 0.8);
        out->weeks_p90 = sp_weeks_quantile(&work, l->hours_per_week, l->pace, 0.9);
        out->faster_hours = hours_to_be_faster(&work, l, out->weeks_p50);
        if (!isnan(l->weeks_to_deadline))
            out->on_time = sp_weeks_probability(&work, l->hours_per_week, l->pace,
                                                l->weeks_to_deadline);
    }
    set_dates(out, l);
    return SP_OK;
}
