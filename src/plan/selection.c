/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sets within the limits. See selection.h. */
#include "plan/selection.h"

#include <stdlib.h>
#include <string.h>

#include "base/try.h"

sp_status sp_plan__selection_make(sp_selection *out, const sp_wishing *wishing,
                                  const sp_priced *priced, const sp_facts *facts, sp_arena *a,
                                  sp_error *e)
{
    *out = (sp_selection){.wishing = wishing, .priced = priced};
    out->drops = sp_arena_array(a, facts->n_ops, sizeof *out->drops);
    out->ops = sp_arena_array(a, facts->n_ops, sizeof *out->ops);
    out->trial = sp_arena_array(a, facts->n_ops, sizeof *out->trial);
    out->best_trial = sp_arena_array(a, facts->n_ops, sizeof *out->best_trial);
    out->skips = sp_arena_array(a, wishing->n_wishes, sizeof *out->skips);
    SP_NEED(out->drops && out->ops && out->trial && out->best_trial && out->skips, e);
    return sp_plan__needless_make(&out->needless, facts, a, e);
}

static int compare_drops(const void *x, const void *y)
{
    const struct sp_drop *a = x, *b = y;
    if (a->key != b->key) return (a->key < b->key) - (a->key > b->key);
    return (a->op < b->op) - (a->op > b->op);
}

static int64_t objective_of(const sp_selection *s, const sp_facts *f, const uint32_t *ops,
                            uint32_t n_ops)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < n_ops; i++) sum += s->priced->objective[f->ops[ops[i]].action];
    return sum;
}

/* By how much the set passes its limits, each as a share of the limit; 0 within all of them. */
static double excess_of(const sp_selection *s, const sp_facts *f, const uint32_t *ops,
                        uint32_t n_ops)
{
    double sum = 0;
    for (int k = 0; k < SP_N_LIMITS; k++) {
        int64_t used = 0;
        for (uint32_t i = 0; i < n_ops; i++) used += s->priced->use[k][f->ops[ops[i]].action];
        if (used > s->priced->most[k])
            sum += (double)(used - s->priced->most[k]) / ((double)s->priced->most[k] + 1);
    }
    return sum;
}

/* Skips go first, the heaviest at the head; then what counts most. */
static int64_t drop_key(const sp_selection *s, const sp_facts *f, uint32_t op)
{
    const uint32_t action = f->ops[op].action;
    const sp_priced *p = s->priced;
    if (sp_plan__is_skip(s->wishing, action)) return INT64_MAX / 2 + p->use[SP_LIMIT_LOST][action];
    return f->ops[op].cost;
}

static void keep(sp_selection *s, const sp_facts *f, const uint32_t *ops, uint32_t n_ops)
{
    const int64_t objective = objective_of(s, f, ops, n_ops);
    if (objective >= s->objective || excess_of(s, f, ops, n_ops) > 0) return;
    s->objective = objective;
    memset(s->has, 0, s->priced->n_actions);
    for (uint32_t i = 0; i < n_ops; i++) s->has[f->ops[ops[i]].action] = 1;
}

bool sp_plan__selection_offer_in(sp_selection *s, sp_lmcut *cuts)
{
    const sp_facts *f = cuts->facts;
    uint32_t n_ops = 0;
    for (uint32_t o = 0; o < f->n_ops; o++) {
        cuts->reach.in[o] = cuts->state[o] == SP_OP_IN;
        if (cuts->reach.in[o]) s->ops[n_ops++] = o;
    }
    sp_plan__reach_run(&cuts->reach);
    if (cuts->reach.goals_left > 0) return false;
    keep(s, f, s->ops, n_ops);
    return true;
}

/* The skip operator of the wish that `op` fulfils; SP_NONE when `op` is another kind of operator or
 * the skip is ruled out. */
static uint32_t skip_for(const sp_selection *s, const sp_lmcut *paid, uint32_t op)
{
    const sp_facts *f = paid->facts;
    const uint32_t action = f->ops[op].action;
    if (action < s->wishing->n_real || sp_plan__is_skip(s->wishing, action)) return SP_NONE;
    const uint32_t fact = f->ops[op].adds[0];
    for (uint32_t i = f->adder_at[fact]; i < f->adder_at[fact + 1]; i++) {
        const uint32_t o = f->adders[i];
        if (sp_plan__is_skip(s->wishing, f->ops[o].action) && paid->state[o] != SP_OP_OUT) return o;
    }
    return SP_NONE;
}

/* The set without the wish that ops[at] fulfils, into `trial`; its size. */
static uint32_t without(sp_selection *s, const sp_facts *f, uint32_t n_ops, uint32_t at,
                        uint32_t skip)
{
    uint32_t n = 0;
    s->trial[n++] = s->ops[at];
    for (uint32_t i = 0; i < n_ops; i++)
        if (i != at) s->trial[n++] = s->ops[i];
    s->trial[n++] = skip;
    return sp_plan__needless_drop(&s->needless, f, s->trial, n);
}

/* Skip the wish that loses least for what it saves of the excess. The size of the set in `ops`
 * then; 0 when there is nothing to skip. */
static uint32_t skip_one(sp_selection *s, const sp_lmcut *paid, uint32_t n_ops)
{
    const sp_facts *f = paid->facts;
    const double before = excess_of(s, f, s->ops, n_ops);
    double best = 0;
    uint32_t n_best = 0;
    for (uint32_t i = 0; i < n_ops; i++) {
        const uint32_t skip = skip_for(s, paid, s->ops[i]);
        if (skip == SP_NONE) continue;
        const uint32_t n = without(s, f, n_ops, i, skip);
        const double saved = before - excess_of(s, f, s->trial, n);
        const double lost = (double)s->priced->use[SP_LIMIT_LOST][f->ops[skip].action];
        if (n_best > 0 && saved / lost <= best) continue;
        best = saved / lost;
        n_best = n;
        memcpy(s->best_trial, s->trial, n * sizeof *s->trial);
    }
    memcpy(s->ops, s->best_trial, n_best * sizeof *s->ops);
    return n_best;
}

void sp_plan__selection_offer(sp_selection *s, const sp_lmcut *paid, bool repair)
{
    const sp_facts *f = paid->facts;
    uint32_t n_ops = 0;
    for (uint32_t o = 0; o < f->n_ops; o++)
        if (paid->residual[o] == 0 && paid->state[o] != SP_OP_OUT)
            s->drops[n_ops++] = (struct sp_drop){drop_key(s, f, o), o};
    qsort(s->drops, n_ops, sizeof *s->drops, compare_drops);
    for (uint32_t i = 0; i < n_ops; i++) s->ops[i] = s->drops[i].op;
    f->work->left -= f->n_ops + 8 * (int64_t)n_ops;
    n_ops = sp_plan__needless_drop(&s->needless, f, s->ops, n_ops);
    keep(s, f, s->ops, n_ops);
    while (repair && f->work->left > 0 && excess_of(s, f, s->ops, n_ops) > 0) {
        n_ops = skip_one(s, paid, n_ops);
        if (n_ops == 0) break;
        keep(s, f, s->ops, n_ops);
    }
}
