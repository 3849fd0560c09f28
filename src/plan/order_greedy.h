/* SPDX-License-Identifier: GPL-3.0-or-later
 * A first order of a long path, one action after the other. */
#ifndef STUDYPATH_PLAN_ORDER_GREEDY_H
#define STUDYPATH_PLAN_ORDER_GREEDY_H

#include "plan/order_window.h"

/* Levels that `action` skips when it is taken with `levels` held. */
int64_t sp_plan__count_jumps(const sp_action *action, const uint8_t *levels);

/* Raise `levels` by what `action` adds. */
void sp_plan__take(const sp_action *action, uint8_t *levels);

/* Always take next, of the usable actions, one of the area of the last one if there is one, with
 * the fewest jumps, then the one that unlocks most, then the first. `*is_ordered` is false when the
 * actions have no order. `levels` is what the start holds, and is raised. */
sp_status sp_plan__order_greedily(sp_path *path, bool *is_ordered, uint8_t *levels, sp_arena *a,
                                  sp_error *e);

#endif
