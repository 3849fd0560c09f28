/* SPDX-License-Identifier: GPL-3.0-or-later
 * The reductions of Imai & Fukunaga (JAIR 54, 2015) for delete-free planning, one round at a time:
 *   - an operator whose needs nothing reaches is never used; a fact that no goal depends on need
 *     not be added;
 *   - what every plan contains is charged and, where it can be, taken at once (force.h);
 *   - q is a fact landmark of p when every way to p passes q: LM(p) = {p} + the intersection over
 *     the adders o of p of LM(o), LM(o) = the union of LM over o's needs. An add that is in LM(o)
 *     is held whenever o can be used, so it is dropped; so is a need in the LM of another need;
 *   - o is dominated by a cheaper d that adds as much and is usable whenever o is (needs of d
 *     within LM(o)). */
#include "plan/reduce.h"

#include <string.h>

#include "base/try.h"
#include "plan/force.h"
#include "plan/reach.h"

enum {
    /* Past this many facts the quadratic table of landmarks costs more than it saves. */
    MOST_FACTS_FOR_LANDMARKS = 4096,
    MOST_ROUNDS = 40, /* each keeps memory; many more would each drop next to nothing */
    WORK_SHARE = 4    /* at most a quarter of the work that is left: the search needs the rest */
};

typedef struct reduction {
    sp_facts facts;
    uint8_t *keep_op, *keep_fact;
    uint8_t *held;            /* per fact: taken operators add it */
    uint32_t n_words;         /* of a bit row over facts */
    uint64_t *fact_landmarks; /* a bit row a fact; NULL when there are too many facts */
    uint64_t *op_landmarks;   /* a bit row an operator */
} reduction;

static bool has_bit(const uint64_t *row, uint32_t i)
{
    return row[i / 64] >> (i % 64) & 1;
}

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

