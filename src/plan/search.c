/* SPDX-License-Identifier: GPL-3.0-or-later
 * The cheapest set of actions that reaches a goal, proved: optimal delete-free planning as a search
 * over sets.
 *
 * Only sets are searched: any set from which the goals follow can be ordered (order.h). The root
 * alternates bounds from the landmark pool with plans from what the bound has paid for; operators
 * that a cheaper plan cannot contain are excluded, and when many are, the problem is compiled
 * afresh without them and reduced again. What gap is left is closed by depth-first branch and
 * bound: an operator is taken in, then left out. */
#include "plan/problem.h"

#include <string.h>

#include "base/try.h"
#include "plan/bound.h"
#include "plan/primal.h"
#include "plan/reduce.h"
#include "plan/separate.h"
#include "plan/tree.h"

enum {
    DEFAULT_NODE_LIMIT = 100000,
    NEIGHBOURHOODS = 2,   /* tried when the incumbent is improved */
    IMPROVE_EVERY = 4,    /* rounds at the root */
    SHRINK_FRACTION = 20, /* compile afresh when more than a 20th of the operators is excluded */
    PRIMAL_SHARE = 4      /* of the work that is left, at most, for better plans at a time */
};

/* Nodes differ in how much work they are, by a factor of thousands, and the root alone may be too
 * much of it. So the node limit also limits the work: to this much for the root, and this much a
 * node. */
static const int64_t ROOT_WORK = 1000000000, NODE_WORK = 20000;

/* How hard to try to close a node without branching. */
typedef struct effort {
    unsigned n_rounds, patience; /* at most, and how many in a row may be idle */
    unsigned n_steps, n_cuts;    /* of a round: subgradient steps, landmarks to separate */
    int64_t fraction;            /* a round is idle when it gains less than 1/fraction of the gap */
} effort;

static const effort AT_ROOT = {
    .n_rounds = 40, .patience = 3, .n_steps = 60, .n_cuts = 10, .fraction = 50};
static const effort AT_NODE = {
    .n_rounds = 3, .patience = 1, .n_steps = 30, .n_cuts = 3, .fraction = 10};

typedef struct search {
    const sp_search_options *options;
    sp_work work;
    sp_grid grid;
    sp_facts facts;
    sp_incumbent incumbent;
    sp_pool pool;
    sp_node node;
    sp_bounder bounder;
    sp_separator separator;
    int64_t n_nodes;
    int64_t proved; /* no plan costs less, on the grid */
    sp_arena *arena;
} search;

/* May there be a plan that costs at least `lower` and less than the incumbent? */
static bool is_gap(const search *s, int64_t lower)
{
    return sp_plan__grid_raise(&s->grid, lower) < s->incumbent.cost;
}

sp_search_options sp_search_defaults(void)
{
    return (sp_search_options){.node_limit = DEFAULT_NODE_LIMIT};
}

static sp_status set_up(search *s, sp_error *e)
{
    SP_TRY(sp_plan__node_make(&s->node, &s->facts, s->arena, e));
    SP_TRY(sp_plan__bound_make(&s->bounder, &s->facts, &s->grid, &s->node, &s->pool, s->arena, e));
    return sp_plan__separator_make(&s->separator, &s->bounder, s->arena, e);
}

/* Compile the problem afresh without the excluded operators. `*open`: may there be a plan that is
 * cheaper than the incumbent? */
static sp_status shrink(search *s, bool *open, sp_error *e)
{
    uint8_t *keep = sp_arena_array(s->arena, s->facts.n_ops, sizeof *keep);
    SP_NEED(keep, e);
    for (uint32_t o = 0; o < s->facts.n_ops; o++) keep[o] = s->node.state[o] != SP_OP_OUT;
    const sp_facts before = s->facts;
    SP_TRY(sp_plan__reduce(&s->facts, open, keep, s->arena, e));
    if (!*open) return SP_OK;
    if (s->facts.n_goals == 0) {
        sp_plan__incumbent_offer_taken(&s->incumbent, &s->facts);
        *open = false;
        return SP_OK;
    }
    SP_TRY(sp_plan__pool_follow(&s->pool, &before, &s->facts, s->incumbent.n_actions, s->arena, e));
    return set_up(s, e);
}

