/* SPDX-License-Identifier: GPL-3.0-or-later
 * The planner's answers the slow way: all subsets, all orders. */
#ifndef TESTS_BRUTE_H
#define TESTS_BRUTE_H

#include "plan/limited.h"
#include "replay.h"

typedef struct brute_plan {
    /* Of the goal: the wanted level, or the highest one below it in reach. */
    uint8_t reachable[REPLAY_MOST_TOPICS];
    int64_t cost;       /* least for `reachable` */
    uint32_t n_actions; /* fewest at that cost */
} brute_plan;

/* At most 20 actions. */
brute_plan brute_search(const sp_problem *problem);

typedef struct brute_limited {
    int64_t value, cost;
    uint32_t n_actions; /* fewest at that value and cost */
} brute_limited;

/* Most weight of fulfilled wishes within the limits, then least cost, then fewest actions. At most
 * 20 actions. */
brute_limited brute_search_limited(const sp_problem *problem, const sp_wish *wishes,
                                   uint32_t n_wishes, const sp_limits *limits);

/* The weight of the wishes that `levels` fulfil. */
int64_t brute_value(const sp_wish *wishes, uint32_t n_wishes, const uint8_t *levels);

/* The least (switches, jumps, waiting, actions) over all orders of at most 8 actions, into
 * `actions`. False when there is no order. */
bool brute_order(uint32_t *actions, uint32_t n_actions, const sp_problem *problem,
                 const uint16_t *area);

#endif
