/* SPDX-License-Identifier: GPL-3.0-or-later
 * The planner's answers the slow way: all subsets, all orders. */
#ifndef TESTS_BRUTE_H
#define TESTS_BRUTE_H

#include "replay.h"

typedef struct brute_plan {
    /* Of the goal: the wanted level, or the highest one below it in reach. */
    uint8_t reachable[REPLAY_MOST_TOPICS];
    int64_t cost;             /* least for `reachable` */
    uint32_t n_actions;       /* fewest at that cost */
} brute_plan;

/* At most 20 actions. */
brute_plan brute_search(const sp_problem *problem);

/* The least (switches, jumps, waiting, actions) over all orders of at most 8 actions, into
 * `actions`. False when there is no order. */
bool brute_order(uint32_t *actions, uint32_t n_actions, const sp_problem *problem,
                 const uint16_t *area);

#endif
