/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two searches, one after the other: the least weight lost within the limits, then the least cost
 * within them that loses no more.
 *
 * Each is a branch and bound over sets like that of search.c, on the bounds of bound.h, with a
 * price on each limit (priced.h): the prices are moved towards the best bound between rounds. */
#include "plan/limited.h"

#include <string.h>

#include "base/try.h"
#include "plan/reduce.h"
#include "plan/selection.h"
#include "plan/separate.h"
#include "plan/tree.h"

enum {
    SHRINK_FRACTION = 10, /* compile afresh when more than a tenth of the operators is excluded */
    FIRST_SHARE = 2,      /* of the work: at most half of it is for the first search */
    WORST_ROUNDS = 4      /* without a better bound before the steps of the prices are halved */
};

static const double LEAST_SHARE = 0.01; /* of a step of the prices that is worth a round */
static const int64_t FINEST_SCALE = (int64_t)1 << 24;

typedef struct effort {
    unsigned n_rounds, n_steps, n_cuts; /* rounds at most; of a round: steps, landmarks */
    double share;                       /* of Polyak's step of the prices, at first */
    bool repairs;                       /* sets that pass a limit */
} effort;

static const effort AT_ROOT = {
    .n_rounds = 80, .n_steps = 60, .n_cuts = 10, .share = 0.5, .repairs = true};
static const effort AT_NODE = {.n_rounds = 3, .n_steps = 30, .n_cuts = 3, .share = 0.2};

typedef struct stage {
    const sp_wishing *wishing;
    sp_grid values; /* what an objective may be */
    sp_grid plain;  /* of what operators count: anything */
    sp_priced priced;
    const int64_t *uses[1 + SP_N_LIMITS]; /* for dominance: the objective and what is limited */
    sp_work *work;
    sp_facts facts;
    sp_pool pool;
    sp_node node;
    sp_bounder bounder;
    sp_separator separator;
    sp_selection best;
    /* Prices to bound with, in turn: for the objective, and (in the second search) for proving that
     * there is no set within the limits at all. */
    sp_prices prices[2];
    unsigned n_prices, turn;
    int64_t n_nodes, node_limit;
    int64_t proved; /* no set within the limits has a smaller objective */
    sp_arena *arena;
} stage;

/* The largest objective below `objective` that a set may have. */
static int64_t next_below(const stage *s, int64_t objective)
{
    const sp_grid *g = &s->values;
    if (g->n_actions > 0) return sp_plan__grid_below(g, objective);
    const int64_t rest = objective % g->unit;
    return objective - (rest > 0 ? rest : g->unit);
}

/* The least objective >= `bound` that a set may have. */
static int64_t raise(const stage *s, int64_t bound)
{
    if (s->values.n_actions > 0) return sp_plan__grid_raise(&s->values, bound);
    return (bound + s->values.unit - 1) / s->values.unit * s->values.unit;
}

static bool is_gap(const stage *s, int64_t lower)
{
    return raise(s, lower) < s->best.objective;
}

/* What a set that is better than the best one counts less than. */
static int64_t ceiling(const stage *s)
{
    return sp_plan__priced_ceiling(&s->priced, next_below(s, s->best.objective));
}

/* After sp_plan__facts_count_uses. */
static sp_status set_up(stage *s, sp_error *e)
{
    SP_TRY(sp_plan__node_make(&s->node, &s->facts, s->arena, e));
    SP_TRY(sp_plan__bound_make(&s->bounder, &s->facts, &s->plain, &s->node, &s->pool, s->arena, e));
    sp_plan__priced_apply(&s->priced, &s->facts, &s->node);
    return sp_plan__separator_make(&s->separator, &s->bounder, s->arena, e);
}

/* Compile the problem afresh without the excluded operators. */
static sp_status shrink(stage *s, bool *open, sp_error *e)
{
    const sp_facts before = s->facts;
    uint8_t *keep = sp_arena_array(s->arena, before.n_ops, sizeof *keep);
    SP_NEED(keep, e);
    for (uint32_t o = 0; o < before.n_ops; o++) keep[o] = s->node.state[o] != SP_OP_OUT;
    sp_plan__facts_count_uses(&s->facts);
    SP_TRY(sp_plan__reduce(&s->facts, open, keep, s->arena, e));
    if (!*open) return SP_OK;
    SP_TRY(sp_plan__pool_follow(&s->pool, &before, &s->facts, s->priced.n_actions, s->arena, e));
    return set_up(s, e);
}

