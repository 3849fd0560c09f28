/* SPDX-License-Identifier: GPL-3.0-or-later
 * LM-cut: h_max by Dijkstra's algorithm over facts; each operator is represented by its dearest
 * need (its supporter); the operators that lead from the facts before the goal zone into it are a
 * landmark, the goal zone being what reaches the dearest goal by operators of residual cost 0. Any
 * set whose complement does not reach the goals is a landmark, so it is made minimal by growing the
 * complement. */
#include "plan/lmcut.h"

#include <string.h>

#include "base/try.h"

enum { UNSEEN, GOAL_ZONE, BEFORE };

typedef struct sp_heap_item heap_item;

sp_status sp_plan__lmcut_make(sp_lmcut *out, const sp_facts *facts, const uint8_t *state,
                              int64_t *residual, sp_arena *a, sp_error *e)
{
    *out = (sp_lmcut){.facts = facts, .state = state, .residual = residual};
    const size_t n_pushes = (size_t)facts->adder_at[facts->n_facts] + 1;
    out->cut = sp_arena_array(a, facts->n_ops, sizeof *out->cut);
    out->value = sp_arena_array(a, facts->n_facts, sizeof *out->value);
    out->lacking = sp_arena_array(a, facts->n_ops, sizeof *out->lacking);
    out->supporter = sp_arena_array(a, facts->n_ops, sizeof *out->supporter);
    out->achiever = sp_arena_array(a, facts->n_facts, sizeof *out->achiever);
    out->heap = sp_arena_array(a, n_pushes, sizeof *out->heap);
    out->side = sp_arena_array(a, facts->n_facts, sizeof *out->side);
    out->stack = sp_arena_array(a, facts->n_facts, sizeof *out->stack);
    SP_NEED(out->cut && out->value && out->lacking && out->supporter && out->achiever, e);
    SP_NEED(out->heap && out->side && out->stack, e);
    return sp_plan__reach_make(&out->reach, facts, a, e);
}

static bool is_before(heap_item x, heap_item y)
{
    return x.value < y.value || (x.value == y.value && x.fact < y.fact);
}

static void heap_push(sp_lmcut *c, heap_item item)
{
    uint32_t at = c->n_heap++;
    for (; at > 0 && is_before(item, c->heap[(at - 1) / 2]); at = (at - 1) / 2)
        c->heap[at] = c->heap[(at - 1) / 2];
    c->heap[at] = item;
}

static heap_item heap_pop(sp_lmcut *c)
{
    const heap_item top = c->heap[0], last = c->heap[--c->n_heap];
    uint32_t at = 0;
    for (uint32_t child = 1; child < c->n_heap; child = 2 * at + 1) {
        if (child + 1 < c->n_heap && is_before(c->heap[child + 1], c->heap[child])) child++;
        if (!is_before(c->heap[child], last)) break;
        c->heap[at] = c->heap[child];
        at = child;
    }
    c->heap[at] = last;
    return top;
}

/* Operator `op` can be used at `cost`: better values for what it adds. */
static void offer_adds(sp_lmcut *c, uint32_t op, int64_t cost)
{
    const sp_op *o = &c->facts->ops[op];
    cost += c->residual[op];
    for (uint32_t i = 0; i < o->n_adds; i++) {
        if (cost >= c->value[o->adds[i]]) continue;
        c->value[o->adds[i]] = cost;
        c->achiever[o->adds[i]] = op;
        heap_push(c, (heap_item){cost, o->adds[i]});
    }
}

/* h_max of every fact. Facts leave the heap in the order of their values, so an operator's last
 * need is its dearest. */
static void compute_values(sp_lmcut *c)
{
    const sp_facts *f = c->facts;
    for (uint32_t p = 0; p < f->n_facts; p++) c->value[p] = INT64_MAX;
    memcpy(c->lacking, c->reach.fresh, f->n_ops * sizeof *c->lacking);
    c->n_heap = 0;
    for (uint32_t i = 0; i < f->n_ready; i++) {
        c->supporter[f->ready[i]] = SP_NONE;
        if (c->state[f->ready[i]] != SP_OP_OUT) offer_adds(c, f->ready[i], 0);
    }
    while (c->n_heap > 0) {
        const heap_item item = heap_pop(c);
        if (item.value > c->value[item.fact]) continue;
        for (uint32_t i = f->needer_at[item.fact]; i < f->needer_at[item.fact + 1]; i++) {
            const uint32_t o = f->needers[i];
            if (--c->lacking[o] > 0) continue;
            c->supporter[o] = item.fact;
            if (c->state[o] != SP_OP_OUT) offer_adds(c, o, item.value);
        }
    }
}

static bool is_usable(const sp_lmcut *c, uint32_t op)
{
    return c->lacking[op] == 0 && c->state[op] != SP_OP_OUT;
}

/* Mark what reaches `goal` through supporters at no residual cost. */
static void mark_goal_zone(sp_lmcut *c, uint32_t goal)
{
    const sp_facts *f = c->facts;
    memset(c->side, UNSEEN, f->n_facts);
    uint32_t n_stack = 0;
    c->side[goal] = GOAL_ZONE;
    c->stack[n_stack++] = goal;
    while (n_stack > 0) {
        const uint32_t p = c->stack[--n_stack];
        for (uint32_t i = f->adder_at[p]; i < f->adder_at[p + 1]; i++) {
            const uint32_t o = f->adders[i];
            if (c->residual[o] > 0 || !is_usable(c, o)) continue;
            const uint32_t q = c->supporter[o]; /* never SP_NONE: the goal would cost nothing */
            if (c->side[q] != UNSEEN) continue;
            c->side[q] = GOAL_ZONE;
            c->stack[n_stack++] = q;
        }
    }
}

