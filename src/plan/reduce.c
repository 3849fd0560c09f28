/* SPDX-License-Identifier: GPL-3.0-or-later
 * The reductions of Imai & Fukunaga (JAIR 54, 2015) for delete-free planning, one round at a time:
 *   - an operator whose needs nothing reaches is never used; a fact that no goal depends on need
 *     not be added;
 *   - q is a fact landmark of p when every way to p passes q: LM(p) = {p} + the intersection over
 *     the adders o of p of LM(o), LM(o) = the union of LM over o's needs. An add that is in LM(o)
 *     is held whenever o can be used, so it is dropped; so is a need in the LM of another need;
 *   - o is dominated by a cheaper d that adds as much and is usable whenever o is (needs of d
 *     within LM(o)). */
#include "plan/reduce.h"

#include <string.h>

#include "base/try.h"
#include "plan/reach.h"

/* Past this many facts the quadratic table of landmarks costs more than it saves. */
enum { MOST_FACTS_FOR_LANDMARKS = 4096 };

typedef struct reduction {
    sp_facts facts;
    uint8_t *keep_op, *keep_fact;
    uint64_t *fact_landmarks; /* a bit row a fact */
    uint64_t *op_landmarks;   /* a bit row an operator */
} reduction;

/* Unmark the operators that cannot be used. Are the goals within reach? */
static sp_status drop_unreachable(reduction *r, bool *solvable, sp_arena *a, sp_error *e)
{
    sp_reach reach;
    SP_TRY(sp_plan__reach_make(&reach, &r->facts, a, e));
    memcpy(reach.in, r->keep_op, r->facts.n_ops);
    sp_plan__reach_run(&reach);
    for (uint32_t o = 0; o < r->facts.n_ops; o++)
        if (reach.lacking[o] > 0) r->keep_op[o] = 0;
    *solvable = reach.goals_left == 0;
    return SP_OK;
}

static uint32_t mark_new(uint8_t *marked, uint32_t *stack, uint32_t n_stack, const uint32_t *ids,
                         uint32_t n_ids)
{
    for (uint32_t i = 0; i < n_ids; i++) {
        if (marked[ids[i]]) continue;
        marked[ids[i]] = 1;
        stack[n_stack++] = ids[i];
    }
    return n_stack;
}

/* Mark in keep_fact what the goals depend on, backwards. */
static sp_status mark_relevant(reduction *r, sp_arena *a, sp_error *e)
{
    const sp_facts *f = &r->facts;
    uint32_t *stack = sp_arena_array(a, f->n_facts, sizeof *stack);
    SP_NEED(stack, e);
    memset(r->keep_fact, 0, f->n_facts);
    uint32_t n_stack = mark_new(r->keep_fact, stack, 0, f->goals, f->n_goals);
    while (n_stack > 0) {
        const uint32_t p = stack[--n_stack];
        for (uint32_t i = f->adder_at[p]; i < f->adder_at[p + 1]; i++) {
            const uint32_t o = f->adders[i];
            if (r->keep_op[o])
                n_stack = mark_new(r->keep_fact, stack, n_stack, f->ops[o].needs,
                                   f->ops[o].n_needs);
        }
    }
    return SP_OK;
}

/* LM(o) from the landmarks of o's needs. */
static void unite_needs(const reduction *r, uint32_t o)
{
    const sp_facts *f = &r->facts;
    uint64_t *row = r->op_landmarks + (size_t)o * f->n_words;
    memset(row, 0, f->n_words * sizeof *row);
    for (uint32_t i = 0; i < f->ops[o].n_needs; i++) {
        const uint64_t *need = r->fact_landmarks + (size_t)f->ops[o].needs[i] * f->n_words;
        for (uint32_t w = 0; w < f->n_words; w++) row[w] |= need[w];
    }
}

/* LM(p) from the landmarks of p's adders; did it shrink? */
static bool intersect_adders(const reduction *r, uint32_t p)
{
    const sp_facts *f = &r->facts;
    uint64_t *row = r->fact_landmarks + (size_t)p * f->n_words;
    bool changed = false;
    for (uint32_t w = 0; w < f->n_words; w++) {
        uint64_t all = UINT64_MAX;
        for (uint32_t i = f->adder_at[p]; i < f->adder_at[p + 1]; i++)
            all &= r->op_landmarks[(size_t)f->adders[i] * f->n_words + w];
        if (w == p / 64) all |= (uint64_t)1 << (p % 64);
        changed |= row[w] != (row[w] & all);
        row[w] &= all;
    }
    return changed;
}

/* The greatest fixpoint: begin with every fact a landmark of every fact and take away what an adder
 * contradicts. */
static sp_status find_fact_landmarks(reduction *r, sp_arena *a, sp_error *e)
{
    const sp_facts *f = &r->facts;
    r->fact_landmarks = sp_arena_array(a, (size_t)f->n_facts * f->n_words,
                                       sizeof *r->fact_landmarks);
    r->op_landmarks = sp_arena_array(a, (size_t)f->n_ops * f->n_words, sizeof *r->op_landmarks);
    SP_NEED(r->fact_landmarks && r->op_landmarks, e);
    memset(r->fact_landmarks, 0xff, (size_t)f->n_facts * f->n_words * sizeof *r->fact_landmarks);
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t o = 0; o < f->n_ops; o++) unite_needs(r, o);
        for (uint32_t p = 0; p < f->n_facts; p++) changed |= intersect_adders(r, p);
    }
    return SP_OK;
}

