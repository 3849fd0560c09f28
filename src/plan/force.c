/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backwards from the goals: a fact that every plan reaches has an adder in every plan. If it has
 * only one, that is forced, and so are its needs; if it has several, what all of them need is. The
 * table of landmarks (reduce.c) finds more, but its size is the square of the number of facts, and
 * a long chain of forced operators is gone here before that table is made. */
#include "plan/force.h"

#include <string.h>

#include "base/try.h"

typedef struct forcing {
    sp_facts *facts;
    uint8_t *is_needed; /* per fact: does every plan reach it? */
    uint32_t *stack;
    uint32_t n_stack;
} forcing;

static bool has_id(const uint32_t *ids, uint32_t n, uint32_t id)
{
    for (uint32_t i = 0; i < n && ids[i] <= id; i++)
        if (ids[i] == id) return true;
    return false;
}

static void need(forcing *g, uint32_t p)
{
    if (g->is_needed[p]) return;
    g->is_needed[p] = 1;
    g->stack[g->n_stack++] = p;
}

/* Do all adders of `p` need `q`? */
static bool is_common_need(const sp_facts *f, uint32_t p, uint32_t q)
{
    for (uint32_t i = f->adder_at[p]; i < f->adder_at[p + 1]; i++) {
        const sp_op *op = &f->ops[f->adders[i]];
        f->work->left--;
        if (!has_id(op->needs, op->n_needs, q)) return false;
    }
    return true;
}

/* Charge the operators that are forced; was there a new one? */
static bool charge_forced(forcing *g)
{
    sp_facts *f = g->facts;
    bool changed = false;
    for (uint32_t i = 0; i < f->n_goals; i++) need(g, f->goals[i]);
    while (g->n_stack > 0) {
        const uint32_t p = g->stack[--g->n_stack], first = f->adder_at[p];
        sp_op *op = &f->ops[f->adders[first]];
        for (uint32_t i = 0; i < op->n_needs; i++)
            if (!g->is_needed[op->needs[i]] && is_common_need(f, p, op->needs[i]))
                need(g, op->needs[i]);
        if (f->adder_at[p + 1] - first > 1 || op->cost == 0) continue;
        f->base += op->cost;
        op->cost = 0;
        changed = true;
    }
    return changed;
}

static void take(forcing *g, uint32_t op, uint8_t *keep_op, uint8_t *held)
{
    sp_facts *f = g->facts;
    keep_op[op] = 0;
    f->taken[f->n_taken++] = f->ops[op].action;
    for (uint32_t i = 0; i < f->ops[op].n_adds; i++) {
        if (held[f->ops[op].adds[i]]) continue;
        held[f->ops[op].adds[i]] = 1;
        g->stack[g->n_stack++] = f->ops[op].adds[i];
    }
}

/* Take forced operators as long as one is usable; was there one? */
static bool take_usable(forcing *g, uint32_t *lacking, uint8_t *keep_op, uint8_t *held)
{
    sp_facts *f = g->facts;
    const uint32_t before = f->n_taken;
    for (uint32_t o = 0; o < f->n_ops; o++) lacking[o] = f->ops[o].n_needs;
    for (uint32_t i = 0; i < f->n_ready; i++)
        if (f->ops[f->ready[i]].cost == 0) take(g, f->ready[i], keep_op, held);
    while (g->n_stack > 0) {
        const uint32_t p = g->stack[--g->n_stack];
        for (uint32_t i = f->needer_at[p]; i < f->needer_at[p + 1]; i++)
            if (--lacking[f->needers[i]] == 0 && f->ops[f->needers[i]].cost == 0)
                take(g, f->needers[i], keep_op, held);
    }
    return f->n_taken > before;
}

sp_status sp_plan__force(sp_facts *facts, bool *changed, uint8_t *keep_op, uint8_t *held,
                         sp_arena *a, sp_error *e)
{
    const sp_arena_mark scratch = sp_arena_here(a);
    forcing g = {.facts = facts};
    uint32_t *lacking = sp_arena_array(a, facts->n_ops, sizeof *lacking);
    g.is_needed = sp_arena_array(a, facts->n_facts, sizeof *g.is_needed);
    g.stack = sp_arena_array(a, facts->n_facts, sizeof *g.stack);
    SP_NEED(lacking && g.is_needed && g.stack, e);
    facts->work->left -= facts->size;
    const bool charged = charge_forced(&g), taken = take_usable(&g, lacking, keep_op, held);
    *changed = charged || taken;
    sp_arena_rewind(a, scratch);
    return SP_OK;
}