static uint32_t count_excluded(const stage *s)
{
    uint32_t n = 0;
    for (uint32_t o = 0; o < s->facts.n_ops; o++) n += s->node.state[o] == SP_OP_OUT;
    return n;
}

/* Bound the node once at the prices as they are. `*open`: may it hold a better set? `*lower` is
 * raised. */
static sp_status bound_round(stage *s, bool *open, int64_t *lower, const effort *how, sp_error *e)
{
    sp_bound_kind kind;
    *open = false;
    if (!sp_plan__priced_fit(&s->priced, &s->node)) return SP_OK;
    SP_TRY(sp_plan__bound_improve(&s->bounder, &kind, ceiling(s), how->n_steps, e));
    if (kind == SP_BOUND_CLOSED) return SP_OK;
    const int64_t floor = sp_plan__priced_floor(&s->priced, s->bounder.lower),
                  paid = sp_plan__priced_paid(&s->priced, &s->node);
    if (floor > *lower) *lower = floor;
    if (paid > *lower) *lower = paid;
    *open = true;
    if (kind == SP_BOUND_SPENT) return SP_OK;
    *open = !sp_plan__selection_offer_in(&s->best, &s->bounder.cuts);
    if (!*open) return SP_OK;
    sp_plan__selection_offer(&s->best, &s->bounder.cuts, how->repairs);
    *open = is_gap(s, *lower);
    if (!*open) return SP_OK;
    sp_plan__bound_fix(&s->bounder, ceiling(s));
    return sp_plan__separate(&s->separator, how->n_cuts, e);
}

/* Bound with the prices of `turn`, and leave them closer to the best ones. */
static sp_status take_turn(stage *s, bool *open, int64_t *lower, const effort *how, unsigned turn,
                           double share, sp_error *e)
{
    s->priced.at = s->prices[turn];
    sp_plan__priced_apply(&s->priced, &s->facts, &s->node);
    SP_TRY(bound_round(s, open, lower, how, e));
    if (!*open) return SP_OK;
    sp_plan__priced_move(&s->priced, &s->bounder, ceiling(s), share);
    s->prices[turn] = s->priced.at;
    return SP_OK;
}

/* The best prices at the root. */
typedef struct record {
    sp_prices prices;
    int64_t lower; /* bound, as far below the ceiling for an objective of 0 as it is */
    unsigned n_worse;
    double share;
} record;

/* Bound the root at better and better prices, and shrink the problem. */
static sp_status close_root(stage *s, bool *open, sp_error *e)
{
    record best[2] = {{.lower = INT64_MIN, .share = AT_ROOT.share},
                      {.lower = INT64_MIN, .share = AT_ROOT.share}};
    *open = true;
    for (unsigned round = 0; round < AT_ROOT.n_rounds; round++) {
        const unsigned turn = round % s->n_prices;
        record *r = &best[turn];
        if (r->share < LEAST_SHARE) continue;
        const sp_prices before = s->prices[turn];
        SP_TRY(take_turn(s, open, &s->proved, &AT_ROOT, turn, r->share, e));
        if (!*open || s->work->left <= 0) return SP_OK;
        s->priced.at = before;
        const int64_t lower = s->bounder.lower - sp_plan__priced_ceiling(&s->priced, 0);
        if (lower > r->lower) {
            *r = (record){.prices = before, .lower = lower, .share = r->share};
        } else if (++r->n_worse == WORST_ROUNDS) {
            r->share /= 2;
            r->n_worse = 0;
            s->prices[turn] = r->prices;
        }
        if (count_excluded(s) <= s->facts.n_ops / SHRINK_FRACTION) continue;
        SP_TRY(shrink(s, open, e));
        if (!*open) return SP_OK;
    }
    for (unsigned turn = 0; turn < s->n_prices; turn++) s->prices[turn] = best[turn].prices;
    return shrink(s, open, e);
}

static sp_status visit(stage *s, bool *open, int64_t *lower, sp_error *e)
{
    s->n_nodes++;
    *open = true;
    for (unsigned round = 0; round < AT_NODE.n_rounds && *open; round++) {
        if (s->work->left <= 0) return SP_OK;
        SP_TRY(take_turn(s, open, lower, &AT_NODE, round % s->n_prices, AT_NODE.share, e));
    }
    return SP_OK;
}

