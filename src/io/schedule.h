/* SPDX-License-Identifier: GPL-3.0-or-later
 * Dates as members of a document. */
#ifndef STUDYPATH_IO_SCHEDULE_H
#define STUDYPATH_IO_SCHEDULE_H

#include "io/write.h"
#include "studypath/plan.h"

/* "finish": the days and the probability to be on time. */
void sp_forecast__write(sp_writer *w, const sp_forecast *finish);

/* "runs" and "seed", where the forecast was simulated. */
void sp_forecast_inputs__write(sp_writer *w, const sp_plan *plan);

/* "start" and "end", both null without dates. */
void sp_span__write(sp_writer *w, const sp_span *span);

#endif
