/* SPDX-License-Identifier: GPL-3.0-or-later
 * The best order of a few actions that follow each other on a path, by dynamic programming over
 * subsets. */
#ifndef STUDYPATH_PLAN_ORDER_WINDOW_H
#define STUDYPATH_PLAN_ORDER_WINDOW_H

#include "plan/order.h"

/* A path being ordered. */
typedef struct sp_path {
    const sp_problem *problem;
    uint32_t *actions; /* first to last */
    uint32_t n_actions;
    const uint16_t *area; /* per action of the problem */
    const uint32_t
        *unlocks; /* per action of the problem: how many of the path's actions it unlocks */
} sp_path;

/* Is pair `i` the highest level that the action adds of its topic (the first of equal ones)? */
bool sp_plan__is_top_add(const sp_action *action, uint32_t i);

/* Put the `n` (at most SP_ORDER_EXACT_MAX) actions from place `first` on into their best order, the
 * rest of the path staying as it is. `levels` are held before the first of them. `*is_ordered` is
 * false, and the path as it was, when the actions have no order. */
sp_status sp_plan__order_window(sp_path *path, bool *is_ordered, uint32_t first, uint32_t n,
                                const uint8_t *levels, sp_arena *a, sp_error *e);

#endif