/* What to branch on: the skip that the relaxation is most undecided about, if there is one. */
static uint32_t choose_op(const stage *s)
{
    const uint32_t op = sp_plan__tree_doubt(&s->bounder, s->priced.use[SP_LIMIT_LOST]);
    return op != SP_NONE ? op : sp_plan__tree_choose(&s->bounder);
}

static sp_status branch_and_bound(stage *s, sp_error *e)
{
    sp_tree tree;
    SP_TRY(sp_plan__tree_make(&tree, &s->node, s->arena, e));
    int64_t lower = s->proved;
    bool open = true;
    while (s->n_nodes < s->node_limit && s->work->left > 0) {
        /* An open node where all is decided has nothing left to offer; prices may not prove it. */
        const uint32_t op = open ? choose_op(s) : SP_NONE;
        open = op != SP_NONE;
        if (open)
            sp_plan__tree_take(&tree, op, lower);
        else if (!sp_plan__tree_back(&tree, next_below(s, s->best.objective), &lower))
            break;
        SP_TRY(visit(s, &open, &lower, e));
    }
    s->proved = sp_plan__tree_least(&tree, open ? lower : s->best.objective);
    return SP_OK;
}

/* Search with the objective and the limits that `s->priced` and `s->values` have, from the set in
 * `s->best`. */
static sp_status run_stage(stage *s, sp_error *e)
{
    bool open;
    sp_pair *missing = sp_arena_array(s->arena, s->wishing->problem.n_topics, sizeof *missing);
    int64_t *costs = sp_arena_array(s->arena, s->priced.n_actions, sizeof *costs);
    SP_NEED(missing && costs, e);
    uint32_t n_missing;
    sp_plan__priced_begin(&s->priced, FINEST_SCALE, s->best.objective);
    s->prices[0] = s->priced.at;
    s->facts = (sp_facts){.work = s->work, .uses = s->uses};
    s->uses[s->facts.n_uses++] = s->priced.objective;
    for (int k = 0; k < SP_N_LIMITS; k++)
        if (s->priced.dearest[k] > 0) s->uses[s->facts.n_uses++] = s->priced.use[k];
    SP_TRY(sp_plan__facts_compile(&s->facts, missing, &n_missing, &s->wishing->problem, costs,
                                  s->arena, e));
    sp_plan__facts_count_uses(&s->facts);
    SP_TRY(sp_plan__reduce(&s->facts, &open, NULL, s->arena, e));
    const sp_selection known = s->best;
    SP_TRY(sp_plan__selection_make(&s->best, s->wishing, &s->priced, &s->facts, s->arena, e));
    s->best.has = known.has;
    s->best.objective = known.objective;
    s->n_nodes = 1;
    s->proved = 0;
    if (!open || s->facts.n_goals == 0) return SP_OK;
    SP_TRY(sp_plan__pool_make(&s->pool, SP_POOL_MOST, s->arena, e));
    SP_TRY(set_up(s, e));
    SP_TRY(close_root(s, &open, e));
    if (open) return branch_and_bound(s, e);
    s->proved = s->best.objective;
    return SP_OK;
}

/* What each action of the problem with wishes counts for: costs on the grid. */
typedef struct counts {
    sp_uses uses;
    sp_grid grid, weights;
} counts;

static sp_status count(counts *c, const sp_problem *problem, const sp_wishing *w,
                       const sp_limits *limits, sp_arena *a, sp_error *e)
{
    SP_TRY(sp_plan__wishes_count(&c->uses, w, limits->minutes, a, e));
    SP_TRY(sp_plan__grid_make(&c->grid, c->uses.cost, problem, e));
    c->weights = (sp_grid){.unit = 0};
    for (uint32_t i = w->n_real; i < w->problem.n_actions; i++)
        c->weights.unit = sp_plan__common_divisor(c->uses.lost[i], c->weights.unit);
    return SP_OK;
}

/* The objective of the best set so far. */
static int64_t best_objective(const stage *s)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < s->priced.n_actions; i++)
        if (s->best.has[i]) sum += s->priced.objective[i];
    return sum;
}

/* First: the least weight lost. Skipping all is within any limits. */
static sp_status find_value(stage *s, const counts *c, sp_error *e)
{
    s->best.has = sp_arena_take(s->arena, s->priced.n_actions);
    SP_NEED(s->best.has, e);
    for (uint32_t i = 0; i < s->priced.n_actions; i++)
        s->best.has[i] = sp_plan__is_skip(s->wishing, i);
    s->values = c->weights;
    s->priced.objective = c->uses.lost;
    s->priced.most[SP_LIMIT_LOST] = INT64_MAX;
    s->best.objective = best_objective(s);
    s->n_prices = 1;
    const int64_t rest = s->work->left / FIRST_SHARE;
    s->work->left -= rest;
    SP_TRY(run_stage(s, e));
    s->work->left += rest;
    return SP_OK;
}

