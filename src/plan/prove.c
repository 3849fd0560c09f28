/* SPDX-License-Identifier: GPL-3.0-or-later
 * First over what the reductions leave of the problem, where bounds are quick; what they cannot
 * close is branched, over all that is not removed by then: a reduction that drops an action for a
 * better one would not hold where a branch leaves the better one out. Within limits each round has
 * prices of its own, and what proves little at one may prove more at the next. */
#include "plan/prove.h"

#include <string.h>

#include "base/try.h"
#include "plan/reduce.h"
#include "plan/tree.h"

/* A bound may rest on so many, and none of them may be lost. */
enum { MOST_LANDMARKS = 4096 };

/* How hard to try to close a node without branching. */
typedef struct effort {
    unsigned n_rounds, patience; /* at most, and how many in a row may be idle */
    unsigned n_steps, n_cuts;    /* of a round: subgradient steps, landmarks to separate */
    int64_t fraction;            /* a round is idle when it gains less than 1/fraction of the gap */
    uint32_t share;              /* remove when this part of what is free can be */
} effort;

static const effort AT_ROOT = {
    .n_rounds = 60, .patience = 3, .n_steps = 60, .n_cuts = 10, .fraction = 50, .share = 4};
static const effort AT_NODE = {
    .n_rounds = 8, .patience = 1, .n_steps = 30, .n_cuts = 5, .fraction = 20, .share = 5};

/* Prices take rounds to be found. */
static const effort AT_PRICED_ROOT = {
    .n_rounds = 120, .patience = 16, .n_steps = 60, .n_cuts = 10, .fraction = 50, .share = 4};
static const effort AT_PRICED_NODE = {
    .n_rounds = 4, .patience = 2, .n_steps = 30, .n_cuts = 3, .fraction = 20, .share = 5};

static const double ROOT_SHARE = 0.5, NODE_SHARE = 0.2; /* of Polyak's step of the prices */

/* A branch that is still to be visited: after so many decisions and removals `op` is left out. */
typedef struct branch {
    uint32_t n_trail, n_removed, op;
} branch;

/* ---- prices ---- */

/* Let everything count what it does at these prices. */
static void set_prices(sp_prover *c, const sp_prices *prices)
{
    c->priced.at = *prices;
    sp_plan__priced_count(&c->priced, &c->full);
    sp_plan__priced_apply(&c->priced, &c->facts, &c->node);
    c->upper = c->proof.enough = sp_plan__priced_ceiling(&c->priced, c->most_objective);
    c->proof.prices[SP_PRICE_OBJECTIVE] = prices->scale;
    c->proof.prices[SP_PRICE_MINUTES] = prices->price[SP_LIMIT_MINUTES];
    c->proof.prices[SP_PRICE_COURSES] = prices->price[SP_LIMIT_ACTIONS];
    c->proof.prices[SP_PRICE_WORTH] = prices->price[SP_LIMIT_LOST];
}

/* ---- changing what is worked on ---- */

/* After `facts` changed: all that is over them, without landmarks. */
static sp_status set_up(sp_prover *c, sp_error *e)
{
    sp_arena *a = c->arena;
    memset(c->op_of, 0xff, c->full.n_ops * sizeof *c->op_of);
    for (uint32_t o = 0; o < c->facts.n_ops; o++) c->op_of[c->facts.ops[o].action] = o;
    if (c->wishing) sp_plan__facts_count_uses(&c->facts);
    SP_TRY(sp_plan__node_make(&c->node, &c->facts, a, e));
    c->n_explained = c->node.n_trail;
    SP_TRY(sp_plan__pool_make(&c->pool, MOST_LANDMARKS, a, e));
    SP_TRY(sp_plan__bound_make(&c->bounder, &c->facts, &c->grid, &c->node, &c->pool, a, e));
    return sp_plan__separator_make(&c->separator, &c->bounder, a, e);
}

/* Put a landmark of actions into the pool, without those that are gone; not when a reduction has
 * taken one of them. `ops` is scratch. */
