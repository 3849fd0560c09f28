/* SPDX-License-Identifier: GPL-3.0-or-later
 * Dates in words. Private to this room. */
#ifndef STUDYPATH_VIEW_SCHEDULE_H
#define STUDYPATH_VIEW_SCHEDULE_H

#include "studypath/plan.h"
#include "studypath/text.h"

/* When it will be done, the 80 % first, as lines. */
void sp_view__forecast(sp_buffer *b, const sp_forecast *finish, const sp_learner *l);

/* "2026-11-24 to 2027-01-05: "; nothing without dates. */
void sp_view__span(sp_buffer *b, const sp_span *span);

#endif