/* Better plans from the neighbourhood of the incumbent, or the first ones. */
static sp_status improve_incumbent(search *s, sp_error *e)
{
    const sp_arena_mark scratch = sp_arena_here(s->arena);
    int64_t *residual = sp_arena_array(s->arena, s->facts.n_ops, sizeof *residual);
    SP_NEED(residual, e);
    sp_lmcut cuts;
    SP_TRY(sp_plan__lmcut_make(&cuts, &s->facts, s->node.state, residual, s->arena, e));
    sp_plan__incumbent_improve(&s->incumbent, &cuts, NEIGHBOURHOODS,
                               s->work.left - s->work.left / PRIMAL_SHARE);
    sp_arena_rewind(s->arena, scratch);
    return SP_OK;
}

/* Bound the node once, offer a plan, exclude operators and separate. `*open`: is there a gap left
 * between `*lower`, which is raised, and the incumbent? `*idle`: was it not worth it? */
static sp_status bound_round(search *s, bool *open, bool *idle, int64_t *lower, const effort *how,
                             sp_error *e)
{
    sp_bound_kind kind;
    SP_TRY(sp_plan__bound_improve(&s->bounder, &kind, s->incumbent.cost, how->n_steps, e));
    *open = kind != SP_BOUND_CLOSED;
    *idle = true;
    if (!*open) return SP_OK;
    const int64_t gain = s->bounder.lower - *lower;
    if (gain > 0) *lower = s->bounder.lower;
    if (kind == SP_BOUND_SPENT) return SP_OK;
    sp_plan__incumbent_offer(&s->incumbent, &s->bounder.cuts);
    *open = is_gap(s, *lower);
    if (!*open) return SP_OK;
    const uint32_t n_fixed = sp_plan__bound_fix(&s->bounder, s->incumbent.cost);
    *idle = n_fixed == 0 && gain <= (s->incumbent.cost - *lower) / how->fraction;
    return sp_plan__separate(&s->separator, how->n_cuts, e);
}

static uint32_t count_excluded(const search *s)
{
    uint32_t n = 0;
    for (uint32_t o = 0; o < s->facts.n_ops; o++) n += s->node.state[o] == SP_OP_OUT;
    return n;
}

/* Bound the root and shrink the problem, as long as that gets on. `*open`: is there a gap left? */
static sp_status close_root(search *s, bool *open, sp_error *e)
{
    unsigned n_idle = 0;
    *open = true;
    for (unsigned round = 0; round < AT_ROOT.n_rounds && n_idle < AT_ROOT.patience; round++) {
        bool idle;
        SP_TRY(bound_round(s, open, &idle, &s->proved, &AT_ROOT, e));
        if (!*open || s->work.left <= 0) return SP_OK;
        if (count_excluded(s) > s->facts.n_ops / SHRINK_FRACTION) SP_TRY(shrink(s, open, e));
        if (*open && round % IMPROVE_EVERY == 0) SP_TRY(improve_incumbent(s, e));
        *open = *open && is_gap(s, s->proved);
        if (!*open) return SP_OK;
        n_idle = idle ? n_idle + 1 : 0;
    }
    return shrink(s, open, e);
}

/* Bound the current node. `*open`: must it be branched? */
static sp_status visit(search *s, bool *open, int64_t *lower, sp_error *e)
{
    unsigned n_idle = 0;
    s->n_nodes++;
    *open = true;
    for (unsigned round = 0; round < AT_NODE.n_rounds && n_idle < AT_NODE.patience && *open;
         round++) {
        if (s->work.left <= 0) return SP_OK;
        bool idle;
        SP_TRY(bound_round(s, open, &idle, lower, &AT_NODE, e));
        n_idle = idle ? n_idle + 1 : 0;
    }
    return SP_OK;
}

/* Depth first from the root, which is open. Ends with the tree or with a limit, when all that was
 * put off, and the node at hand if it is open, may hold a better plan. */