static sp_status add_landmark(sp_prover *c, const uint32_t *actions, uint32_t n_actions,
                              double multiplier, uint32_t *ops, sp_error *e)
{
    uint32_t n_ops = 0;
    for (uint32_t i = 0; i < n_actions; i++) {
        if (c->proof.base[actions[i]] == SP_OP_IN) return SP_OK;
        if (c->op_of[actions[i]] != SP_NONE) ops[n_ops++] = c->op_of[actions[i]];
    }
    return sp_plan__pool_add(&c->pool, ops, n_ops, multiplier, c->arena, e);
}

/* Reduce the problem without what was removed. `*open`: are there goals left to reach? */
static sp_status shrink(sp_prover *c, bool *open, sp_error *e)
{
    const sp_facts before = c->facts;
    const sp_pool pool = c->pool;
    uint8_t *keep_op = sp_arena_take(c->arena, before.n_ops);
    uint8_t *keep_fact = sp_arena_take(c->arena, before.n_facts);
    uint32_t *ids = sp_arena_array(c->arena, c->full.n_ops, sizeof *ids);
    SP_NEED(keep_op && keep_fact && ids, e);
    memset(keep_fact, 1, before.n_facts);
    for (uint32_t o = 0; o < before.n_ops; o++)
        keep_op[o] = c->proof.base[before.ops[o].action] != SP_OP_OUT;
    SP_TRY(sp_plan__facts_filter(&c->facts, &before, keep_op, keep_fact, c->arena, e));
    if (c->wishing) sp_plan__facts_count_uses(&c->facts);
    SP_TRY(sp_plan__reduce(&c->facts, open, NULL, c->arena, e));
    SP_TRY(sp_plan__proof_explain_taken(&c->proof, e));
    SP_TRY(set_up(c, e));
    *open = *open && c->facts.n_goals > 0;
    for (uint32_t i = 0; i < pool.n_landmarks; i++) {
        const uint32_t n = pool.at[i + 1] - pool.at[i];
        for (uint32_t m = 0; m < n; m++) ids[m] = before.ops[pool.members[pool.at[i] + m]].action;
        SP_TRY(add_landmark(c, ids, n, pool.multiplier[i], ids, e));
    }
    return SP_OK;
}

/* From the reduced problem to all actions that are not removed, with the landmarks of the step at
 * hand, of which those with one action left say what every plan contains. */
static sp_status widen(sp_prover *c, sp_error *e)
{
    const sp_certificate *made = &c->proof.certificate;
    uint8_t *keep_op = sp_arena_take(c->arena, c->full.n_ops);
    uint8_t *keep_fact = sp_arena_take(c->arena, c->full.n_facts);
    uint32_t *ids = sp_arena_array(c->arena, c->full.n_ops, sizeof *ids);
    SP_NEED(keep_op && keep_fact && ids, e);
    for (uint32_t i = 0; i < c->full.n_ops; i++) {
        keep_op[i] = c->proof.base[i] != SP_OP_OUT;
        if (c->proof.base[i] == SP_OP_IN) c->proof.base[i] = SP_OP_FREE;
        c->proof.unit[i] = SP_NONE;
    }
    memset(keep_fact, 1, c->full.n_facts);
    SP_TRY(sp_plan__facts_filter(&c->facts, &c->full, keep_op, keep_fact, c->arena, e));
    SP_TRY(set_up(c, e));
    for (uint32_t i = c->proof.n_kept; i < made->n_charges; i++) {
        const sp_charge charge = made->charges[i];
        const sp_landmark *landmark = &made->landmarks[charge.landmark];
        uint32_t n_left = 0, last = 0;
        for (uint32_t k = 0; k < landmark->n_courses; k++)
            if (c->op_of[landmark->courses[k]] != SP_NONE) last = landmark->courses[k], n_left++;
        if (n_left == 1 && c->proof.unit[last] == SP_NONE) {
            c->proof.unit[last] = charge.landmark;
            sp_plan__node_decide(&c->node, c->op_of[last], SP_OP_IN);
        } else {
            SP_TRY(add_landmark(c, landmark->courses, landmark->n_courses,
                                (double)charge.multiplier, ids, e));
        }
    }
    c->n_explained = c->node.n_trail;
    return SP_OK;
}

/* ---- closing a node ---- */

