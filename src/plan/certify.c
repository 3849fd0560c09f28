/* SPDX-License-Identifier: GPL-3.0-or-later
 * Making a certificate: the search's bounds once more, over the whole problem and with its answer
 * at hand. What every plan contains is found first, among the chosen; then bounds and removals as
 * in the search; what they do not close is branched, and each node keeps its steps. */
#include "plan/certify.h"

#include <string.h>

#include "base/try.h"
#include "plan/proof.h"
#include "plan/separate.h"

/* Counted like the search's, but whatever its limits: a few seconds at most. */
static const int64_t WORK = 1000000000;

enum {
    ROUNDS = 60,         /* of a node, at most */
    PATIENCE = 3,        /* rounds in a row that may be idle before what can be removed is */
    STEPS = 60,          /* of the subgradient, a round */
    CUTS = 10,           /* landmarks to separate, a round */
    IDLE_FRACTION = 50,  /* a round is idle when it gains less than this part of the gap */
    REMOVE_FRACTION = 10 /* remove at once when this part of the free operators can be */
};

#define LARGEST_SUM (INT64_C(1) << 52) /* as in the search: sums are exact in a double too */

typedef struct certifying {
    sp_work work;
    sp_grid grid;
    sp_facts facts;
    sp_node node;
    sp_pool pool;
    sp_bounder bounder;
    sp_separator separator;
    sp_proof proof;
    int64_t upper;        /* on the grid: what a plan cheaper than the bound costs less than */
    uint32_t n_explained; /* of the node's trail: decisions that the proof knows */
    sp_arena *arena;
} certifying;

/* A branch that is still to be visited: after `n_trail` decisions `op` is left out. */
typedef struct branch {
    uint32_t n_trail, op;
} branch;

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        const int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Leave in the bounder's cut, which nothing but excluded operators may reach the goals around, a
 * landmark of the whole problem. */
static void complete_cut(certifying *c, const uint32_t *ops, uint32_t n_ops)
{
    sp_lmcut *cuts = &c->bounder.cuts;
    for (uint32_t i = 0; i < n_ops; i++) cuts->cut[i] = ops[i];
    cuts->n_cut = n_ops;
    sp_plan__lmcut_minimise(cuts);
}

/* Tell the proof why operators are in that the bounder took. */
static sp_status explain_units(certifying *c, sp_error *e)
{
    for (; c->n_explained < c->node.n_trail; c->n_explained++) {
        const uint32_t op = c->node.trail[c->n_explained];
        if (c->node.state[op] != SP_OP_IN || c->proof.is_branch[op]) continue;
        complete_cut(c, &op, 1);
        SP_TRY(
            sp_plan__proof_add_unit(&c->proof, op, c->bounder.cuts.cut, c->bounder.cuts.n_cut, e));
    }
    return SP_OK;
}

/* What every plan contains is chosen, and without it the rest does not reach the goals. */
static sp_status take_forced(certifying *c, const sp_search_result *found, sp_error *e)
{
    sp_reach *reach = &c->bounder.cuts.reach;
    for (uint32_t i = 0; i < found->n_chosen; i++) {
        memset(reach->in, 1, c->facts.n_ops);
        reach->in[found->chosen[i]] = 0;
        sp_plan__reach_run(reach);
        if (reach->goals_left > 0) sp_plan__node_decide(&c->node, found->chosen[i], SP_OP_IN);
    }
    return explain_units(c, e);
}

/* Exclude what the tally shows that no plan cheaper than the bound contains, and keep the step. */
static sp_status remove_dear(certifying *c, uint32_t n_removed, sp_error *e)
{
    SP_TRY(sp_plan__proof_keep(&c->proof, &c->pool, n_removed, e));
    for (uint32_t o = 0; o < c->facts.n_ops; o++)
        if (c->node.state[o] == SP_OP_FREE && sp_plan__proof_is_removable(&c->proof, o))
            sp_plan__node_decide(&c->node, o, SP_OP_OUT);
    return SP_OK;
}

static void count_free(const certifying *c, uint32_t *n_free, uint32_t *n_removable)
{
    *n_free = *n_removable = 0;
    for (uint32_t o = 0; o < c->facts.n_ops; o++) {
        if (c->node.state[o] != SP_OP_FREE) continue;
        ++*n_free;
        *n_removable += sp_plan__proof_is_removable(&c->proof, o);
    }
}

/* Keep the step that closes the node; `*closed` is false when there is none after all, as the pool
 * was too full for a landmark that the bound rests on. */
