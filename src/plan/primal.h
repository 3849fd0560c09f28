/* SPDX-License-Identifier: GPL-3.0-or-later
 * Good plans early: from operators that cuts have paid for, and from the neighbourhood of the best
 * plan so far. */
#ifndef STUDYPATH_PLAN_PRIMAL_H
#define STUDYPATH_PLAN_PRIMAL_H

#include "plan/lmcut.h"

/* The best plan so far, in terms of the problem, so that it outlives a reduction. */
typedef struct sp_incumbent {
    uint32_t n_actions;
    uint8_t *has;  /* per action */
    int64_t cost;  /* on the grid; INT64_MAX before the first plan */
    uint64_t seed; /* of the random choices */
    uint32_t *ops; /* scratch: a set of operators */
    uint64_t *held;
} sp_incumbent;

sp_status sp_plan__incumbent_make(sp_incumbent *out, const sp_problem *problem, uint32_t n_facts,
                                  sp_arena *a, sp_error *e);

/* Take the operators of residual cost 0, which reach the goals, drop the dearest ones that are not
 * needed, and keep the rest if it is cheaper than the incumbent. */
void sp_plan__incumbent_offer(sp_incumbent *incumbent, const sp_lmcut *paid);

/* Large neighbourhood search (Shaw 1998): `n_rounds` times, keep a random part of the best plan for
 * free and let cuts choose the rest. `cuts` is used up. */
void sp_plan__incumbent_improve(sp_incumbent *incumbent, sp_lmcut *cuts, unsigned n_rounds);

#endif