/* Leave in the bounder's cut, which nothing but excluded operators may reach the goals around, a
 * landmark of all operators. */
static void complete_cut(sp_prover *c, const uint32_t *ops, uint32_t n_ops)
{
    sp_lmcut *cuts = &c->bounder.cuts;
    for (uint32_t i = 0; i < n_ops; i++) cuts->cut[i] = ops[i];
    cuts->n_cut = n_ops;
    sp_plan__lmcut_minimise(cuts);
}

/* Tell the proof why operators are in that the bounder took. */
static sp_status explain_units(sp_prover *c, sp_error *e)
{
    for (; c->n_explained < c->node.n_trail; c->n_explained++) {
        const uint32_t op = c->node.trail[c->n_explained], action = c->facts.ops[op].action;
        if (c->node.state[op] != SP_OP_IN || c->proof.is_branch[action]) continue;
        if (c->proof.unit[action] != SP_NONE) continue;
        complete_cut(c, &op, 1);
        SP_TRY(
            sp_plan__proof_explain(&c->proof, op, c->bounder.cuts.cut, c->bounder.cuts.n_cut, e));
    }
    return SP_OK;
}

/* Keep the step that closes the node; `*closed` is false when there is none after all, as the pool
 * was too full for a landmark that the bound rests on. */
static sp_status keep_closing(sp_prover *c, bool *closed, sp_error *e)
{
    const sp_pool nothing = {0};
    sp_lmcut *cuts = &c->bounder.cuts;
    SP_TRY(sp_plan__proof_add_up(&c->proof, &c->pool, e));
    *closed = sp_plan__proof_is_closed(&c->proof);
    if (*closed) return sp_plan__proof_keep(&c->proof, e);
    SP_TRY(sp_plan__proof_add_up(&c->proof, &nothing, e));
    *closed = sp_plan__proof_is_closed(&c->proof);
    if (*closed) return sp_plan__proof_keep(&c->proof, e);
    for (uint32_t o = 0; o < c->facts.n_ops; o++) cuts->reach.in[o] = c->node.state[o] != SP_OP_OUT;
    sp_plan__reach_run(&cuts->reach);
    if (cuts->reach.goals_left == 0) return SP_OK;
    complete_cut(c, NULL, 0);
    SP_TRY(sp_plan__proof_add_up_hopeless(&c->proof, cuts->cut, cuts->n_cut, e));
    *closed = sp_plan__proof_is_closed(&c->proof);
    return *closed ? sp_plan__proof_keep(&c->proof, e) : SP_OK;
}

/* Exclude what no plan cheaper than the bound contains, and keep the step that shows it. */
static sp_status remove_dear(sp_prover *c, bool *removed, const sp_pool *pool, sp_error *e)
{
    const uint32_t before = c->proof.n_removed;
    SP_TRY(sp_plan__proof_add_up(&c->proof, pool, e));
    SP_TRY(sp_plan__proof_keep_removing(&c->proof, e));
    for (uint32_t i = before; i < c->proof.n_removed; i++) {
        const uint32_t op = c->op_of[c->proof.removed[i]];
        if (op != SP_NONE) sp_plan__node_decide(&c->node, op, SP_OP_OUT);
    }
    *removed = c->proof.n_removed > before;
    return SP_OK;
}

/* Exclude what does not fit beside what is in: into a limit, or below the bound. `*closed`: that
 * itself does not. */
static sp_status remove_unfit(sp_prover *c, bool *closed, sp_error *e)
{
    static const sp_pool nothing = {0};
    *closed = false;
    for (int k = -1; k < SP_N_LIMITS && !*closed; k++) {
        sp_prices one = {.scale = k < 0};
        bool removed;
        if (k >= 0 && c->priced.dearest[k] == 0) continue;
        if (k >= 0) one.price[k] = 1;
        set_prices(c, &one);
        SP_TRY(sp_plan__proof_add_up(&c->proof, &nothing, e));
        *closed = sp_plan__proof_is_closed(&c->proof);
        if (*closed)
            SP_TRY(sp_plan__proof_keep(&c->proof, e));
        else
            SP_TRY(remove_dear(c, &removed, &nothing, e));
    }
    return SP_OK;
}