static sp_status keep_closing(certifying *c, bool *closed, sp_error *e)
{
    const sp_pool nothing = {0};
    *closed = true;
    sp_plan__proof_tally(&c->proof, &c->pool);
    if (sp_plan__proof_is_closed(&c->proof)) return sp_plan__proof_keep(&c->proof, &c->pool, 0, e);
    sp_plan__proof_tally(&c->proof, &nothing);
    if (sp_plan__proof_is_closed(&c->proof)) return sp_plan__proof_keep(&c->proof, &nothing, 0, e);
    sp_lmcut *cuts = &c->bounder.cuts;
    for (uint32_t o = 0; o < c->facts.n_ops; o++) cuts->reach.in[o] = c->node.state[o] != SP_OP_OUT;
    sp_plan__reach_run(&cuts->reach);
    *closed = cuts->reach.goals_left > 0;
    if (!*closed) return SP_OK;
    complete_cut(c, NULL, 0);
    return sp_plan__proof_keep_hopeless(&c->proof, cuts->cut, cuts->n_cut, e);
}

/* Bound the node and remove what can be, as long as that gets on. */
static sp_status close_node(certifying *c, bool *closed, sp_error *e)
{
    unsigned n_idle = 0;
    int64_t best = 0;
    *closed = false;
    for (unsigned round = 0; round < ROUNDS && n_idle <= PATIENCE && c->work.left > 0; round++) {
        sp_bound_kind kind;
        SP_TRY(sp_plan__bound_improve(&c->bounder, &kind, c->upper, STEPS, e));
        SP_TRY(explain_units(c, e));
        if (kind == SP_BOUND_CLOSED) return keep_closing(c, closed, e);
        if (kind == SP_BOUND_SPENT) return SP_OK;
        sp_plan__proof_tally(&c->proof, &c->pool);
        const int64_t gain = c->proof.sum - best;
        if (gain > 0) best = c->proof.sum;
        n_idle = gain > (c->upper - best) / IDLE_FRACTION ? 0 : n_idle + 1;
        uint32_t n_free, n_removable;
        count_free(c, &n_free, &n_removable);
        if (n_removable > 0 && (n_idle >= PATIENCE || n_removable > n_free / REMOVE_FRACTION)) {
            SP_TRY(remove_dear(c, n_removable, e));
            n_idle = 0;
        }
        SP_TRY(sp_plan__separate(&c->separator, CUTS, e));
    }
    return SP_OK;
}

/* The free operators of landmark `i`; 0 when it is hit. `best` is the one taken most of. */
static uint32_t count_choices(const certifying *c, uint32_t i, uint32_t *best)
{
    uint32_t n_free = 0;
    for (uint32_t m = c->pool.at[i]; m < c->pool.at[i + 1]; m++) {
        const uint32_t op = c->pool.members[m];
        if (c->node.state[op] == SP_OP_IN) return 0;
        if (c->node.state[op] == SP_OP_OUT) continue;
        if (n_free++ == 0 || c->separator.share[op] > c->separator.share[*best]) *best = op;
    }
    return n_free;
}

/* As the search does: of the landmark with the fewest choices. SP_NONE when all is decided. */
static uint32_t choose_op(const certifying *c)
{
    uint32_t chosen = SP_NONE, fewest = UINT32_MAX;
    for (uint32_t i = 0; i < c->pool.n_landmarks; i++) {
        uint32_t op = SP_NONE;
        const uint32_t n_choices = count_choices(c, i, &op);
        if (n_choices == 0 || n_choices >= fewest) continue;
        fewest = n_choices;
        chosen = op;
    }
    for (uint32_t o = 0; o < c->facts.n_ops && chosen == SP_NONE; o++)
        if (c->node.state[o] == SP_OP_FREE) chosen = o;
    return chosen;
}

static void undo(certifying *c, uint32_t n_trail)
{
    for (uint32_t i = n_trail; i < c->node.n_trail; i++) c->proof.is_branch[c->node.trail[i]] = 0;
    sp_plan__node_undo(&c->node, n_trail);
    if (c->n_explained > n_trail) c->n_explained = n_trail;
}

/* Depth first; ends when the tree does (`*proved`), or when it is too large or too much work. */
static sp_status prove(certifying *c, bool *proved, sp_error *e)
{
    *proved = false;
    branch *later = sp_arena_array(c->arena, c->facts.n_ops, sizeof *later);
    SP_NEED(later, e);
    uint32_t n_later = 0;
    for (;;) {
        bool closed;
        SP_TRY(sp_plan__proof_add_node(&c->proof, e));
        SP_TRY(close_node(c, &closed, e));
        *proved = closed && n_later == 0 && !c->proof.is_full;
        if (*proved || c->proof.is_full || c->work.left <= 0) return SP_OK;
        if (closed) {
            const branch b = later[--n_later];
            undo(c, b.n_trail);
            sp_plan__node_decide(&c->node, b.op, SP_OP_OUT);
            continue;
        }
        const uint32_t op = choose_op(c);
        if (op == SP_NONE) {
            c->proof.is_full = true;
            return SP_OK;
        }
        c->proof.certificate.nodes[c->proof.certificate.n_nodes - 1].branch = op;
        later[n_later++] = (branch){.n_trail = c->node.n_trail, .op = op};
        c->proof.is_branch[op] = 1;
        sp_plan__node_decide(&c->node, op, SP_OP_IN);
    }
}

