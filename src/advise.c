/* SPDX-License-Identifier: GPL-3.0-or-later
 * See advise.h. */
#include "advise.h"

#include <math.h>

static const double HOURS_IN_WEEK = 168;

int64_t sp_most_minutes(const sp_learner *l)
{
    if (isnan(l->weeks_to_deadline)) return SP_NO_LIMIT;
    return (int64_t)sp_minutes_deliverable(l->weeks_to_deadline, l->hours_per_week, l->on_time);
}

int64_t sp_most_courses(const sp_learner *l)
{
    return isnan(l->profile->max_courses) ? SP_NO_LIMIT : (int64_t)l->profile->max_courses;
}

void sp_advise(double *hours_per_week, sp_day *deadline, const sp_learner *l, double hours,
               int64_t most_minutes)
{
    const double minutes = ceil(60 * hours - 1e-6);
    if (minutes <= (double)most_minutes) return;
    const double one_hour = sp_minutes_deliverable(l->weeks_to_deadline, 1, l->on_time);
    double enough = ceil(10 * minutes / one_hour) / 10;
    if (one_hour * enough < minutes) enough += 0.1; /* rounding */
    if (one_hour > 0 && enough <= HOURS_IN_WEEK) *hours_per_week = enough;
    const double weeks = sp_weeks_to_deliver(minutes, l->hours_per_week, l->on_time);
    *deadline = sp_weeks_end(l, weeks);
}
