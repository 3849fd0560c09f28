/* SPDX-License-Identifier: GPL-3.0-or-later
 * Prices on limits. See priced.h. */
#include "plan/priced.h"

static const double FIRST_SHARE = 0.25;           /* of the objective, for each limit */
static const double MOST_FACTOR = 4;              /* between one price and the next */
static const int64_t MOST_SUM = (int64_t)1 << 52; /* of all objectives; of all that is priced */

static int64_t sum_of(const int64_t *values, uint32_t n)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < n; i++) sum += values[i];
    return sum;
}

/* A price never falls to 0, where the relaxation takes what it likes for nothing, and the bound
 * would not say which way to go; nor does it jump. */
static int64_t next_price(double price, double step, double dearest)
{
    double next = price + step;
    if (next > MOST_FACTOR * price) next = MOST_FACTOR * price;
    if (next < price / MOST_FACTOR) next = price / MOST_FACTOR;
    if (next > dearest) next = dearest;
    return next < 1 ? 1 : (int64_t)next;
}

void sp_plan__priced_begin(sp_priced *p, int64_t most_scale, int64_t objective)
{
    const int64_t sum = sum_of(p->objective, p->n_actions);
    p->at.scale = 1;
    while (p->at.scale < most_scale && sum <= MOST_SUM / (4 * p->at.scale)) p->at.scale *= 2;
    for (int k = 0; k < SP_N_LIMITS; k++) {
        const int64_t used = sum_of(p->use[k], p->n_actions);
        p->dearest[k] = used > p->most[k] ? MOST_SUM / SP_N_LIMITS / used : 0;
        p->at.price[k] = 0;
        if (p->dearest[k] == 0) continue;
        const double price = (double)p->at.scale * (double)objective * FIRST_SHARE /
                             ((double)p->most[k] + 1);
        p->at.price[k] = next_price(price, 0, (double)p->dearest[k]);
    }
}

static int64_t count_of(const sp_priced *p, uint32_t action)
{
    int64_t count = p->at.scale * p->objective[action];
    for (int k = 0; k < SP_N_LIMITS; k++) count += p->at.price[k] * p->use[k][action];
    return count;
}

void sp_plan__priced_count(const sp_priced *p, sp_facts *facts)
{
    for (uint32_t o = 0; o < facts->n_ops; o++)
        facts->ops[o].cost = count_of(p, facts->ops[o].action);
}

void sp_plan__priced_apply(const sp_priced *p, sp_facts *facts, sp_node *node)
{
    sp_plan__priced_count(p, facts);
    node->paid = facts->base;
    for (uint32_t o = 0; o < facts->n_ops; o++)
        if (node->state[o] == SP_OP_IN) node->paid += facts->ops[o].cost;
}

/* What a set that uses up all limits counts for them. */
static int64_t worth_of_limits(const sp_priced *p)
{
    int64_t sum = 0;
    for (int k = 0; k < SP_N_LIMITS; k++)
        if (p->at.price[k] > 0) sum += p->at.price[k] * p->most[k];
    return sum;
}

int64_t sp_plan__priced_ceiling(const sp_priced *p, int64_t objective)
{
    return p->at.scale * objective + worth_of_limits(p) + 1;
}

int64_t sp_plan__priced_floor(const sp_priced *p, int64_t lower)
{
    const int64_t left = lower - worth_of_limits(p);
    return left > 0 && p->at.scale > 0 ? (left - 1) / p->at.scale + 1 : 0;
}

int64_t sp_plan__priced_paid(const sp_priced *p, const sp_node *node)
{
    int64_t sum = 0;
    for (uint32_t o = 0; o < node->facts->n_ops; o++)
        if (node->state[o] == SP_OP_IN) sum += p->objective[node->facts->ops[o].action];
    return sum;
}

bool sp_plan__priced_fit(const sp_priced *p, sp_node *node)
{
    const sp_facts *f = node->facts;
    for (int k = 0; k < SP_N_LIMITS; k++) {
        int64_t left = p->most[k];
        if (p->dearest[k] == 0) continue;
        for (uint32_t o = 0; o < f->n_ops; o++)
            if (node->state[o] == SP_OP_IN) left -= p->use[k][f->ops[o].action];
        if (left < 0) return false;
        for (uint32_t o = 0; o < f->n_ops; o++)
            if (node->state[o] == SP_OP_FREE && p->use[k][f->ops[o].action] > left)
                sp_plan__node_decide(node, o, SP_OP_OUT);
    }
    f->work->left -= 2 * (int64_t)f->n_ops;
    return true;
}

/* By how much the relaxation breaks limit `k`, as a share of the limit. */
static double excess_of(const sp_priced *p, int k, const sp_bounder *b)
{
    const sp_facts *f = b->facts;
    double used = 0;
    for (uint32_t o = 0; o < f->n_ops; o++)
        if (b->node->state[o] == SP_OP_IN) used += (double)p->use[k][f->ops[o].action];
    for (uint32_t i = 0; i < b->n_live; i++)
        if (b->node->state[b->live[i]] == SP_OP_FREE)
            used += b->taken[i] * (double)p->use[k][f->ops[b->live[i]].action];
    return (used - (double)p->most[k]) / ((double)p->most[k] + 1);
}

/* Polyak's step, in units of what the whole limit is worth at its price. */
void sp_plan__priced_move(sp_priced *p, const sp_bounder *b, int64_t ceiling, double share)
{
    double excess[SP_N_LIMITS] = {0}, norm = 0;
    for (int k = 0; k < SP_N_LIMITS; k++) {
        if (p->dearest[k] == 0) continue;
        excess[k] = excess_of(p, k, b);
        norm += excess[k] * excess[k];
    }
    const double gap = (double)(ceiling - b->lower);
    if (norm == 0 || gap <= 0) return;
    for (int k = 0; k < SP_N_LIMITS; k++) {
        if (p->dearest[k] == 0) continue;
        const double step = share * gap * excess[k] / norm / ((double)p->most[k] + 1);
        p->at.price[k] = next_price((double)p->at.price[k], step, (double)p->dearest[k]);
    }
    b->facts->work->left -= SP_N_LIMITS * (int64_t)b->facts->n_ops;
}
