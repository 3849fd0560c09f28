/* SPDX-License-Identifier: GPL-3.0-or-later
 * What every plan contains, found in linear time, and taking it at once. */
#ifndef STUDYPATH_PLAN_FORCE_H
#define STUDYPATH_PLAN_FORCE_H

#include "plan/facts.h"

/* Charge operators that every plan contains (into `facts->base`; their cost becomes 0), and take
 * those of them that are usable from the start on, one after the other: they are unmarked in
 * `keep_op`, listed in `facts->taken`, and what they add is marked in `held` (all unmarked before).
 * Did anything change? */
sp_status sp_plan__force(sp_facts *facts, bool *changed, uint8_t *keep_op, uint8_t *held,
                         sp_arena *a, sp_error *e);

#endif
