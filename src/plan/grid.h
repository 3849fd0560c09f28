/* SPDX-License-Identifier: GPL-3.0-or-later
 * The integer grid on which the search counts cost, so that the cheapest set with the fewest
 * actions is simply the cheapest.
 *
 * An action of cost c counts c * 2^shift + 1 with 2^shift > n_actions: a set counts (its cost) *
 * 2^shift + (its actions), and the actions never carry over into the cost. Some more bits leave
 * room to round multipliers down (bound.h). As every cost is a multiple of the greatest common
 * divisor of all costs, most numbers on the grid are no set's count, and a lower bound can be
 * raised to the next one that may be: much, when all costs are equal. A set of some cost also has
 * at least as many actions as if all were the dearest one. */
#ifndef STUDYPATH_PLAN_GRID_H
#define STUDYPATH_PLAN_GRID_H

#include "plan/problem.h"

typedef struct sp_grid {
    unsigned shift;
    int64_t unit;      /* the greatest common divisor of the costs, on the grid */
    int64_t dearest;   /* the greatest cost, on the grid */
    int64_t n_actions; /* no set has more; 0: the numbers are no counts of sets, but any */
} sp_grid;

/* The grid for `problem` and its actions' costs on it. Errors: SP_LIMIT when a cost is below 1 or
 * all costs together, on the coarsest grid, pass 2^52. */
sp_status sp_plan__grid_make(sp_grid *out, int64_t *costs, const sp_problem *problem, sp_error *e);

/* The greatest one, of numbers >= 0; that of 0 and a number is the number. */
int64_t sp_plan__common_divisor(int64_t a, int64_t b);

/* The fewest actions, at least one, of a set whose cost counts `whole`. */
static inline int64_t sp_plan__grid_fewest(const sp_grid *grid, int64_t whole)
{
    return whole > 0 ? (whole - 1) / grid->dearest + 1 : 1;
}

/* The least count >= bound >= 0 that a set of at least one action may have. */
static inline int64_t sp_plan__grid_raise(const sp_grid *grid, int64_t bound)
{
    if (grid->n_actions == 0) return bound;
    int64_t whole = bound / grid->unit * grid->unit, n_actions = bound - whole;
    if (n_actions > grid->n_actions) {
        whole += grid->unit;
        n_actions = 0;
    }
    const int64_t fewest = sp_plan__grid_fewest(grid, whole);
    return whole + (n_actions > fewest ? n_actions : fewest);
}

/* The largest count < `count` that a set of at least one action may have; below 0 for none. */
static inline int64_t sp_plan__grid_below(const sp_grid *grid, int64_t count)
{
    const int64_t whole = count / grid->unit * grid->unit;
    if (count - whole > sp_plan__grid_fewest(grid, whole)) return count - 1;
    return whole - grid->unit + grid->n_actions;
}

/* The cost, in the caller's units, of a set that counts `count`. */
static inline int64_t sp_plan__grid_cost(const sp_grid *grid, int64_t count)
{
    return count >> grid->shift;
}

#endif