/* `op` can be used outside the goal zone: it is in the cut if it leads into the zone, else its adds
 * are outside too. */
static uint32_t cross(sp_lmcut *c, uint32_t op, uint32_t n_stack)
{
    const sp_op *o = &c->facts->ops[op];
    for (uint32_t i = 0; i < o->n_adds; i++) {
        if (c->side[o->adds[i]] != GOAL_ZONE) continue;
        c->cut[c->n_cut++] = op;
        break;
    }
    for (uint32_t i = 0; i < o->n_adds; i++) {
        if (c->side[o->adds[i]] != UNSEEN) continue;
        c->side[o->adds[i]] = BEFORE;
        c->stack[n_stack++] = o->adds[i];
    }
    return n_stack;
}

static void collect_cut(sp_lmcut *c)
{
    const sp_facts *f = c->facts;
    uint32_t n_stack = 0;
    c->n_cut = 0;
    for (uint32_t i = 0; i < f->n_ready; i++)
        if (is_usable(c, f->ready[i])) n_stack = cross(c, f->ready[i], n_stack);
    while (n_stack > 0) {
        const uint32_t p = c->stack[--n_stack];
        for (uint32_t i = f->needer_at[p]; i < f->needer_at[p + 1]; i++) {
            const uint32_t o = f->needers[i];
            if (c->supporter[o] == p && is_usable(c, o)) n_stack = cross(c, o, n_stack);
        }
    }
}

sp_cut_kind sp_plan__lmcut_find(sp_lmcut *c)
{
    c->facts->work->left -= 4 * c->facts->size;
    compute_values(c);
    uint32_t dearest = c->facts->goals[0];
    for (uint32_t i = 1; i < c->facts->n_goals; i++)
        if (c->value[c->facts->goals[i]] > c->value[dearest]) dearest = c->facts->goals[i];
    if (c->value[dearest] == INT64_MAX) return SP_CUT_HOPELESS;
    if (c->value[dearest] == 0) return SP_CUT_FREE;
    mark_goal_zone(c, dearest);
    collect_cut(c);
    return SP_CUT_FOUND;
}

/* Sort the cut by residual cost, then by id. By insertion: cuts are short, nearly all. */
static void sort_cut(sp_lmcut *c)
{
    c->facts->work->left -= (int64_t)c->n_cut * c->n_cut / 4;
    for (uint32_t i = 1; i < c->n_cut; i++) {
        const uint32_t op = c->cut[i];
        uint32_t at = i;
        for (; at > 0; at--) {
            const uint32_t left = c->cut[at - 1];
            if (c->residual[left] < c->residual[op] ||
                (c->residual[left] == c->residual[op] && left < op))
                break;
            c->cut[at] = left;
        }
        c->cut[at] = op;
    }
}

void sp_plan__lmcut_minimise(sp_lmcut *c)
{
    const uint32_t n_ops = c->facts->n_ops;
    sort_cut(c);
    for (uint32_t o = 0; o < n_ops; o++) c->reach.in[o] = c->state[o] != SP_OP_OUT;
    for (uint32_t i = 0; i < c->n_cut; i++) c->reach.in[c->cut[i]] = 0;
    sp_plan__reach_run(&c->reach);
    uint32_t n_cut = 0;
    for (uint32_t i = 0; i < c->n_cut; i++)
        if (!sp_plan__reach_grow(&c->reach, c->cut[i])) c->cut[n_cut++] = c->cut[i];
    for (uint32_t o = 0; o < n_ops; o++)
        if (c->state[o] == SP_OP_OUT && !sp_plan__reach_grow(&c->reach, o)) c->cut[n_cut++] = o;
    c->n_cut = n_cut;
}

int64_t sp_plan__lmcut_pay(sp_lmcut *c)
{
    int64_t least = INT64_MAX;
    for (uint32_t i = 0; i < c->n_cut; i++)
        if (c->state[c->cut[i]] == SP_OP_FREE && c->residual[c->cut[i]] < least)
            least = c->residual[c->cut[i]];
    for (uint32_t i = 0; i < c->n_cut; i++)
        if (c->state[c->cut[i]] == SP_OP_FREE) c->residual[c->cut[i]] -= least;
    return least;
}

bool sp_plan__lmcut_relax(sp_lmcut *c)
{
    const sp_facts *f = c->facts;
    uint32_t n_stack = 0;
    f->work->left -= 2 * f->size;
    compute_values(c);
    memset(c->side, UNSEEN, f->n_facts);
    for (uint32_t o = 0; o < f->n_ops; o++) c->residual[o] = 1;
    for (uint32_t i = 0; i < f->n_goals; i++) {
        if (c->value[f->goals[i]] == INT64_MAX) return false;
        c->side[f->goals[i]] = GOAL_ZONE;
        c->stack[n_stack++] = f->goals[i];
    }
    while (n_stack > 0) {
        const uint32_t o = c->achiever[c->stack[--n_stack]];
        c->residual[o] = 0;
        for (uint32_t i = 0; i < f->ops[o].n_needs; i++) {
            if (c->side[f->ops[o].needs[i]] != UNSEEN) continue;
            c->side[f->ops[o].needs[i]] = GOAL_ZONE;
            c->stack[n_stack++] = f->ops[o].needs[i];
        }
    }
    return true;
}