static sp_status branch_and_bound(search *s, sp_error *e)
{
    sp_tree tree;
    SP_TRY(sp_plan__tree_make(&tree, &s->node, s->arena, e));
    int64_t lower = s->proved;
    bool open = true;
    while (s->n_nodes < s->options->node_limit && s->work.left > 0) {
        const int64_t most = sp_plan__grid_below(&s->grid, s->incumbent.cost);
        if (open)
            sp_plan__tree_take(&tree, sp_plan__tree_choose(&s->bounder), lower);
        else if (!sp_plan__tree_back(&tree, most, &lower))
            break;
        SP_TRY(visit(s, &open, &lower, e));
    }
    s->proved = sp_plan__tree_least(&tree, open ? lower : s->incumbent.cost);
    return SP_OK;
}

static sp_status find_plan(search *s, sp_error *e)
{
    bool open;
    s->n_nodes = 1;
    SP_TRY(sp_plan__reduce(&s->facts, &open, NULL, s->arena, e));
    s->proved = s->facts.base;
    if (s->facts.n_goals == 0) {
        sp_plan__incumbent_offer_taken(&s->incumbent, &s->facts);
        return SP_OK;
    }
    SP_TRY(sp_plan__pool_make(&s->pool, SP_POOL_MOST, s->arena, e));
    SP_TRY(set_up(s, e));
    SP_TRY(improve_incumbent(s, e));
    SP_TRY(close_root(s, &open, e));
    if (open) return branch_and_bound(s, e);
    s->proved = s->incumbent.cost;
    return SP_OK;
}

static void report(sp_search_result *out, const search *s)
{
    for (uint32_t i = 0; i < s->incumbent.n_actions; i++)
        if (s->incumbent.has[i]) out->chosen[out->n_chosen++] = i;
    out->cost = sp_plan__grid_cost(&s->grid, s->incumbent.cost);
    out->bound = sp_plan__grid_cost(&s->grid, sp_plan__grid_raise(&s->grid, s->proved));
    if (out->bound > out->cost) out->bound = out->cost;
    out->nodes = s->n_nodes;
}

int64_t sp_plan__work_limit(const sp_search_options *options)
{
    if (options->work_limit > 0) return options->work_limit;
    if (options->node_limit > (INT64_MAX - ROOT_WORK) / NODE_WORK) return INT64_MAX;
    return ROOT_WORK + options->node_limit * NODE_WORK;
}

static sp_status run(sp_search_result *out, const sp_problem *problem,
                     const sp_search_options *options, sp_arena *a, sp_error *e)
{
    search s = {.options = options, .arena = a};
    s.work.left = sp_plan__work_limit(options);
    s.facts.work = &s.work;
    int64_t *costs = sp_arena_array(a, problem->n_actions, sizeof *costs);
    SP_NEED(costs, e);
    SP_TRY(sp_plan__grid_make(&s.grid, costs, problem, e));
    SP_TRY(sp_plan__facts_compile(&s.facts, out->missing, &out->n_missing, problem, costs, a, e));
    if (s.facts.n_goals > 0) {
        SP_TRY(sp_plan__incumbent_make(&s.incumbent, &s.facts, a, e));
        SP_TRY(find_plan(&s, e));
        report(out, &s);
    }
    out->proved = out->bound == out->cost;
    out->status = out->n_missing > 0 ? SP_SEARCH_INFEASIBLE
                  : out->proved      ? SP_SEARCH_OPTIMAL
                                     : SP_SEARCH_GAP;
    return SP_OK;
}

sp_status sp_search(sp_search_result *out, const sp_problem *problem,
                    const sp_search_options *options, sp_arena *a, sp_error *e)
{
    *out = (sp_search_result){0};
    out->chosen = sp_arena_array(a, problem->n_actions, sizeof *out->chosen);
    out->missing = sp_arena_array(a, problem->n_topics, sizeof *out->missing);
    SP_NEED(out->chosen && out->missing, e);
    const sp_arena_mark scratch = sp_arena_here(a);
    const sp_status status = run(out, problem, options, a, e);
    sp_arena_rewind(a, scratch);
    return status;
}
