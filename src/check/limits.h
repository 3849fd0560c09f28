/* SPDX-License-Identifier: GPL-3.0-or-later
 * What limits the path, and what it is worth within them. */
#ifndef STUDYPATH_CHECK_LIMITS_H
#define STUDYPATH_CHECK_LIMITS_H

#include "check/replay.h"
#include "check/rows.h"
#include "check/wants.h"

/* Does the path keep to the learner's limits? */
sp_status sp_check__limits(sp_verification *out, const sp_evidence *evidence,
                           const sp_replay *replay, sp_arena *a, sp_error *e);

/* What the path reaches of the goal's levels that are in reach, and what it leaves out. */
sp_status sp_check__value(sp_verification *out, const sp_evidence *evidence,
                          const sp_replay *replay, const sp_want *wants, uint32_t n_wants,
                          sp_arena *a, sp_error *e);

#endif