/* Mark and stack those of `ids` that are neither marked nor held. */
static uint32_t mark_new(const reduction *r, uint32_t *stack, uint32_t n_stack, const uint32_t *ids,
                         uint32_t n_ids)
{
    uint8_t *marked = r->keep_fact;
    for (uint32_t i = 0; i < n_ids; i++) {
        if (marked[ids[i]] || r->held[ids[i]]) continue;
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
    uint32_t n_stack = mark_new(r, stack, 0, f->goals, f->n_goals);
    while (n_stack > 0) {
        const uint32_t p = stack[--n_stack];
        for (uint32_t i = f->adder_at[p]; i < f->adder_at[p + 1]; i++) {
            const uint32_t o = f->adders[i];
            if (r->keep_op[o])
                n_stack = mark_new(r, stack, n_stack, f->ops[o].needs, f->ops[o].n_needs);
        }
    }
    return SP_OK;
}

/* LM(o) from the landmarks of o's needs. */
static void unite_needs(const reduction *r, uint32_t o)
{
    const sp_op *op = &r->facts.ops[o];
    uint64_t *row = r->op_landmarks + (size_t)o * r->n_words;
    memset(row, 0, r->n_words * sizeof *row);
    for (uint32_t i = 0; i < op->n_needs; i++) {
        const uint64_t *need = r->fact_landmarks + (size_t)op->needs[i] * r->n_words;
        for (uint32_t w = 0; w < r->n_words; w++) row[w] |= need[w];
    }
}

/* LM(p) from the landmarks of p's adders; did it shrink? */
static bool intersect_adders(const reduction *r, uint32_t p)
{
    const sp_facts *f = &r->facts;
    uint64_t *row = r->fact_landmarks + (size_t)p * r->n_words;
    bool changed = false;
    for (uint32_t w = 0; w < r->n_words; w++) {
        uint64_t all = UINT64_MAX;
        for (uint32_t i = f->adder_at[p]; i < f->adder_at[p + 1]; i++)
            all &= r->op_landmarks[(size_t)f->adders[i] * r->n_words + w];
        if (w == p / 64) all |= (uint64_t)1 << (p % 64);
        changed |= row[w] != (row[w] & all);
        row[w] &= all;
    }
    return changed;
}

/* Renew all rows once, facts in the order of `reach`'s queue and each operator after its last need:
 * where nothing needs what comes later, one pass is all it takes. Did a fact's row shrink? */
static bool renew_rows(const reduction *r, const sp_reach *reach, uint32_t *lacking)
{
    const sp_facts *f = &r->facts;
    bool changed = false;
    memcpy(lacking, reach->fresh, f->n_ops * sizeof *lacking);
    for (uint32_t i = 0; i < reach->n_held; i++) {
        const uint32_t p = reach->queue[i];
        changed |= intersect_adders(r, p);
        for (uint32_t k = f->needer_at[p]; k < f->needer_at[p + 1]; k++)
            if (--lacking[f->needers[k]] == 0) unite_needs(r, f->needers[k]);
    }
    f->work->left -= f->size * r->n_words / 4;
    return changed;
}

/* The greatest fixpoint: begin with every fact a landmark of every fact and take away what an adder
 * contradicts. `*done` is false when the work ran out before; the rows are too large then. */
static sp_status find_fact_landmarks(reduction *r, bool *done, int64_t floor, sp_arena *a,
                                     sp_error *e)
{
    const sp_facts *f = &r->facts;
    r->n_words = f->n_facts / 64 + 1;
    const size_t fact_bytes = (size_t)f->n_facts * r->n_words * sizeof *r->fact_landmarks,
                 op_bytes = (size_t)f->n_ops * r->n_words * sizeof *r->op_landmarks;
    r->fact_landmarks = sp_arena_take(a, fact_bytes);
    r->op_landmarks = sp_arena_take(a, op_bytes);
    uint32_t *lacking = sp_arena_array(a, f->n_ops, sizeof *lacking);
    SP_NEED(r->fact_landmarks && r->op_landmarks && lacking, e);
    sp_reach reach;
    SP_TRY(sp_plan__reach_make(&reach, f, a, e));
    memset(reach.in, 1, f->n_ops);
    sp_plan__reach_run(&reach);
    memset(r->fact_landmarks, 0xff, fact_bytes);
    memset(r->op_landmarks, 0xff, op_bytes);
    for (uint32_t i = 0; i < f->n_ready; i++) unite_needs(r, f->ready[i]);
    bool changed = true;
    while (changed && f->work->left > floor) changed = renew_rows(r, &reach, lacking);
    *done = !changed;
    return SP_OK;
}

/* Is `need` of operator `op` implied by another one of its needs? Of two that imply each other
 * neither would be. */
static bool is_implied(const reduction *r, const sp_op *op, uint32_t need)
{
    for (uint32_t i = 0; i < op->n_needs; i++) {
        const uint64_t *row = r->fact_landmarks + (size_t)op->needs[i] * r->n_words;
        if (op->needs[i] != need && has_bit(row, need)) return true;
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
        const uint64_t *landmarks = r->op_landmarks + (size_t)o * r->n_words;
        uint32_t n_adds = 0;
        for (uint32_t i = 0; i < op->n_adds; i++)
            if (!has_bit(landmarks, op->adds[i])) op->adds[n_adds++] = op->adds[i];
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

/* Every plan contains the only adder of a fact landmark of a goal: pay for it once and for all. Can
 * one more of them be taken at once? */
static bool charge_sole_adders(reduction *r)
{
    sp_facts *f = &r->facts;
    bool changed = false;
    for (uint32_t g = 0; g < f->n_goals; g++) {
        const uint64_t *row = r->fact_landmarks + (size_t)f->goals[g] * r->n_words;
        for (uint32_t p = 0; p < f->n_facts; p++) {
            if (!has_bit(row, p) || f->adder_at[p + 1] - f->adder_at[p] != 1) continue;
            sp_op *op = &f->ops[f->adders[f->adder_at[p]]];
            changed |= op->cost > 0 && op->n_needs == 0;
            f->base += op->cost;
            op->cost = 0;
        }
        f->work->left -= f->n_facts;
    }
    return changed;
}

/* Are all of the `n` ascending `ids` among the `n_of` ascending ids `of`? */
static bool is_sublist(const uint32_t *ids, uint32_t n, const uint32_t *of, uint32_t n_of)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < n; i++) {
        while (at < n_of && of[at] < ids[i]) at++;
        if (at == n_of || of[at] != ids[i]) return false;
    }
    return true;
}

/* Is `d` usable whenever `o` is? Without landmarks: are its needs among o's? */
static bool is_easier(const reduction *r, uint32_t d, uint32_t o)
{
    const sp_op *one = &r->facts.ops[d], *other = &r->facts.ops[o];
    if (!r->op_landmarks) return is_sublist(one->needs, one->n_needs, other->needs, other->n_needs);
    for (uint32_t i = 0; i < one->n_needs; i++)
        if (!has_bit(r->op_landmarks + (size_t)o * r->n_words, one->needs[i])) return false;
    return true;
}

/* Does action `one` count for no more than `other`, in anything? */
static bool uses_no_more(const sp_facts *f, uint32_t one, uint32_t other)
{
    for (uint32_t k = 0; k < f->n_uses; k++)
        if (f->uses[k][one] > f->uses[k][other]) return false;
    return true;
}

static bool dominates(const reduction *r, uint32_t d, uint32_t o)
{
    const sp_op *one = &r->facts.ops[d], *other = &r->facts.ops[o];
    if (one->cost > other->cost || (one->cost == other->cost && d >= o)) return false;
    if (!uses_no_more(&r->facts, one->action, other->action)) return false;
    return !(other->adds_hash & ~one->adds_hash) &&
           is_sublist(other->adds, other->n_adds, one->adds, one->n_adds) && is_easier(r, d, o);
}

/* The add of `op` that the fewest operators add. */
static uint32_t rarest_add(const sp_facts *f, const sp_op *op)
{
    uint32_t rare = op->adds[0];
    for (uint32_t i = 1; i < op->n_adds; i++) {
        const uint32_t p = op->adds[i];
        if (f->adder_at[p + 1] - f->adder_at[p] < f->adder_at[rare + 1] - f->adder_at[rare])
            rare = p;
    }
    return rare;
}

/* The order (cost, id) is strict and dominance is transitive, so what dominates a dropped operator,
 * or its dominator, stays. */
static bool drop_dominated(reduction *r, int64_t floor)
{
    const sp_facts *f = &r->facts;
    bool changed = false;
    for (uint32_t o = 0; o < f->n_ops && f->work->left > floor; o++) {
        const uint32_t rare = rarest_add(f, &f->ops[o]);
        f->work->left -= f->adder_at[rare + 1] - f->adder_at[rare];
        for (uint32_t i = f->adder_at[rare]; i < f->adder_at[rare + 1] && r->keep_op[o]; i++)
            if (r->keep_op[f->adders[i]] && dominates(r, f->adders[i], o))
                r->keep_op[o] = 0, changed = true;
    }
    return changed;
}

/* Drop what the table of landmarks shows to be of no use. */
static sp_status use_landmarks(reduction *r, bool *changed, int64_t floor, sp_arena *a, sp_error *e)
{
    const sp_arena_mark scratch = sp_arena_here(a);
    bool done;
    SP_TRY(find_fact_landmarks(r, &done, floor, a, e));
    *changed = false;
    if (done) {
        *changed = trim_by_landmarks(r);
        if (r->facts.n_uses == 0) *changed |= charge_sole_adders(r);
        if (!*changed)
            *changed = drop_dominated(r, floor); /* on rows that the trimming has not outdated */
    }
    r->fact_landmarks = r->op_landmarks = NULL;
    sp_arena_rewind(a, scratch);
    return SP_OK;
}

/* Keep the operators and facts that matter, in fresh arrays. */
static sp_status filter(reduction *r, sp_arena *a, sp_error *e)
{
    SP_TRY(mark_relevant(r, a, e));
    SP_TRY(sp_plan__facts_filter(&r->facts, &r->facts, r->keep_op, r->keep_fact, a, e));
    memset(r->keep_op, 1, r->facts.n_ops);
    memset(r->held, 0, r->facts.n_facts);
    return SP_OK;
}

/* One round; did it change anything? */
static sp_status reduce_once(reduction *r, bool *changed, int64_t floor, sp_arena *a, sp_error *e)
{
    SP_TRY(filter(r, a, e));
    *changed = false;
    if (r->facts.n_uses == 0) SP_TRY(sp_plan__force(&r->facts, changed, r->keep_op, r->held, a, e));
    if (*changed) return SP_OK;
    if (r->facts.n_facts <= MOST_FACTS_FOR_LANDMARKS) return use_landmarks(r, changed, floor, a, e);
    *changed = drop_dominated(r, floor);
    return SP_OK;
}

sp_status sp_plan__reduce(sp_facts *facts, bool *solvable, const uint8_t *keep, sp_arena *a,
                          sp_error *e)
{
    reduction r = {.facts = *facts};
    r.keep_op = sp_arena_array(a, facts->n_ops, sizeof *r.keep_op);
    r.keep_fact = sp_arena_array(a, facts->n_facts, sizeof *r.keep_fact);
    r.held = sp_arena_array(a, facts->n_facts, sizeof *r.held);
    SP_NEED(r.keep_op && r.keep_fact && r.held, e);
    if (keep)
        memcpy(r.keep_op, keep, facts->n_ops);
    else
        memset(r.keep_op, 1, facts->n_ops);
    SP_TRY(drop_unreachable(&r, solvable, a, e));
    if (!*solvable) return SP_OK;
    const int64_t floor = facts->work->left - facts->work->left / WORK_SHARE;
    bool changed = true;
    for (unsigned n = 0; n < MOST_ROUNDS && changed && facts->work->left > floor; n++)
        SP_TRY(reduce_once(&r, &changed, floor, a, e));
    if (changed) SP_TRY(filter(&r, a, e));
    *facts = r.facts;
    return SP_OK;
}
