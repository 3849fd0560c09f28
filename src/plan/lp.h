/* SPDX-License-Identifier: GPL-3.0-or-later
 * The planner's problem for other solvers, in CPLEX LP format. */
#ifndef STUDYPATH_PLAN_LP_H
#define STUDYPATH_PLAN_LP_H

#include "plan/limited.h"
#include "studypath/text.h"

/* What actions and topics are called; NULL: by their numbers. */
typedef struct sp_lp_names {
    const char *const *actions, *const *topics;
} sp_lp_names;

/* Append the problem, with its goal as far as it can be reached, as an integer program whose
 * optimum is the least cost. Variables: x of an action is 1 when it is taken; f of a fact (a topic
 * at a level) is 1 when it is reached; y of an action and a fact is 1 when that action is the first
 * to bring that fact; u of a fact says when. y and u are there where facts depend on each other in
 * a circle: without them two actions that each bring what the other needs would do without what
 * brings either (Imai & Fukunaga 2015). Errors: SP_MEMORY. */
sp_status sp_lp_write(sp_buffer *out, const sp_problem *problem, const sp_lp_names *names,
                      sp_arena *a, sp_error *e);

/* What limits leave of the wishes, beside the problem's goal: each wish is an action more, called
 * skip!NAME!LEVEL after the topic and level of `steps`, that does without it. Rows of minutes and
 * courses are the limits. With `least_value` < 0 the optimum is the least weight that is lost; else
 * the least cost of what fulfils at least that weight. */
typedef struct sp_lp_wishes {
    const sp_wish *wishes;
    const sp_pair *steps;
    uint32_t n_wishes;
    const sp_limits *limits;
    int64_t least_value;
} sp_lp_wishes;

sp_status sp_lp_write_limited(sp_buffer *out, const sp_problem *problem, const sp_lp_wishes *within,
                              const sp_lp_names *names, sp_arena *a, sp_error *e);

#endif