/* How many operators are free, and about how many of them the bound would remove. */
static void count_free(const sp_prover *c, uint32_t *n_free, uint32_t *n_dear)
{
    const sp_bounder *b = &c->bounder;
    *n_free = *n_dear = 0;
    for (uint32_t o = 0; o < c->facts.n_ops; o++) {
        if (c->node.state[o] != SP_OP_FREE) continue;
        ++*n_free;
        *n_dear += b->lower + b->residual[o] >= c->upper;
    }
}

/* Would the bound remove enough operators for a step of the proof? */
static bool is_worth_removing(const sp_prover *c, const effort *how, bool is_last)
{
    uint32_t n_free, n_dear;
    count_free(c, &n_free, &n_dear);
    return n_dear > n_free / how->share || (n_dear > 0 && is_last);
}

/* Bound the node and remove what can be, as long as that gets on. */
static sp_status close_node(sp_prover *c, bool *closed, const effort *how, sp_error *e)
{
    unsigned n_idle = 0;
    int64_t best = 0;
    *closed = false;
    for (unsigned round = 0; round < how->n_rounds && n_idle < how->patience; round++) {
        sp_bound_kind kind;
        SP_TRY(sp_plan__bound_improve(&c->bounder, &kind, c->upper, how->n_steps, e));
        SP_TRY(explain_units(c, e));
        if (kind == SP_BOUND_CLOSED) return keep_closing(c, closed, e);
        if (kind == SP_BOUND_SPENT || c->proof.is_full) return SP_OK;
        const int64_t gain = c->bounder.lower - best;
        if (gain > 0) best = c->bounder.lower;
        n_idle = gain > (c->upper - best) / how->fraction ? 0 : n_idle + 1;
        bool removed = false;
        if (is_worth_removing(c, how, n_idle == how->patience))
            SP_TRY(remove_dear(c, &removed, &c->pool, e));
        if (removed) n_idle = 0;
        if (removed && how == &AT_ROOT) {
            bool open;
            SP_TRY(shrink(c, &open, e));
            if (!open) return keep_closing(c, closed, e);
        } else {
            SP_TRY(sp_plan__separate(&c->separator, how->n_cuts, e));
        }
    }
    return SP_OK;
}

/* Does what is in reach the goals? No cut is left then, and nothing but what is in counts. */
static bool is_reached(sp_prover *c)
{
    sp_reach *reach = &c->bounder.cuts.reach;
    for (uint32_t o = 0; o < c->facts.n_ops; o++) reach->in[o] = c->node.state[o] == SP_OP_IN;
    sp_plan__reach_run(reach);
    return reach->goals_left == 0;
}

/* What the bound leaves open at these prices, as a part of what a plan may count. */
static double gap_of(const sp_prover *c)
{
    return (double)(c->upper - c->bounder.lower) / (double)c->upper;
}

/* The same within limits: each round at other prices. */
static sp_status close_priced(sp_prover *c, bool *closed, const effort *how, sp_error *e)
{
    const bool is_root = how == &AT_PRICED_ROOT;
    double best = 1;
    unsigned n_idle = 0;
    SP_TRY(remove_unfit(c, closed, e));
    for (unsigned round = 0; round < how->n_rounds && n_idle < how->patience && !*closed; round++) {
        sp_prices *prices = &c->prices[round % c->n_prices];
        sp_bound_kind kind;
        set_prices(c, prices);
        SP_TRY(sp_plan__bound_improve(&c->bounder, &kind, c->upper, how->n_steps, e));
        SP_TRY(explain_units(c, e));
        if (kind == SP_BOUND_CLOSED) SP_TRY(keep_closing(c, closed, e));
        if (kind != SP_BOUND_OPEN || c->proof.is_full) return SP_OK;
        if (is_reached(c)) return remove_unfit(c, closed, e);
        const bool is_better = gap_of(c) < best * (1 - 1.0 / (double)how->fraction);
        n_idle = is_better ? 0 : n_idle + 1;
        if (gap_of(c) < best) best = gap_of(c);
        bool removed = false, open = true;
        if (is_worth_removing(c, how, n_idle == how->patience))
            SP_TRY(remove_dear(c, &removed, &c->pool, e));
        if (removed) n_idle = 0;
        SP_TRY(sp_plan__separate(&c->separator, how->n_cuts, e));
        sp_plan__priced_move(&c->priced, &c->bounder, c->upper, is_root ? ROOT_SHARE : NODE_SHARE);
        *prices = c->priced.at;
        if (removed && is_root) SP_TRY(shrink(c, &open, e));
        if (!open) return keep_closing(c, closed, e);
    }
    return SP_OK;
}

