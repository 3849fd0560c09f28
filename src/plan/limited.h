/* SPDX-License-Identifier: GPL-3.0-or-later
 * The most of a goal that fits into limits, and the cheapest way to it, both proved.
 *
 * The goal is a list of wishes, each with a weight. Among the sets of actions within the limits:
 * most weight of wishes that are fulfilled; among those least cost, then fewest actions, then the
 * search's fixed order. */
#ifndef STUDYPATH_PLAN_LIMITED_H
#define STUDYPATH_PLAN_LIMITED_H

#include "plan/problem.h"

/* Fulfilled when all of its pairs are held. */
typedef struct sp_wish {
    int64_t weight; /* >= 1 */
    const sp_pair *pairs;
    uint32_t n_pairs;
} sp_wish;

typedef struct sp_limits {
    const int64_t *minutes; /* per action, >= 0 */
    int64_t most_minutes;   /* INT64_MAX: no limit */
    int64_t most_actions;   /* likewise */
} sp_limits;

typedef struct sp_limited_result {
    int64_t value, value_bound; /* weight fulfilled; no set within the limits has more than that */
    int64_t cost, bound;        /* no set within the limits of that value costs less than `bound` */
    bool proved;                /* value == value_bound and cost == bound */
    uint32_t *chosen;           /* action indices, ascending */
    uint32_t n_chosen;
    uint8_t *fulfilled; /* per wish */
    int64_t nodes;      /* spent */
} sp_limited_result;

/* Which of the wishes, and how much weight, the actions marked in `has` (NULL: all) fulfil. */
sp_status sp_wishes_check(uint8_t *fulfilled, int64_t *value, const sp_problem *problem,
                          const sp_wish *wishes, uint32_t n_wishes, const uint8_t *has, sp_arena *a,
                          sp_error *e);

/* `problem->goal` does not count, the wishes do. Memory, errors: as sp_search. */
sp_status sp_search_limited(sp_limited_result *out, const sp_problem *problem,
                            const sp_wish *wishes, uint32_t n_wishes, const sp_limits *limits,
                            const sp_search_options *options, sp_arena *a, sp_error *e);

#endif
