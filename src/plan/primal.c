/* SPDX-License-Identifier: GPL-3.0-or-later
 * First plans and better ones. See primal.h. */
#include "plan/primal.h"

#include <stdlib.h>
#include <string.h>

#include "base/try.h"

sp_status sp_plan__incumbent_make(sp_incumbent *out, const sp_facts *facts, sp_arena *a,
                                  sp_error *e)
{
    *out = (sp_incumbent){
        .n_actions = facts->n_ops, .cost = INT64_MAX, .seed = 0x9e3779b97f4a7c15u};
    out->has = sp_arena_array(a, facts->n_ops, sizeof *out->has);
    out->dear = sp_arena_array(a, facts->n_ops, sizeof *out->dear);
    out->ops = sp_arena_array(a, facts->n_ops, sizeof *out->ops);
    SP_NEED(out->has && out->dear && out->ops, e);
    return sp_plan__needless_make(&out->needless, facts, a, e);
}

/* Dearest first, then by falling id. */
static int compare_dear(const void *x, const void *y)
{
    const struct sp_dear *a = x, *b = y;
    if (a->cost != b->cost) return (a->cost < b->cost) - (a->cost > b->cost);
    return (a->op < b->op) - (a->op > b->op);
}

/* Keep the first `n_ops` of the scratch set, with what is taken, if that is cheaper. */
static void keep_cheaper(sp_incumbent *incumbent, const sp_facts *f, uint32_t n_ops)
{
    int64_t cost = f->base;
    for (uint32_t i = 0; i < n_ops; i++) cost += f->ops[incumbent->ops[i]].cost;
    if (cost >= incumbent->cost) return;
    incumbent->cost = cost;
    memset(incumbent->has, 0, incumbent->n_actions);
    for (uint32_t i = 0; i < n_ops; i++) incumbent->has[f->ops[incumbent->ops[i]].action] = 1;
    for (uint32_t i = 0; i < f->n_taken; i++) incumbent->has[f->taken[i]] = 1;
}

void sp_plan__incumbent_offer_taken(sp_incumbent *incumbent, const sp_facts *facts)
{
    keep_cheaper(incumbent, facts, 0);
}

void sp_plan__incumbent_offer(sp_incumbent *incumbent, const sp_lmcut *paid)
{
    const sp_facts *f = paid->facts;
    uint32_t n_ops = 0;
    for (uint32_t o = 0; o < f->n_ops; o++)
        if (paid->residual[o] == 0 && paid->state[o] != SP_OP_OUT)
            incumbent->dear[n_ops++] = (struct sp_dear){f->ops[o].cost, o};
    qsort(incumbent->dear, n_ops, sizeof *incumbent->dear, compare_dear);
    for (uint32_t i = 0; i < n_ops; i++) incumbent->ops[i] = incumbent->dear[i].op;
    f->work->left -= f->n_ops + 8 * (int64_t)n_ops;
    keep_cheaper(incumbent, f,
                 sp_plan__needless_drop(&incumbent->needless, f, incumbent->ops, n_ops));
}

/* Marsaglia's xorshift64: good enough to shuffle, and the same everywhere. */
static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* One round of the search; false when the work ran out. */
static bool improve_once(sp_incumbent *incumbent, sp_lmcut *cuts, int64_t floor)
{
    const sp_facts *f = cuts->facts;
    const uint64_t percent_freed = 15 + next_random(&incumbent->seed) % 51;
    for (uint32_t o = 0; o < f->n_ops; o++) {
        const bool is_kept = incumbent->has[f->ops[o].action] &&
                             next_random(&incumbent->seed) % 100 >= percent_freed;
        cuts->residual[o] = is_kept || cuts->state[o] == SP_OP_IN ? 0 : f->ops[o].cost;
    }
    sp_cut_kind kind;
    while ((kind = sp_plan__lmcut_find(cuts)) == SP_CUT_FOUND) {
        sp_plan__lmcut_pay(cuts);
        if (f->work->left <= floor) return false;
    }
    if (kind == SP_CUT_FREE) sp_plan__incumbent_offer(incumbent, cuts);
    return true;
}

void sp_plan__incumbent_improve(sp_incumbent *incumbent, sp_lmcut *cuts, unsigned n_rounds,
                                int64_t floor)
{
    for (unsigned round = 0; round < n_rounds; round++)
        if (!improve_once(incumbent, cuts, floor)) break;
    if (incumbent->cost < INT64_MAX) return;
    for (uint32_t o = 0; o < cuts->facts->n_ops; o++) cuts->residual[o] = cuts->facts->ops[o].cost;
    if (sp_plan__lmcut_relax(cuts)) sp_plan__incumbent_offer(incumbent, cuts);
}
