/* SPDX-License-Identifier: GPL-3.0-or-later
 * The facade's part for dates: forecast and timetable of a path. */
#ifndef STUDYPATH_WHEN_H
#define STUDYPATH_WHEN_H

#include "studypath/plan.h"

/* Fill finish and schedule from the steps. Errors: SP_MEMORY. */
sp_status sp_when_fill(sp_plan *out, const sp_learner *learner, const sp_forecast_options *options,
                       sp_arena *a, sp_error *e);

#endif
