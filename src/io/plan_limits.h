/* SPDX-License-Identifier: GPL-3.0-or-later
 * What limits a path and what they cut, as members of the plan's document. */
#ifndef STUDYPATH_IO_PLAN_LIMITS_H
#define STUDYPATH_IO_PLAN_LIMITS_H

#include "io/write.h"
#include "studypath/plan.h"

void sp_plan_limits__write(sp_writer *w, const sp_plan *plan, const sp_learner *learner);

#endif
