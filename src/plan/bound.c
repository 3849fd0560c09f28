/* SPDX-License-Identifier: GPL-3.0-or-later
 * The Lagrangian over the landmark pool. See bound.h.
 *
 * Multipliers come from subgradient steps in doubles (Held, Wolfe & Crowder 1974). Nothing rests on
 * their rounding: they are rounded down to the grid and made feasible in integers, and only the
 * integer sums bound and exclude. */
#include "plan/bound.h"

#include <math.h>
#include <string.h>

#include "base/try.h"

static const double MIXED = 0.2; /* the weight of a step in the average */

enum { PATIENCE = 4 }; /* steps without a better bound before the steps are halved */

sp_status sp_plan__bound_make(sp_bounder *out, const sp_facts *facts, const sp_grid *grid,
                              sp_node *node, sp_pool *pool, sp_arena *a, sp_error *e)
{
    *out = (sp_bounder){.facts = facts, .grid = grid, .node = node, .pool = pool, .arena = a};
    out->residual = sp_arena_array(a, facts->n_ops, sizeof *out->residual);
    out->open = sp_arena_array(a, pool->most, sizeof *out->open);
    out->open_at = sp_arena_array(a, (size_t)pool->most + 1, sizeof *out->open_at);
    out->live = sp_arena_array(a, facts->n_ops, sizeof *out->live);
    out->live_id = sp_arena_array(a, facts->n_ops, sizeof *out->live_id);
    out->multiplier = sp_arena_array(a, pool->most, sizeof *out->multiplier);
    out->best = sp_arena_array(a, pool->most, sizeof *out->best);
    out->slope = sp_arena_array(a, pool->most, sizeof *out->slope);
    out->most = sp_arena_array(a, pool->most, sizeof *out->most);
    out->cost = sp_arena_array(a, facts->n_ops, sizeof *out->cost);
    out->reduced = sp_arena_array(a, facts->n_ops, sizeof *out->reduced);
    out->taken = sp_arena_array(a, facts->n_ops, sizeof *out->taken);
    SP_NEED(out->residual && out->taken && out->open && out->open_at && out->live && out->live_id,
            e);
    SP_NEED(out->multiplier && out->best && out->slope && out->most && out->cost && out->reduced,
            e);
    memset(out->live_id, 0xff, facts->n_ops * sizeof *out->live_id);
    return sp_plan__lmcut_make(&out->cuts, facts, node->state, out->residual, a, e);
}

/* The free operators of landmark `i`: their number, SP_NONE when it is hit; `last` becomes one of
 * them. */
static uint32_t count_free(const sp_bounder *b, uint32_t i, uint32_t *last)
{
    uint32_t n_free = 0;
    for (uint32_t m = b->pool->at[i]; m < b->pool->at[i + 1]; m++) {
        const uint32_t op = b->pool->members[m];
        if (b->node->state[op] == SP_OP_IN) return SP_NONE;
        if (b->node->state[op] == SP_OP_FREE) *last = op, n_free++;
    }
    return n_free;
}

/* Take in the only free operator of a landmark, until there is no such landmark. False when one has
 * no operator left. */
static bool propagate_units(sp_bounder *b)
{
    for (bool again = true; again;) {
        again = false;
        b->facts->work->left -= b->pool->at[b->pool->n_landmarks];
        for (uint32_t i = 0; i < b->pool->n_landmarks; i++) {
            uint32_t op = 0;
            const uint32_t n_free = count_free(b, i, &op);
            if (n_free == 0) return false;
            if (n_free != 1) continue;
            sp_plan__node_decide(b->node, op, SP_OP_IN);
            again = true;
        }
    }
    return true;
}

static sp_status make_room(sp_bounder *b, sp_error *e)
{
    if (b->pool->capacity <= b->member_room) return SP_OK;
    b->member_room = b->pool->capacity;
    b->open_members = sp_arena_array(b->arena, b->member_room, sizeof *b->open_members);
    SP_NEED(b->open_members, e);
    return SP_OK;
}

