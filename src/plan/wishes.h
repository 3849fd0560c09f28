/* SPDX-License-Identifier: GPL-3.0-or-later
 * Wishes as part of a planning problem (Keyder & Geffner, Soft goals can be compiled away, JAIR 36,
 * 2009).
 *
 * Each wish becomes a fact that the goal asks for and two actions add: one that needs the wish's
 * pairs and counts nothing, and one that needs nothing and counts the wish's weight as lost. */
#ifndef STUDYPATH_PLAN_WISHES_H
#define STUDYPATH_PLAN_WISHES_H

#include "plan/limited.h"

/* Actions 0 to n_real - 1 are those of the given problem; then come the fulfilling ones, one a
 * wish; then the skipping ones. */
typedef struct sp_wishing {
    sp_problem problem;
    const sp_wish *wishes;
    uint32_t n_real, n_wishes;
} sp_wishing;

/* What each action counts for. */
typedef struct sp_uses {
    int64_t *minutes, *actions, *lost, *cost;
    int64_t sum_lost; /* of all wishes */
} sp_uses;

/* `keeps_goal`: what the problem's goal asks for is asked for too, else the wishes are all. */
sp_status sp_plan__wishes_add(sp_wishing *out, const sp_problem *problem, bool keeps_goal,
                              const sp_wish *wishes, uint32_t n_wishes, sp_arena *a, sp_error *e);

/* `minutes`: of the given problem's actions. */
sp_status sp_plan__wishes_count(sp_uses *out, const sp_wishing *w, const int64_t *minutes,
                                sp_arena *a, sp_error *e);

static inline bool sp_plan__is_skip(const sp_wishing *w, uint32_t action)
{
    return action >= w->n_real + w->n_wishes;
}

#endif