/* Is `need` of operator `op` implied by another one of its needs? Of two that imply each other
 * neither would be. */
static bool is_implied(const reduction *r, const sp_op *op, uint32_t need)
{
    for (uint32_t i = 0; i < op->n_needs; i++) {
        const uint64_t *row = r->fact_landmarks + (size_t)op->needs[i] * r->facts.n_words;
        if (op->needs[i] != need && sp_plan__has_bit(row, need)) return true;
    }
    return false;
}

/* Drop from each operator the adds that are held whenever it can be used and the needs that others
 * imply. The lists by fact and the bit rows go out of date; the next filter renews them. */
static bool trim_by_landmarks(reduction *r)
{
    bool changed = false;
    for (uint32_t o = 0; o < r->facts.n_ops; o++) {
        sp_op *op = &r->facts.ops[o];
        const uint64_t *landmarks = r->op_landmarks + (size_t)o * r->facts.n_words;
        uint32_t n_adds = 0;
        for (uint32_t i = 0; i < op->n_adds; i++)
            if (!sp_plan__has_bit(landmarks, op->adds[i])) op->adds[n_adds++] = op->adds[i];
        for (uint32_t i = op->n_needs; i-- > 0;) {
            if (!is_implied(r, op, op->needs[i])) continue;
            memmove(op->needs + i, op->needs + i + 1, (op->n_needs - i - 1) * sizeof *op->needs);
            op->n_needs--;
            changed = true;
        }
        changed |= n_adds != op->n_adds;
        op->n_adds = n_adds;
    }
    return changed;
}

/* Every plan contains the only adder of a fact landmark of a goal: pay for it once and for all. */
static void charge_sole_adders(reduction *r)
{
    sp_facts *f = &r->facts;
    for (uint32_t g = 0; g < f->n_goals; g++) {
        const uint64_t *row = r->fact_landmarks + (size_t)f->goals[g] * f->n_words;
        for (uint32_t p = 0; p < f->n_facts; p++) {
            if (!sp_plan__has_bit(row, p) || f->adder_at[p + 1] - f->adder_at[p] != 1) continue;
            sp_op *op = &f->ops[f->adders[f->adder_at[p]]];
            f->base += op->cost;
            op->cost = 0;
        }
    }
}

static bool dominates(const reduction *r, uint32_t d, uint32_t o)
{
    const sp_facts *f = &r->facts;
    const size_t w = f->n_words;
    if (f->ops[d].cost > f->ops[o].cost || (f->ops[d].cost == f->ops[o].cost && d >= o))
        return false;
    return sp_plan__is_subset(f->add_bits + d * w, f->add_bits + o * w, f->n_words) &&
           sp_plan__is_subset(r->op_landmarks + o * w, f->need_bits + d * w, f->n_words);
}

/* The order (cost, id) is strict and dominance is transitive, so what dominates a dropped operator,
 * or its dominator, stays. */
static bool drop_dominated(reduction *r)
{
    const sp_facts *f = &r->facts;
    bool changed = false;
    for (uint32_t o = 0; o < f->n_ops; o++) {
        uint32_t rare = f->ops[o].adds[0];
        for (uint32_t i = 1; i < f->ops[o].n_adds; i++) {
            const uint32_t p = f->ops[o].adds[i];
            if (f->adder_at[p + 1] - f->adder_at[p] < f->adder_at[rare + 1] - f->adder_at[rare])
                rare = p;
        }
        for (uint32_t i = f->adder_at[rare]; i < f->adder_at[rare + 1] && r->keep_op[o]; i++)
            if (r->keep_op[f->adders[i]] && dominates(r, f->adders[i], o))
                r->keep_op[o] = 0, changed = true;
    }
    return changed;
}

/* Keep the operators and facts that matter, in fresh arrays. */
static sp_status filter(reduction *r, sp_arena *a, sp_error *e)
{
    SP_TRY(mark_relevant(r, a, e));
    SP_TRY(sp_plan__facts_filter(&r->facts, &r->facts, r->keep_op, r->keep_fact, a, e));
    memset(r->keep_op, 1, r->facts.n_ops);
    return SP_OK;
}

sp_status sp_plan__reduce(sp_facts *facts, bool *solvable, const uint8_t *keep, sp_arena *a,
                          sp_error *e)
{
    reduction r = {.facts = *facts};
    r.keep_op = sp_arena_array(a, facts->n_ops, sizeof *r.keep_op);
    r.keep_fact = sp_arena_array(a, facts->n_facts, sizeof *r.keep_fact);
    SP_NEED(r.keep_op && r.keep_fact, e);
    if (keep)
        memcpy(r.keep_op, keep, facts->n_ops);
    else
        memset(r.keep_op, 1, facts->n_ops);
    SP_TRY(drop_unreachable(&r, solvable, a, e));
    if (!*solvable) return SP_OK;
    for (bool changed = true; changed;) {
        SP_TRY(filter(&r, a, e));
        if (r.facts.n_facts > MOST_FACTS_FOR_LANDMARKS) break;
        SP_TRY(find_fact_landmarks(&r, a, e));
        changed = trim_by_landmarks(&r);
        charge_sole_adders(&r);
        if (!changed)
            changed = drop_dominated(&r); /* on bit rows that the trimming has not outdated */
    }
    *facts = r.facts;
    return SP_OK;
}
