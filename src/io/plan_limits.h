/* SPDX-License-Identifier: GPL-3.0-or-later
 * What limits a path and what they cut, as members of the plan's document. */
#ifndef STUDYPATH_IO_PLAN_LIMITS_H
#define STUDYPATH_IO_PLAN_LIMITS_H

#include "io/fields.h"
#include "io/write.h"
#include "studypath/verify.h"

/* Of sp_stated_plan's parts. */
extern const sp_fields sp_limits_fields, sp_whole_goal_fields;

void sp_plan_limits__write(sp_writer *w, const sp_plan *plan, const sp_learner *learner);

#endif
