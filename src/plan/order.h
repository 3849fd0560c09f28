/* SPDX-License-Identifier: GPL-3.0-or-later
 * In which order to take a chosen set of actions.
 *
 * Every order keeps requirements (an action comes when what it needs is held). Among those, the
 * least, lexicographically, of
 *   1. area switches: neighbours of different main area;
 *   2. level jumps: for each action and topic, levels skipped on the way (0 -> 2 skips one) at the
 *      moment it is taken;
 *   3. waiting: sum over actions of position times the number of chosen actions that it unlocks
 *      (needs a pair that the action adds and the start does not hold);
 *   4. the actions' indices.
 * Exact by dynamic programming over subsets up to `SP_ORDER_EXACT_MAX` actions; for more, a greedy
 * order improved by an exact sliding window, and the result says so. */
#ifndef STUDYPATH_PLAN_ORDER_H
#define STUDYPATH_PLAN_ORDER_H

#include "plan/problem.h"

enum { SP_ORDER_EXACT_MAX = 14 };

typedef struct sp_order_result {
    uint32_t *actions; /* the chosen ones, first to last */
    uint32_t n_actions;
    bool exact; /* false: heuristic */
    int64_t switches, jumps, waiting;
} sp_order_result;

/* `area[i]` is the main area of action i (any small integer). Errors: SP_USAGE when the set has no
 * order, SP_MEMORY. */
sp_status sp_order_find(sp_order_result *out, const sp_problem *problem, const uint32_t *chosen,
                        uint32_t n_chosen, const uint16_t *area, sp_arena *a, sp_error *e);

#endif
