/* SPDX-License-Identifier: GPL-3.0-or-later
 * Lower bounds for a node from the landmark pool.
 *
 * Least cost = the least cost of hitting every landmark (Bonet & Helmert 2010). Its linear
 * relaxation has the dual: give each landmark L a multiplier m(L) >= 0 such that for each operator
 * o the m(L) of the landmarks with o sum to at most cost(o); then the sum of all m(L) is a lower
 * bound. What the sum leaves of an operator's cost is its residual (reduced) cost: a plan with o
 * costs at least bound + residual(o). */
#ifndef STUDYPATH_PLAN_BOUND_H
#define STUDYPATH_PLAN_BOUND_H

#include "plan/grid.h"
#include "plan/lmcut.h"
#include "plan/pool.h"

typedef struct sp_bounder {
    const sp_facts *facts;
    const sp_grid *grid;
    sp_node *node;
    sp_pool *pool;
    sp_lmcut cuts;
    int64_t *residual; /* per operator, after sp_plan__bound_improve */
    int64_t lower;     /* the bound that goes with it */
    /* The landmarks that nothing of the node hits yet, with their free operators, which are
     * numbered afresh: */
    uint32_t n_open, n_live;
    uint32_t *open; /* their places in the pool */
    uint32_t *open_at, *open_members, member_room;
    uint32_t *live;                    /* the free operators in them */
    uint32_t *live_id;                 /* per operator: its place in `live` */
    double *multiplier, *best, *slope; /* per open landmark */
    double *most;                      /* per open landmark: its cheapest operator's cost */
    double *cost, *reduced;            /* per live operator */
    double *taken; /* per live operator: how much of it the relaxation takes, 0 to 1 */
    sp_arena *arena;
} sp_bounder;

typedef enum sp_bound_kind {
    SP_BOUND_OPEN,   /* `lower` < upper */
    SP_BOUND_CLOSED, /* no plan of the node costs less than upper */
    SP_BOUND_SPENT   /* the work ran out; `lower` is a bound all the same */
} sp_bound_kind;

sp_status sp_plan__bound_make(sp_bounder *out, const sp_facts *facts, const sp_grid *grid,
                              sp_node *node, sp_pool *pool, sp_arena *a, sp_error *e);

/* One round: the best multipliers for the pool within `n_steps` subgradient steps, then cuts on the
 * residual costs, which join the pool. Unless the node is closed, operators of residual cost 0 (and
 * those that are in) reach the goals then. */
sp_status sp_plan__bound_improve(sp_bounder *b, sp_bound_kind *kind, int64_t upper,
                                 unsigned n_steps, sp_error *e);

/* Exclude each free operator that no plan cheaper than `upper` contains; their number. */
uint32_t sp_plan__bound_fix(sp_bounder *b, int64_t upper);

#endif
