/* SPDX-License-Identifier: GPL-3.0-or-later
 * The landmarks found so far, each with the multiplier that it last had. A landmark holds in all of
 * the search: it names excluded operators too, wherever they are needed to make it one. */
#ifndef STUDYPATH_PLAN_POOL_H
#define STUDYPATH_PLAN_POOL_H

#include "plan/facts.h"

/* Where landmarks whose multiplier is 0 make room for others: a larger pool is slower, and hardly
 * better. Also keeps sums of multipliers within an int64_t: each is at most 2^52 (grid.c). */
enum { SP_POOL_MOST = 256 };

typedef struct sp_pool {
    uint32_t n_landmarks;
    uint32_t *at;      /* landmark i is members[at[i]] up to before members[at[i + 1]] */
    uint32_t *members; /* operator ids */
    uint32_t capacity; /* of members */
    uint32_t most;     /* landmarks, all of them with multipliers */
    double *multiplier;
    uint64_t *hash; /* of the set of members */
} sp_pool;

/* `most` is SP_POOL_MOST or more. */
sp_status sp_plan__pool_make(sp_pool *out, uint32_t most, sp_arena *a, sp_error *e);

/* Add a landmark; if it is there already, its multiplier only grows. From SP_POOL_MOST landmarks on
 * those whose multiplier is 0 make room; when there are `most` without them, the new one is not
 * added. */
sp_status sp_plan__pool_add(sp_pool *pool, const uint32_t *ops, uint32_t n_ops, double multiplier,
                            sp_arena *a, sp_error *e);

/* Of the set, whatever its order. */
uint64_t sp_plan__pool_hash(const uint32_t *ops, uint32_t n_ops);

/* In place of a new id: every plan contains the operator. */
#define SP_POOL_TAKEN (SP_NONE - 1)

/* Rename operators by `new_id` (SP_NONE: gone, and not to come back); landmarks with a taken one
 * are dropped. */
void sp_plan__pool_rename(sp_pool *pool, const uint32_t *new_id);

/* Rename operators of `before` to those of `now`, what it was reduced to, of a problem with
 * `n_actions` actions. */
sp_status sp_plan__pool_follow(sp_pool *pool, const sp_facts *before, const sp_facts *now,
                               uint32_t n_actions, sp_arena *a, sp_error *e);

#endif