/* Then: the least cost that loses no more than `most_lost`. */
static sp_status find_cost(stage *s, const counts *c, int64_t most_lost, sp_error *e)
{
    s->values = c->grid;
    s->priced.objective = c->uses.cost;
    s->priced.most[SP_LIMIT_LOST] = most_lost;
    s->best.objective = best_objective(s);
    /* What proved the least weight lost proves that little else loses no more. */
    s->prices[1] = s->prices[0];
    s->prices[1].price[SP_LIMIT_LOST] = s->prices[0].scale;
    s->prices[1].scale = 0;
    s->n_prices = most_lost > 0 ? 2 : 1;
    return run_stage(s, e);
}

static sp_status report(sp_limited_result *out, const sp_problem *problem, const stage *s,
                        const counts *c, int64_t least_lost, sp_error *e)
{
    const sp_wishing *w = s->wishing;
    int64_t most = -least_lost;
    for (uint32_t i = 0; i < w->n_real; i++)
        if (s->best.has[i]) out->chosen[out->n_chosen++] = i;
    SP_TRY(sp_wishes_check(out->fulfilled, &out->value, problem, w->wishes, w->n_wishes,
                           s->best.has, s->arena, e));
    for (uint32_t i = 0; i < w->n_wishes; i++) most += w->wishes[i].weight;
    out->value_bound = most > out->value ? most : out->value;
    out->cost = sp_plan__grid_cost(&c->grid, s->best.objective);
    out->bound = sp_plan__grid_cost(&c->grid, raise(s, s->proved));
    if (out->bound > out->cost) out->bound = out->cost;
    out->proved = out->value == out->value_bound && out->cost == out->bound;
    return SP_OK;
}

static sp_status run(sp_limited_result *out, const sp_problem *problem, const sp_wishing *w,
                     const sp_limits *limits, const sp_search_options *options, sp_arena *a,
                     sp_error *e)
{
    counts c;
    SP_TRY(count(&c, problem, w, limits, a, e));
    sp_work work = {.left = sp_plan__work_limit(options)};
    stage s = {.wishing = w, .work = &work, .node_limit = options->node_limit, .arena = a};
    s.plain = (sp_grid){.unit = 1};
    s.priced = (sp_priced){.n_actions = w->problem.n_actions};
    s.priced.use[SP_LIMIT_MINUTES] = c.uses.minutes;
    s.priced.use[SP_LIMIT_ACTIONS] = c.uses.actions;
    s.priced.use[SP_LIMIT_LOST] = c.uses.lost;
    s.priced.most[SP_LIMIT_MINUTES] = limits->most_minutes;
    s.priced.most[SP_LIMIT_ACTIONS] = limits->most_actions;
    SP_TRY(find_value(&s, &c, e));
    const int64_t lost = s.best.objective, least_lost = raise(&s, s.proved);
    out->nodes = s.n_nodes;
    s.node_limit = options->node_limit > s.n_nodes ? options->node_limit - s.n_nodes : 1;
    SP_TRY(find_cost(&s, &c, lost, e));
    out->nodes += s.n_nodes;
    return report(out, problem, &s, &c, least_lost, e);
}

sp_status sp_search_limited(sp_limited_result *out, const sp_problem *problem,
                            const sp_wish *wishes, uint32_t n_wishes, const sp_limits *limits,
                            const sp_search_options *options, sp_arena *a, sp_error *e)
{
    *out = (sp_limited_result){.proved = true};
    out->chosen = sp_arena_array(a, problem->n_actions, sizeof *out->chosen);
    out->fulfilled = sp_arena_array(a, n_wishes, sizeof *out->fulfilled);
    SP_NEED(out->chosen && out->fulfilled, e);
    if (n_wishes == 0) return SP_OK;
    const sp_arena_mark scratch = sp_arena_here(a);
    sp_wishing wishing;
    SP_TRY(sp_plan__wishes_add(&wishing, problem, false, wishes, n_wishes, a, e));
    const sp_status status = run(out, problem, &wishing, limits, options, a, e);
    sp_arena_rewind(a, scratch);
    return status;
}
