/* SPDX-License-Identifier: GPL-3.0-or-later
 * What limits a path and what they cut, for reading. */
#ifndef STUDYPATH_VIEW_LIMITS_H
#define STUDYPATH_VIEW_LIMITS_H

#include "studypath/plan.h"
#include "studypath/text.h"

/* "courses", or which ones are meant. */
const char *sp_view__courses(const sp_plan *plan, const sp_profile *p);

/* What is proved of a path that does not reach the whole goal. */
void sp_view__proof_within_limits(sp_buffer *b, const sp_plan *plan, const sp_profile *p);

/* The limits, what is left out, and what the whole goal would take; nothing without limits. */
void sp_view__limits(sp_buffer *b, const sp_plan *plan, const sp_learner *learner);

#endif
