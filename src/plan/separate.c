/* SPDX-License-Identifier: GPL-3.0-or-later
 * Separation by growing: put operators into a set, those that the relaxation takes most of first,
 * unless the goals would be reached. The operators that had to stay out are a landmark, minimal by
 * set inclusion, of which the relaxation takes little. It is violated if that is less than one. */
#include "plan/separate.h"

#include <stdlib.h>
#include <string.h>

#include "base/try.h"

static const double VIOLATED =
    0.95; /* nearly satisfied landmarks move the bound by nearly nothing */

static int compare_ranked(const void *x, const void *y)
{
    const struct sp_ranked *a = x, *b = y;
    if (a->key != b->key) return (a->key > b->key) - (a->key < b->key);
    return (a->op > b->op) - (a->op < b->op);
}

sp_status sp_plan__separator_make(sp_separator *out, sp_bounder *bounder, sp_arena *a, sp_error *e)
{
    const sp_facts *f = bounder->facts;
    *out = (sp_separator){.bounder = bounder};
    out->share = sp_arena_array(a, f->n_ops, sizeof *out->share);
    out->by_cost = sp_arena_array(a, f->n_ops, sizeof *out->by_cost);
    out->ranked = sp_arena_array(a, f->n_ops, sizeof *out->ranked);
    SP_NEED(out->share && out->by_cost && out->ranked, e);
    for (uint32_t o = 0; o < f->n_ops; o++)
        out->ranked[o] = (struct sp_ranked){(double)f->ops[o].cost, o};
    qsort(out->ranked, f->n_ops, sizeof *out->ranked, compare_ranked);
    for (uint32_t o = 0; o < f->n_ops; o++) out->by_cost[o] = out->ranked[o].op;
    return SP_OK;
}

/* Rank the operators with a share, largest first; how many. */
static uint32_t rank_shares(sp_separator *s)
{
    uint32_t n = 0;
    for (uint32_t o = 0; o < s->bounder->facts->n_ops; o++)
        if (s->share[o] > 0) s->ranked[n++] = (struct sp_ranked){-s->share[o], o};
    qsort(s->ranked, n, sizeof *s->ranked, compare_ranked);
    return n;
}

/* Put `op` into the set, or into the cut. */
static void grow(sp_lmcut *c, uint32_t op)
{
    if (!sp_plan__reach_grow(&c->reach, op)) c->cut[c->n_cut++] = op;
}

/* Leave in the cut what the set could not take. */
static void grow_set(sp_separator *s)
{
    sp_lmcut *c = &s->bounder->cuts;
    const uint32_t n_ops = c->facts->n_ops, n_ranked = rank_shares(s);
    c->n_cut = 0;
    c->facts->work->left -= 2 * (int64_t)n_ops;
    for (uint32_t o = 0; o < n_ops; o++) c->reach.in[o] = c->state[o] == SP_OP_IN;
    sp_plan__reach_run(&c->reach);
    for (uint32_t i = 0; i < n_ranked; i++) grow(c, s->ranked[i].op);
    for (uint32_t i = 0; i < n_ops; i++)
        if (c->state[s->by_cost[i]] == SP_OP_FREE && s->share[s->by_cost[i]] <= 0)
            grow(c, s->by_cost[i]);
    for (uint32_t o = 0; o < n_ops; o++)
        if (c->state[o] == SP_OP_OUT) grow(c, o);
}

/* How much the relaxation takes of the cut. */
static double share_of_cut(const sp_separator *s)
{
    const sp_lmcut *c = &s->bounder->cuts;
    double sum = 0;
    for (uint32_t i = 0; i < c->n_cut; i++) sum += s->share[c->cut[i]];
    return sum;
}

sp_status sp_plan__separate(sp_separator *s, unsigned most, sp_error *e)
{
    sp_bounder *b = s->bounder;
    const sp_lmcut *c = &b->cuts;
    memset(s->share, 0, b->facts->n_ops * sizeof *s->share);
    for (uint32_t o = 0; o < b->n_live; o++)
        if (c->state[b->live[o]] == SP_OP_FREE) s->share[b->live[o]] = b->taken[o];
    for (unsigned i = 0; i < most && b->facts->work->left > 0; i++) {
        grow_set(s);
        const double lacking = 1 - share_of_cut(s);
        if (lacking < 1 - VIOLATED) return SP_OK;
        SP_TRY(sp_plan__pool_add(b->pool, c->cut, c->n_cut, 0, b->arena, e));
        /* As if the relaxation knew it: the next one is to be another. */
        for (uint32_t m = 0; m < c->n_cut; m++)
            if (c->state[c->cut[m]] == SP_OP_FREE) s->share[c->cut[m]] += lacking / c->n_cut;
    }
    return SP_OK;
}
