/* SPDX-License-Identifier: GPL-3.0-or-later
 * The checks of a plan, a row each. */
#ifndef STUDYPATH_CHECK_PLAN_H
#define STUDYPATH_CHECK_PLAN_H

#include "check/limits.h"
#include "check/replay.h"
#include "check/rows.h"

enum { SP_CHECK_ROWS = 24 }; /* at most, with those that the facade adds */

/* Goals, dates and what else the profile says. */
sp_status sp_check__inputs(sp_verification *out, const sp_evidence *evidence, sp_arena *a,
                           sp_error *e);

/* Courses, order, levels, hours, costs, sums, one row each. */
sp_status sp_check__path(sp_verification *out, const sp_evidence *evidence, const sp_replay *replay,
                         sp_arena *a, sp_error *e);

/* Goal, status, bound, shortest, one row each. */
sp_status sp_check__proofs(sp_verification *out, const sp_evidence *evidence,
                           const sp_replay *replay, sp_arena *a, sp_error *e);

#endif
