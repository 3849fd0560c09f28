/* SPDX-License-Identifier: GPL-3.0-or-later
 * First plans and better ones. See primal.h. */
#include "plan/primal.h"

#include <string.h>

#include "base/try.h"

sp_status sp_plan__incumbent_make(sp_incumbent *out, const sp_problem *problem, uint32_t n_facts,
                                  sp_arena *a, sp_error *e)
{
    *out = (sp_incumbent){
        .n_actions = problem->n_actions, .cost = INT64_MAX, .seed = 0x9e3779b97f4a7c15u};
    out->has = sp_arena_array(a, problem->n_actions, sizeof *out->has);
    out->ops = sp_arena_array(a, problem->n_actions, sizeof *out->ops);
    out->held = sp_arena_array(a, n_facts / 64 + 1, sizeof *out->held);
    SP_NEED(out->has && out->ops && out->held, e);
    return SP_OK;
}

/* Sort dearest first, then by falling id. By insertion: the sets are small. */
static void sort_dearest_first(uint32_t *ops, uint32_t n_ops, const sp_facts *facts)
{
    for (uint32_t i = 1; i < n_ops; i++) {
        const uint32_t op = ops[i];
        const int64_t cost = facts->ops[op].cost;
        uint32_t at = i;
        for (; at > 0; at--) {
            const int64_t left = facts->ops[ops[at - 1]].cost;
            if (left > cost || (left == cost && ops[at - 1] > op)) break;
            ops[at] = ops[at - 1];
        }
        ops[at] = op;
    }
}

/* Drop, in the order of the list, each operator without which the rest still reaches the goals; how
 * many are left. */
static uint32_t drop_needless(uint32_t *ops, uint32_t n_ops, const sp_facts *facts, uint64_t *held)
{
    for (uint32_t i = 0; i < n_ops;) {
        if (!sp_plan__facts_reached_by(facts, ops, n_ops, ops[i], held)) {
            i++;
            continue;
        }
        n_ops--;
        memmove(ops + i, ops + i + 1, (n_ops - i) * sizeof *ops);
    }
    return n_ops;
}

void sp_plan__incumbent_offer(sp_incumbent *incumbent, const sp_lmcut *paid)
{
    const sp_facts *f = paid->facts;
    uint32_t n_ops = 0;
    for (uint32_t o = 0; o < f->n_ops; o++)
        if (paid->residual[o] == 0 && paid->state[o] != SP_OP_OUT) incumbent->ops[n_ops++] = o;
    sort_dearest_first(incumbent->ops, n_ops, f);
    n_ops = drop_needless(incumbent->ops, n_ops, f, incumbent->held);
    int64_t cost = f->base;
    for (uint32_t i = 0; i < n_ops; i++) cost += f->ops[incumbent->ops[i]].cost;
    if (cost >= incumbent->cost) return;
    incumbent->cost = cost;
    memset(incumbent->has, 0, incumbent->n_actions);
    for (uint32_t i = 0; i < n_ops; i++) incumbent->has[f->ops[incumbent->ops[i]].action] = 1;
}

/* Marsaglia's xorshift64: good enough to shuffle, and the same everywhere. */
static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

void sp_plan__incumbent_improve(sp_incumbent *incumbent, sp_lmcut *cuts, unsigned n_rounds)
{
    const sp_facts *f = cuts->facts;
    for (unsigned round = 0; round < n_rounds; round++) {
        const uint64_t percent_freed = 15 + next_random(&incumbent->seed) % 51;
        for (uint32_t o = 0; o < f->n_ops; o++) {
            const bool is_kept = incumbent->has[f->ops[o].action] &&
                                 next_random(&incumbent->seed) % 100 >= percent_freed;
            cuts->residual[o] = is_kept || cuts->state[o] == SP_OP_IN ? 0 : f->ops[o].cost;
        }
        sp_cut_kind kind;
        while ((kind = sp_plan__lmcut_find(cuts)) == SP_CUT_FOUND) sp_plan__lmcut_pay(cuts);
        if (kind == SP_CUT_FREE) sp_plan__incumbent_offer(incumbent, cuts);
    }
}
