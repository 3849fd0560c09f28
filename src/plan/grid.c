/* SPDX-License-Identifier: GPL-3.0-or-later
 * Costs on the grid. See grid.h. */
#include "plan/grid.h"

enum {
    SUM_BITS = 52, /* sums of counts are exact in a double too, and 2^11 of them in an int64_t */
    SPARE_BITS =
        6 /* multipliers are then exact to 1/64 of a unit of cost, when the costs leave room */
};

int64_t sp_plan__common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        const int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

sp_status sp_plan__grid_make(sp_grid *out, int64_t *costs, const sp_problem *problem, sp_error *e)
{
    int64_t sum = 0, divisor = 0, dearest = 1;
    for (uint32_t i = 0; i < problem->n_actions; i++) {
        const int64_t cost = problem->actions[i].cost;
        if (cost < 1)
            return sp_fail(e, SP_LIMIT, "", "action %u costs %lld, the least is 1", i,
                           (long long)cost);
        if (__builtin_add_overflow(sum, cost, &sum)) sum = INT64_MAX;
        divisor = sp_plan__common_divisor(cost, divisor);
        if (cost > dearest) dearest = cost;
    }
    unsigned shift = 1;
    while ((uint64_t)1 << shift <= problem->n_actions) shift++;
    if (sum >= (int64_t)1 << (SUM_BITS - shift))
        return sp_fail(
            e, SP_LIMIT, "", "all costs together are %lld, the most for %u actions is %lld",
            (long long)sum, problem->n_actions, (long long)((int64_t)1 << (SUM_BITS - shift)) - 1);
    for (int spare = SPARE_BITS; spare > 0 && sum < (int64_t)1 << (SUM_BITS - shift - 1); spare--)
        shift++;
    for (uint32_t i = 0; i < problem->n_actions; i++)
        costs[i] = (problem->actions[i].cost << shift) + 1;
    *out = (sp_grid){.shift = shift,
                     .unit = (divisor ? divisor : 1) << shift,
                     .dearest = dearest << shift,
                     .n_actions = problem->n_actions};
    return SP_OK;
}