static void open_landmark(sp_bounder *b, uint32_t i)
{
    uint32_t end = b->open_at[b->n_open];
    int64_t most = INT64_MAX;
    for (uint32_t m = b->pool->at[i]; m < b->pool->at[i + 1]; m++) {
        const uint32_t op = b->pool->members[m];
        if (b->node->state[op] != SP_OP_FREE) continue;
        if (b->live_id[op] == SP_NONE) {
            b->live_id[op] = b->n_live;
            b->cost[b->n_live] = (double)b->facts->ops[op].cost;
            b->live[b->n_live++] = op;
        }
        if (b->facts->ops[op].cost < most) most = b->facts->ops[op].cost;
        b->open_members[end++] = b->live_id[op];
    }
    b->most[b->n_open] = (double)most;
    b->multiplier[b->n_open] = b->pool->multiplier[i] < (double)most ? b->pool->multiplier[i]
                                                                     : (double)most;
    b->open[b->n_open++] = i;
    b->open_at[b->n_open] = end;
}

static sp_status open_landmarks(sp_bounder *b, sp_error *e)
{
    SP_TRY(make_room(b, e));
    b->n_open = b->n_live = 0;
    memset(b->live_id, 0xff, b->facts->n_ops * sizeof *b->live_id);
    for (uint32_t i = 0; i < b->pool->n_landmarks; i++) {
        uint32_t op;
        if (count_free(b, i, &op) != SP_NONE) open_landmark(b, i);
    }
    return SP_OK;
}

/* The Lagrangian at `multiplier`: sum of multipliers + sum of negative reduced costs. */
static double evaluate(sp_bounder *b)
{
    double sum = 0;
    memcpy(b->reduced, b->cost, b->n_live * sizeof *b->reduced);
    for (uint32_t i = 0; i < b->n_open; i++) {
        const double multiplier = b->multiplier[i];
        if (multiplier == 0) continue;
        sum += multiplier;
        for (uint32_t m = b->open_at[i]; m < b->open_at[i + 1]; m++)
            b->reduced[b->open_members[m]] -= multiplier;
    }
    for (uint32_t o = 0; o < b->n_live; o++)
        if (b->reduced[o] < 0) sum += b->reduced[o];
    return sum;
}

/* One less the operators of landmark `i` that the relaxation takes, as their reduced cost is
 * negative. */
static double subgradient(const sp_bounder *b, uint32_t i)
{
    int taken = 0;
    for (uint32_t m = b->open_at[i]; m < b->open_at[i + 1]; m++)
        taken += b->reduced[b->open_members[m]] < 0;
    const double slope = 1 - taken;
    return slope < 0 && b->multiplier[i] == 0 ? 0 : slope;
}

/* The relaxation takes operators whose reduced cost is negative: mix them into the average over the
 * steps. */
static void average_taken(sp_bounder *b, double weight)
{
    for (uint32_t o = 0; o < b->n_live; o++)
        b->taken[o] += weight * ((b->reduced[o] < 0) - b->taken[o]);
}

/* Step `scale` of the way (Polyak) towards `target`. False at a maximum. */
static bool step(sp_bounder *b, double value, double target, double scale)
{
    double norm = 0;
    for (uint32_t i = 0; i < b->n_open; i++) {
        b->slope[i] = subgradient(b, i);
        norm += b->slope[i] * b->slope[i];
    }
    if (norm == 0) return false;
    const double length = scale * (target - value) / norm;
    for (uint32_t i = 0; i < b->n_open; i++) {
        double moved = b->multiplier[i] + length * b->slope[i];
        if (moved > b->most[i]) moved = b->most[i];
        b->multiplier[i] = moved > 0 ? moved : 0;
    }
    return true;
}

/* Leave the best multipliers met within `n_steps` steps in `best`. */
static void ascend(sp_bounder *b, int64_t upper, unsigned n_steps)
{
    const double target = (double)(upper - b->node->paid);
    double best = -INFINITY, scale = 1;
    unsigned since_best = 0;
    for (unsigned n = 0;; n++) {
        const double value = evaluate(b);
        average_taken(b, n == 0 ? 1 : MIXED);
        if (value > best) {
            best = value;
            memcpy(b->best, b->multiplier, b->n_open * sizeof *b->best);
            since_best = 0;
        } else if (++since_best == PATIENCE) {
            scale /= 2;
            since_best = 0;
        }
        b->facts->work->left -= (int64_t)b->open_at[b->n_open] + b->n_live + b->n_open;
        if (n == n_steps || value >= target || !step(b, value, target, scale)) return;
    }
}