/* The costs in the certificate's units; false when their sum would not be exact. */
static bool set_costs(certifying *c, int64_t *costs, const sp_problem *problem)
{
    int64_t sum = 0, divisor = 0;
    for (uint32_t i = 0; i < problem->n_actions; i++) {
        const int64_t cost = problem->actions[i].cost;
        if (cost > LARGEST_SUM / SP_CHARGES_PER_MINUTE) return false;
        costs[i] = cost * SP_CHARGES_PER_MINUTE;
        sum += costs[i];
        if (sum > LARGEST_SUM) return false;
        divisor = common_divisor(cost, divisor);
    }
    c->grid = (sp_grid){.shift = 6, .unit = divisor * SP_CHARGES_PER_MINUTE, .n_actions = 1};
    return true;
}

static sp_status set_up(certifying *c, const sp_problem *problem, const sp_search_result *found,
                        const int64_t *costs, sp_error *e)
{
    sp_arena *a = c->arena;
    const int64_t divisor = c->grid.unit / SP_CHARGES_PER_MINUTE;
    uint32_t n_missing = 0;
    sp_pair *missing = sp_arena_array(a, problem->n_topics, sizeof *missing);
    SP_NEED(missing, e);
    c->work.left = WORK;
    c->facts.work = &c->work;
    c->upper = found->bound * SP_CHARGES_PER_MINUTE + 1;
    SP_TRY(sp_plan__facts_compile(&c->facts, missing, &n_missing, problem, costs, a, e));
    SP_TRY(sp_plan__node_make(&c->node, &c->facts, a, e));
    SP_TRY(sp_plan__pool_make(&c->pool, a, e));
    SP_TRY(sp_plan__bound_make(&c->bounder, &c->facts, &c->grid, &c->node, &c->pool, a, e));
    SP_TRY(sp_plan__separator_make(&c->separator, &c->bounder, a, e));
    SP_TRY(sp_plan__proof_make(&c->proof, &c->facts, &c->node, found->bound, divisor, a, e));
    return take_forced(c, found, e);
}

static sp_status copy(void **out, const void *items, size_t n, size_t size, sp_arena *a,
                      sp_error *e)
{
    *out = sp_arena_array(a, n, size);
    SP_NEED(*out, e);
    if (n > 0) memcpy(*out, items, n * size);
    return SP_OK;
}

/* From the arena that is given back to the caller's. */
static sp_status keep_certificate(sp_certificate *out, const sp_certificate *made, sp_arena *a,
                                  sp_error *e)
{
    void *landmarks, *charges, *steps, *nodes;
    SP_TRY(copy(&landmarks, made->landmarks, made->n_landmarks, sizeof *made->landmarks, a, e));
    SP_TRY(copy(&charges, made->charges, made->n_charges, sizeof *made->charges, a, e));
    SP_TRY(copy(&steps, made->steps, made->n_steps, sizeof *made->steps, a, e));
    SP_TRY(copy(&nodes, made->nodes, made->n_nodes, sizeof *made->nodes, a, e));
    *out = *made;
    out->landmarks = landmarks;
    out->charges = charges;
    out->steps = steps;
    out->nodes = nodes;
    for (uint32_t i = 0; i < made->n_landmarks; i++) {
        void *courses;
        SP_TRY(copy(&courses, made->landmarks[i].courses, made->landmarks[i].n_courses,
                    sizeof *made->landmarks[i].courses, a, e));
        out->landmarks[i].courses = courses;
    }
    out->kind = made->n_nodes > 1 ? SP_CERTIFICATE_TREE : SP_CERTIFICATE_ROOT;
    return SP_OK;
}

static sp_status certify(sp_certificate *out, const sp_problem *problem,
                         const sp_search_result *found, sp_arena *scratch, sp_arena *a, sp_error *e)
{
    certifying c = {.arena = scratch};
    int64_t *costs = sp_arena_array(scratch, problem->n_actions, sizeof *costs);
    SP_NEED(costs, e);
    *out = (sp_certificate){.kind = SP_CERTIFICATE_NONE};
    if (!set_costs(&c, costs, problem)) {
        out->reason = "the costs are too large";
        return SP_OK;
    }
    SP_TRY(set_up(&c, problem, found, costs, e));
    bool proved;
    SP_TRY(prove(&c, &proved, e));
    if (proved) return keep_certificate(out, &c.proof.certificate, a, e);
    out->reason = c.proof.is_full ? "the proof is too large to keep"
                                  : "the proof takes more work than is allowed";
    return SP_OK;
}

sp_status sp_certify(sp_certificate *out, const sp_problem *problem, const sp_search_result *found,
                     sp_arena *a, sp_error *e)
{
    *out = (sp_certificate){.kind = SP_CERTIFICATE_ROOT};
    if (found->bound <= 0) return SP_OK; /* nothing is to be proved */
    /* Of its own, as what is kept grows while the rest comes and goes. */
    sp_arena *scratch = sp_arena_make(0);
    SP_NEED(scratch, e);
    const sp_status status = certify(out, problem, found, scratch, a, e);
    sp_arena_free(scratch);
    return status;
}