static sp_status try_to_close(sp_prover *c, bool *closed, bool is_root, sp_error *e)
{
    if (c->wishing) return close_priced(c, closed, is_root ? &AT_PRICED_ROOT : &AT_PRICED_NODE, e);
    return close_node(c, closed, is_root ? &AT_ROOT : &AT_NODE, e);
}

/* ---- branching ---- */

static void undo(sp_prover *c, const branch *b)
{
    for (uint32_t i = b->n_trail; i < c->node.n_trail; i++) {
        const uint32_t action = c->facts.ops[c->node.trail[i]].action;
        c->proof.is_branch[action] = 0;
        c->proof.unit[action] = SP_NONE;
    }
    sp_plan__node_undo(&c->node, b->n_trail);
    sp_plan__proof_undo(&c->proof, b->n_removed);
    if (c->n_explained > b->n_trail) c->n_explained = b->n_trail;
}

/* What to branch on: a wish, if the relaxation is undecided about one. */
static uint32_t choose_op(const sp_prover *c)
{
    const uint32_t op = c->wishing ? sp_plan__tree_doubt(&c->bounder, c->priced.use[SP_LIMIT_LOST])
                                   : SP_NONE;
    return op != SP_NONE ? op : sp_plan__tree_choose(&c->bounder);
}

/* Divide the node that was not closed; false when all is decided. */
static bool divide(sp_prover *c, branch *out)
{
    const uint32_t op = choose_op(c);
    if (op == SP_NONE) return false;
    *out = (branch){.n_trail = c->node.n_trail, .n_removed = c->proof.n_removed, .op = op};
    sp_plan__proof_branch(&c->proof, op);
    sp_plan__node_decide(&c->node, op, SP_OP_IN);
    return true;
}

/* Depth first; ends when the tree does (`*proved`), or when it is too large or too much work. */
static sp_status branch_out(sp_prover *c, bool *proved, sp_error *e)
{
    branch *later = sp_arena_array(c->arena, c->facts.n_ops, sizeof *later);
    SP_NEED(later, e);
    uint32_t n_later = 0;
    for (;;) {
        bool closed;
        SP_TRY(try_to_close(c, &closed, false, e));
        if (c->proof.is_full || c->proof.is_lost || c->work.left <= 0) return SP_OK;
        *proved = closed && n_later == 0;
        if (*proved) return SP_OK;
        if (closed) {
            const branch b = later[--n_later];
            undo(c, &b);
            sp_plan__node_decide(&c->node, b.op, SP_OP_OUT);
        } else {
            if (!divide(c, &later[n_later])) return SP_OK;
            n_later++;
        }
        SP_TRY(sp_plan__proof_add_node(&c->proof, e));
    }
}

sp_status sp_plan__prove(sp_prover *c, bool *proved, sp_error *e)
{
    bool open, closed = false;
    SP_TRY(sp_plan__proof_add_node(&c->proof, e));
    SP_TRY(set_up(c, e));
    if (c->wishing) set_prices(c, &c->prices[0]);
    SP_TRY(shrink(c, &open, e));
    if (open)
        SP_TRY(try_to_close(c, &closed, true, e));
    else
        SP_TRY(keep_closing(c, &closed, e));
    *proved = closed && !c->proof.is_full && !c->proof.is_lost;
    if (closed || c->proof.is_full || c->proof.is_lost || c->work.left <= 0) return SP_OK;
    SP_TRY(sp_plan__proof_add_up(&c->proof, &c->pool, e));
    if (c->proof.is_full || c->proof.is_lost) return SP_OK;
    SP_TRY(widen(c, e));
    return branch_out(c, proved, e);
}
