/* SPDX-License-Identifier: GPL-3.0-or-later
 * The best set within the limits that was met so far, and finding better ones. */
#ifndef STUDYPATH_PLAN_SELECTION_H
#define STUDYPATH_PLAN_SELECTION_H

#include "plan/lmcut.h"
#include "plan/needless.h"
#include "plan/priced.h"
#include "plan/wishes.h"

typedef struct sp_selection {
    const sp_wishing *wishing;
    const sp_priced *priced;
    uint8_t *has;      /* per action */
    int64_t objective; /* of that set */
    struct sp_drop {
        int64_t key; /* larger ones are dropped first */
        uint32_t op;
    } * drops; /* scratch */
    uint32_t *ops, *trial, *skips, *best_trial;
    sp_needless needless;
} sp_selection;

/* For `facts`, compiled from `wishing`, and what it is reduced to. The first set, and its
 * objective, are the caller's to set. */
sp_status sp_plan__selection_make(sp_selection *out, const sp_wishing *wishing,
                                  const sp_priced *priced, const sp_facts *facts, sp_arena *a,
                                  sp_error *e);

/* Does what is in reach the goals? Then it is kept if it is within the limits and better; nothing
 * that contains it is better still. */
bool sp_plan__selection_offer_in(sp_selection *s, sp_lmcut *cuts);

/* Take the operators of residual cost 0, which reach the goals, and drop what is not needed, skips
 * first. Where that passes a limit, skip wishes (with `repair`) until it does not. Keep the result
 * if it is within the limits and better. */
void sp_plan__selection_offer(sp_selection *s, const sp_lmcut *paid, bool repair);

#endif
