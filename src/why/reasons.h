/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why a step stands in a path. */
#ifndef STUDYPATH_WHY_REASONS_H
#define STUDYPATH_WHY_REASONS_H

#include "studypath/plan.h"

/* Fill opens, after and why of each step: which pairs of the goal it closes that nothing before
 * does, and which later courses it opens. In a path without a superfluous course every step has one
 * of the two. */
sp_status sp_reasons_fill(sp_plan *plan, const sp_learner *learner, sp_arena *a, sp_error *e);

#endif
