/* SPDX-License-Identifier: GPL-3.0-or-later
 * The planner's problem and its answer: integers in, integers out. It knows nothing of scores,
 * hours or names.
 *
 * State: one level (0 to 3) a topic. An action is usable when every pair that it `needs` is held,
 * and then raises each topic that it `adds` to at least that level. Nothing is ever lost
 * (delete-free planning), so a *set* of actions reaches the goal iff repeatedly applying every
 * usable one does; the order is found afterwards (order.h). */
#ifndef STUDYPATH_PLAN_PROBLEM_H
#define STUDYPATH_PLAN_PROBLEM_H

#include "studypath/topic.h"

typedef struct sp_action {
    int64_t cost; /* >= 1 */
    const sp_pair *needs, *adds;
    uint32_t n_needs, n_adds;
} sp_action;

typedef struct sp_problem {
    uint32_t n_topics, n_actions;
    const uint8_t *start; /* n_topics levels that are held */
    const uint8_t *goal;  /* n_topics levels that are wanted */
    const sp_action *actions;
} sp_problem;

typedef enum sp_search_status {
    SP_SEARCH_OPTIMAL, /* `chosen` is a cheapest set; bound == cost */
    /* The node limit, or that of the work, ended the search; bound < cost, and no set is cheaper
     * than `bound`. */
    SP_SEARCH_GAP,
    /* Some goal pair is out of reach (`missing`); the rest of the result is about the others. */
    SP_SEARCH_INFEASIBLE
} sp_search_status;

typedef struct sp_search_options {
    int64_t node_limit; /* branch-and-bound nodes, >= 1 */
    /* Steps of a few nanoseconds, about; counted, so that the answer does not depend on the
     * machine. 0: what the node limit is worth, which ends in seconds by default. */
    int64_t work_limit;
} sp_search_options;

typedef struct sp_search_result {
    sp_search_status status;
    bool proved; /* bound == cost */
    int64_t cost, bound;
    uint32_t *chosen; /* action indices, ascending */
    uint32_t n_chosen;
    sp_pair *missing; /* goal pairs that no set of actions reaches: topic with the level wanted */
    uint32_t n_missing;
    int64_t nodes; /* spent */
} sp_search_result;

sp_search_options sp_search_defaults(void);

/* The steps of work that the options allow. */
int64_t sp_plan__work_limit(const sp_search_options *options);

/* Find a cheapest set of actions that reaches the goal (its reachable part, when some of it is out
 * of reach). Among sets of equal cost: fewest actions; among those the first in a fixed order of
 * indices, so that the answer depends on the problem alone. Never on time. Memory: scratch is given
 * back; `out`'s arrays stay in `a`. Errors: SP_LIMIT (a cost below 1, or costs that could
 * overflow), SP_MEMORY. */
sp_status sp_search(sp_search_result *out, const sp_problem *problem,
                    const sp_search_options *options, sp_arena *a, sp_error *e);

#endif