/* Lower landmark i's multiplier as far as an overdrawn operator of it needs it: that takes at least
 * as much from the sum of overdrafts. After one pass over all landmarks no operator is overdrawn.
 */
static int64_t settle(sp_bounder *b, uint32_t i, int64_t multiplier)
{
    int64_t worst = 0;
    for (uint32_t m = b->open_at[i]; m < b->open_at[i + 1]; m++) {
        const int64_t left = b->residual[b->live[b->open_members[m]]];
        if (-left > worst) worst = -left;
    }
    const int64_t off = worst < multiplier ? worst : multiplier;
    for (uint32_t m = b->open_at[i]; m < b->open_at[i + 1]; m++)
        b->residual[b->live[b->open_members[m]]] += off;
    return multiplier - off;
}

/* Raise landmark i's multiplier by the least that is left of its operators' costs. */
static int64_t raise(sp_bounder *b, uint32_t i, int64_t multiplier)
{
    int64_t least = INT64_MAX;
    for (uint32_t m = b->open_at[i]; m < b->open_at[i + 1]; m++) {
        const int64_t left = b->residual[b->live[b->open_members[m]]];
        if (left < least) least = left;
    }
    for (uint32_t m = b->open_at[i]; m < b->open_at[i + 1]; m++)
        b->residual[b->live[b->open_members[m]]] -= least;
    return multiplier + least;
}

/* From the best multipliers to integers that are feasible, exactly: sets residual, lower and the
 * pool's multipliers. */
static void certify(sp_bounder *b)
{
    for (uint32_t o = 0; o < b->facts->n_ops; o++)
        b->residual[o] = b->node->state[o] == SP_OP_IN ? 0 : b->facts->ops[o].cost;
    for (uint32_t i = 0; i < b->n_open; i++)
        for (uint32_t m = b->open_at[i]; m < b->open_at[i + 1]; m++)
            b->residual[b->live[b->open_members[m]]] -= (int64_t)b->best[i];
    for (uint32_t i = 0; i < b->n_open; i++) b->best[i] = (double)settle(b, i, (int64_t)b->best[i]);
    b->lower = b->node->paid;
    for (uint32_t i = 0; i < b->n_open; i++) {
        const int64_t multiplier = raise(b, i, (int64_t)b->best[i]);
        b->lower += multiplier;
        b->pool->multiplier[b->open[i]] = (double)multiplier;
    }
}

sp_status sp_plan__bound_improve(sp_bounder *b, sp_bound_kind *kind, int64_t upper,
                                 unsigned n_steps, sp_error *e)
{
    *kind = SP_BOUND_CLOSED;
    if (!propagate_units(b)) return SP_OK;
    if (b->node->paid >= upper) return SP_OK;
    b->facts->work->left -= b->facts->n_ops;
    SP_TRY(open_landmarks(b, e));
    ascend(b, upper, n_steps);
    certify(b);
    while (sp_plan__grid_raise(b->grid, b->lower) < upper) {
        if (b->facts->work->left <= 0) {
            *kind = SP_BOUND_SPENT;
            return SP_OK;
        }
        const sp_cut_kind cut = sp_plan__lmcut_find(&b->cuts);
        if (cut == SP_CUT_HOPELESS) return SP_OK;
        if (cut == SP_CUT_FREE) {
            *kind = SP_BOUND_OPEN;
            return SP_OK;
        }
        sp_plan__lmcut_minimise(&b->cuts);
        const int64_t paid = sp_plan__lmcut_pay(&b->cuts);
        b->lower += paid;
        SP_TRY(sp_plan__pool_add(b->pool, b->cuts.cut, b->cuts.n_cut, (double)paid, b->arena, e));
    }
    return SP_OK;
}

uint32_t sp_plan__bound_fix(sp_bounder *b, int64_t upper)
{
    uint32_t n_fixed = 0;
    for (uint32_t o = 0; o < b->facts->n_ops; o++) {
        if (b->node->state[o] != SP_OP_FREE) continue;
        if (sp_plan__grid_raise(b->grid, b->lower + b->residual[o]) < upper) continue;
        sp_plan__node_decide(b->node, o, SP_OP_OUT);
        n_fixed++;
    }
    return n_fixed;
}
