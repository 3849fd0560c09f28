/* SPDX-License-Identifier: GPL-3.0-or-later
 * Good plans early: from operators that cuts have paid for, and from the neighbourhood of the best
 * plan so far. */
#ifndef STUDYPATH_PLAN_PRIMAL_H
#define STUDYPATH_PLAN_PRIMAL_H

#include "plan/lmcut.h"
#include "plan/needless.h"

/* The best plan so far, in terms of the problem, so that it outlives a reduction. */
typedef struct sp_incumbent {
    uint32_t n_actions;
    uint8_t *has;  /* per action */
    int64_t cost;  /* on the grid; INT64_MAX before the first plan */
    uint64_t seed; /* of the random choices */
    struct sp_dear {
        int64_t cost;
        uint32_t op;
    } * dear; /* scratch: a set of operators, sorted */
    uint32_t *ops;
    sp_needless needless;
} sp_incumbent;

/* For `facts`, one operator an action, and what it is reduced to. */
sp_status sp_plan__incumbent_make(sp_incumbent *out, const sp_facts *facts, sp_arena *a,
                                  sp_error *e);

/* The actions that are taken already reach the goals: they are a plan. */
void sp_plan__incumbent_offer_taken(sp_incumbent *incumbent, const sp_facts *facts);

/* Take the operators of residual cost 0, which reach the goals, drop the dearest ones that are not
 * needed, and keep the rest if it is cheaper than the incumbent. */
void sp_plan__incumbent_offer(sp_incumbent *incumbent, const sp_lmcut *paid);

/* Large neighbourhood search (Shaw 1998): `n_rounds` times, keep a random part of the best plan for
 * free and let cuts choose the rest; without a plan all is chosen. Ends when no more than `floor`
 * of the work is left; there is a plan then too, if a poor one. `cuts` is used up. */
void sp_plan__incumbent_improve(sp_incumbent *incumbent, sp_lmcut *cuts, unsigned n_rounds,
                                int64_t floor);

#endif
