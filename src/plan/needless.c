/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reverse deletion. An operator that alone adds what all of the rest depends on is not tried: on a
 * long chain that is every one, and each trial is a closure. */
#include "plan/needless.h"

#include <string.h>

#include "base/try.h"

sp_status sp_plan__needless_make(sp_needless *out, const sp_facts *facts, sp_arena *a, sp_error *e)
{
    const size_t n_facts = facts->n_facts, n_ops = facts->n_ops;
    *out = (sp_needless){0};
    out->needer_at = sp_arena_array(a, n_facts + 1, sizeof *out->needer_at);
    out->adder_at = sp_arena_array(a, n_facts + 1, sizeof *out->adder_at);
    out->needers = sp_arena_array(a, facts->needer_at[n_facts], sizeof *out->needers);
    out->adders = sp_arena_array(a, facts->adder_at[n_facts], sizeof *out->adders);
    out->n_adders = sp_arena_array(a, n_facts, sizeof *out->n_adders);
    out->is_needed = sp_arena_array(a, n_facts, sizeof *out->is_needed);
    out->held = sp_arena_array(a, n_facts, sizeof *out->held);
    out->is_forced = sp_arena_array(a, n_ops, sizeof *out->is_forced);
    out->is_dropped = sp_arena_array(a, n_ops, sizeof *out->is_dropped);
    out->lacking = sp_arena_array(a, n_ops, sizeof *out->lacking);
    out->queue = sp_arena_array(a, n_facts, sizeof *out->queue);
    SP_NEED(out->needer_at && out->adder_at && out->needers && out->adders && out->n_adders, e);
    SP_NEED(out->is_needed && out->held && out->is_forced && out->is_dropped, e);
    SP_NEED(out->lacking && out->queue, e);
    return SP_OK;
}

/* Counting sorts of the pairs (fact, place), as in facts.c. */
static void build_lists(sp_needless *n)
{
    const uint32_t n_facts = n->facts->n_facts;
    memset(n->needer_at, 0, ((size_t)n_facts + 1) * sizeof *n->needer_at);
    memset(n->adder_at, 0, ((size_t)n_facts + 1) * sizeof *n->adder_at);
    for (uint32_t i = 0; i < n->n_ops; i++) {
        const sp_op *op = &n->facts->ops[n->ops[i]];
        for (uint32_t k = 0; k < op->n_needs; k++) n->needer_at[op->needs[k]]++;
        for (uint32_t k = 0; k < op->n_adds; k++) n->adder_at[op->adds[k]]++;
        n->facts->work->left -= 1 + op->n_needs + op->n_adds;
    }
    for (uint32_t p = 0; p < n_facts; p++) n->n_adders[p] = n->adder_at[p];
    for (uint32_t p = 1; p <= n_facts; p++) {
        n->needer_at[p] += n->needer_at[p - 1];
        n->adder_at[p] += n->adder_at[p - 1];
    }
    for (uint32_t i = n->n_ops; i-- > 0;) {
        const sp_op *op = &n->facts->ops[n->ops[i]];
        for (uint32_t k = 0; k < op->n_needs; k++) n->needers[--n->needer_at[op->needs[k]]] = i;
        for (uint32_t k = 0; k < op->n_adds; k++) n->adders[--n->adder_at[op->adds[k]]] = i;
    }
}

/* `p` is needed: if there is one adder left, that is forced, and all that it needs is needed. */
static void need(sp_needless *n, uint32_t p)
{
    uint32_t n_queue = 0;
    n->is_needed[p] = 1;
    n->queue[n_queue++] = p;
    while (n_queue > 0) {
        const uint32_t q = n->queue[--n_queue];
        if (n->n_adders[q] != 1) continue;
        uint32_t i = n->adder_at[q];
        while (n->is_dropped[n->adders[i]]) i++;
        if (n->is_forced[n->adders[i]]) continue;
        n->is_forced[n->adders[i]] = 1;
        const sp_op *op = &n->facts->ops[n->ops[n->adders[i]]];
        for (uint32_t k = 0; k < op->n_needs; k++) {
            if (n->is_needed[op->needs[k]]) continue;
            n->is_needed[op->needs[k]] = 1;
            n->queue[n_queue++] = op->needs[k];
        }
    }
}

/* Hold what the operator at `place` adds; `n_goals` of the goals are left, and fewer afterwards. */
static uint32_t hold_adds(sp_needless *n, uint32_t place, uint32_t n_queue, uint32_t *n_goals)
{
    const sp_op *op = &n->facts->ops[n->ops[place]];
    for (uint32_t k = 0; k < op->n_adds; k++) {
        const uint32_t p = op->adds[k];
        if (n->held[p]) continue;
        n->held[p] = 1;
        *n_goals -= n->facts->is_goal[p];
        n->queue[n_queue++] = p;
    }
    return n_queue;
}

/* Does what is left reach the goals without the operator at `except`? */
static bool reaches_without(sp_needless *n, uint32_t except)
{
    const sp_facts *f = n->facts;
    uint32_t n_queue = 0, n_done = 0, n_goals = f->n_goals;
    memset(n->held, 0, f->n_facts);
    for (uint32_t i = 0; i < n->n_ops; i++) {
        n->lacking[i] = f->ops[n->ops[i]].n_needs;
        if (n->lacking[i] == 0 && i != except && !n->is_dropped[i])
            n_queue = hold_adds(n, i, n_queue, &n_goals);
    }
    while (n_done < n_queue && n_goals > 0) {
        const uint32_t p = n->queue[n_done++];
        for (uint32_t i = n->needer_at[p]; i < n->needer_at[p + 1]; i++) {
            const uint32_t place = n->needers[i];
            if (--n->lacking[place] == 0 && place != except && !n->is_dropped[place])
                n_queue = hold_adds(n, place, n_queue, &n_goals);
        }
    }
    f->work->left -= (int64_t)f->n_facts / 16 + n->n_ops + 4 * (int64_t)n_done;
    return n_goals == 0;
}

static void drop(sp_needless *n, uint32_t place)
{
    const sp_op *op = &n->facts->ops[n->ops[place]];
    n->is_dropped[place] = 1;
    for (uint32_t k = 0; k < op->n_adds; k++)
        if (--n->n_adders[op->adds[k]] == 1 && n->is_needed[op->adds[k]]) need(n, op->adds[k]);
}

uint32_t sp_plan__needless_drop(sp_needless *n, const sp_facts *facts, uint32_t *ops,
                                uint32_t n_ops)
{
    n->facts = facts;
    n->ops = ops;
    n->n_ops = n_ops;
    build_lists(n);
    memset(n->is_needed, 0, facts->n_facts);
    memset(n->is_forced, 0, n_ops);
    memset(n->is_dropped, 0, n_ops);
    for (uint32_t i = 0; i < facts->n_goals; i++) need(n, facts->goals[i]);
    for (uint32_t i = 0; i < n_ops && facts->work->left > 0; i++)
        if (!n->is_forced[i] && reaches_without(n, i)) drop(n, i);
    uint32_t n_left = 0;
    for (uint32_t i = 0; i < n_ops; i++)
        if (!n->is_dropped[i]) ops[n_left++] = ops[i];
    return n_left;
}
