/* SPDX-License-Identifier: GPL-3.0-or-later
 * Limits as prices: what is limited gets a price, and a bound on the sum of objective and price is
 * one on the objective (Lagrange; Everett 1963).
 *
 * With a price p(k) >= 0 for each limit k, an action counts scale * objective + the sum of p(k) *
 * use(k). A set within the limits counts at most scale * objective + the sum of p(k) * most(k); so
 * where every set counts at least `lower`, no set within the limits has an objective below (lower -
 * the sum of p(k) * most(k)) / scale. All of these are integers: nothing rests on rounding. */
#ifndef STUDYPATH_PLAN_PRICED_H
#define STUDYPATH_PLAN_PRICED_H

#include "plan/bound.h"

enum { SP_LIMIT_MINUTES, SP_LIMIT_ACTIONS, SP_LIMIT_LOST, SP_N_LIMITS };

/* With a scale of 0 the sets only count what is limited: where all count too much, there is no set
 * within the limits. */
typedef struct sp_prices {
    int64_t scale, price[SP_N_LIMITS];
} sp_prices;

typedef struct sp_priced {
    uint32_t n_actions;
    const int64_t *objective;        /* per action: what is minimised */
    const int64_t *use[SP_N_LIMITS]; /* per action */
    int64_t most[SP_N_LIMITS];       /* of each use; at least what all actions use: no limit */
    sp_prices at;
    int64_t dearest[SP_N_LIMITS]; /* price; keeps all sums within 2^53 */
} sp_priced;

/* Set the prices so that each limit is worth a share of `objective`, that of some set: where
 * nothing had a price, a relaxation would not see what it has to trade. `objective`, `use` and
 * `most` are set; the objectives sum to at most 2^52. */
void sp_plan__priced_begin(sp_priced *p, int64_t most_scale, int64_t objective);

/* Write what each operator counts at these prices into `facts`. */
void sp_plan__priced_count(const sp_priced *p, sp_facts *facts);

/* The same, and what is in into `node`. */
void sp_plan__priced_apply(const sp_priced *p, sp_facts *facts, sp_node *node);

/* A set within the limits whose objective is at most `objective` counts less than this. */
int64_t sp_plan__priced_ceiling(const sp_priced *p, int64_t objective);

/* The least objective, 0 or more, of a set within the limits when all sets count at least `lower`.
 */
int64_t sp_plan__priced_floor(const sp_priced *p, int64_t lower);

/* The objective of what is in. */
int64_t sp_plan__priced_paid(const sp_priced *p, const sp_node *node);

/* Exclude the free operators that do not fit beside what is in. False when that does not fit. */
bool sp_plan__priced_fit(const sp_priced *p, sp_node *node);

/* After sp_plan__bound_improve: move the prices towards those with the best bound, `share` of the
 * step that would close the gap to `ceiling`. */
void sp_plan__priced_move(sp_priced *p, const sp_bounder *b, int64_t ceiling, double share);

#endif
