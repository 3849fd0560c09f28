/* SPDX-License-Identifier: GPL-3.0-or-later
 * From what was found to a claim, and from its proof to a certificate. */
#include "plan/certify.h"

#include <string.h>

#include "base/try.h"
#include "plan/prove.h"

/* Counted like the search's, but whatever its limits: a few seconds at most. */
static const int64_t WORK = 1000000000;

/* Sums of so many multipliers, each at most this, keep within an int64_t. */
#define LARGEST_SUM (INT64_C(1) << 48)

static const int64_t FINEST_SCALE = (int64_t)1 << 20; /* of the objective within limits */

/* The largest multiple of the divisor of all costs, 0 where there are none, that is below `bound`.
 */
static int64_t most_below(int64_t bound, int64_t divisor)
{
    return divisor > 0 ? (bound - 1) / divisor * divisor : 0;
}

/* The costs in the certificate's units; false when their sum would not be exact. A set that costs
 * less than `bound` costs a multiple of what divides all costs. */
static bool set_costs(sp_prover *c, int64_t *costs, const sp_problem *problem, int64_t bound)
{
    int64_t sum = 0, divisor = 0;
    for (uint32_t i = 0; i < problem->n_actions; i++) {
        const int64_t cost = problem->actions[i].cost;
        if (cost > LARGEST_SUM / SP_CHARGES_PER_MINUTE) return false;
        costs[i] = cost * SP_CHARGES_PER_MINUTE;
        sum += costs[i];
        if (sum > LARGEST_SUM) return false;
        divisor = sp_plan__common_divisor(cost, divisor);
    }
    c->grid = (sp_grid){.unit = 1};
    c->upper = most_below(bound, divisor) * SP_CHARGES_PER_MINUTE + 1;
    return true;
}

static sp_status compile(sp_prover *c, const sp_problem *problem, const int64_t *costs, sp_error *e)
{
    sp_arena *a = c->arena;
    uint32_t n_missing = 0;
    sp_pair *missing = sp_arena_array(a, problem->n_topics, sizeof *missing);
    c->op_of = sp_arena_array(a, problem->n_actions, sizeof *c->op_of);
    SP_NEED(missing && c->op_of, e);
    c->work.left = WORK;
    c->full.work = c->facts.work = &c->work;
    SP_TRY(sp_plan__facts_compile(&c->full, missing, &n_missing, problem, costs, a, e));
    SP_TRY(sp_plan__facts_compile(&c->facts, missing, &n_missing, problem, costs, a, e));
    SP_TRY(sp_plan__proof_make(&c->proof, &c->full, c->upper, a, e));
    c->proof.facts = &c->facts;
    c->proof.node = &c->node;
    return SP_OK;
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

/* Within limits: set what is counted and what it is to come to. */
static sp_status begin_limited(sp_prover *c, const sp_wishing *w, const sp_limited_claim *claim,
                               bool of_value, sp_error *e)
{
    sp_uses uses;
    int64_t divisor = 0;
    const int64_t bound = of_value ? claim->lost : claim->bound;
    SP_TRY(sp_plan__wishes_count(&uses, w, claim->limits->minutes, c->arena, e));
    c->wishing = w;
    c->grid = (sp_grid){.unit = 1};
    c->priced = (sp_priced){.n_actions = w->problem.n_actions,
                            .objective = of_value ? uses.lost : uses.cost};
    c->priced.use[SP_LIMIT_MINUTES] = uses.minutes;
    c->priced.use[SP_LIMIT_ACTIONS] = uses.actions;
    c->priced.use[SP_LIMIT_LOST] = uses.lost;
    c->priced.most[SP_LIMIT_MINUTES] = claim->limits->most_minutes;
    c->priced.most[SP_LIMIT_ACTIONS] = claim->limits->most_actions;
    c->priced.most[SP_LIMIT_LOST] = of_value ? INT64_MAX : claim->most_lost;
    for (uint32_t i = 0; i < w->problem.n_actions; i++)
        divisor = sp_plan__common_divisor(c->priced.objective[i], divisor);
    c->most_objective = most_below(bound, divisor);
    sp_plan__priced_begin(&c->priced, FINEST_SCALE, bound);
    c->prices[0] = c->prices[1] = c->priced.at;
    c->n_prices = !of_value && c->priced.dearest[SP_LIMIT_LOST] > 0 ? 2 : 1;
    c->prices[1].scale = 0;
    c->full.uses = c->facts.uses = c->uses;
    c->uses[c->full.n_uses++] = c->priced.objective;
    for (int k = 0; k < SP_N_LIMITS; k++)
        if (c->priced.dearest[k] > 0) c->uses[c->full.n_uses++] = c->priced.use[k];
    c->facts.n_uses = c->full.n_uses;
    return SP_OK;
}

/* What is to be proved: of all paths, or of those within limits. */
typedef struct claim {
    const sp_problem *problem;
    int64_t bound;
    const sp_wishing *wishing;       /* NULL: of all */
    const sp_limited_claim *limited; /* likewise */
    bool of_value;
} claim;

static const char *reason_of(const sp_prover *c)
{
    return c->proof.is_full   ? "the proof is too large to keep"
           : c->proof.is_lost ? "the proof does not carry over to the whole catalogue"
                              : "the proof takes more work than is allowed";
}

/* Try to prove it, in `c->arena`; `*proved` says whether `c->proof` is complete. */
static sp_status try(sp_prover *c, bool *proved, const char **reason, const claim *what,
                     sp_error *e)
{
    int64_t *costs = sp_arena_array(c->arena, what->problem->n_actions, sizeof *costs);
    SP_NEED(costs, e);
    if (what->wishing) {
        SP_TRY(begin_limited(c, what->wishing, what->limited, what->of_value, e));
    } else if (!set_costs(c, costs, what->problem, what->bound)) {
        *reason = "the costs are too large";
        return SP_OK;
    }
    SP_TRY(compile(c, what->problem, costs, e));
    SP_TRY(sp_plan__prove(c, proved, e));
    *reason = reason_of(c);
    return SP_OK;
}

/* In an arena of its own, as what is kept grows while the rest comes and goes. Where it is too
 * small for the proof there is still a plan. */
static sp_status make(sp_certificate *out, const claim *what, sp_arena *a, sp_error *e)
{
    *out = (sp_certificate){.kind = SP_CERTIFICATE_ROOT};
    if (what->bound <= 0) return SP_OK; /* nothing is to be proved */
    sp_prover c = {.arena = sp_arena_make(0)};
    bool proved = false;
    const char *reason = "the proof takes more memory than is allowed";
    sp_status status = SP_OK;
    if (c.arena && try(&c, &proved, &reason, what, NULL) == SP_OK && proved)
        status = keep_certificate(out, &c.proof.certificate, a, e);
    else
        *out = (sp_certificate){.reason = reason};
    sp_arena_free(c.arena);
    return status;
}

sp_status sp_certify(sp_certificate *out, const sp_problem *problem, const sp_search_result *found,
                     sp_arena *a, sp_error *e)
{
    const claim what = {.problem = problem, .bound = found->bound};
    return make(out, &what, a, e);
}

/* From the actions of the problem with wishes to those of the problem, and wishes behind them. */
static void name_wishes(sp_certificate *out, const sp_wishing *w)
{
    for (uint32_t i = 0; i < out->n_landmarks; i++)
        for (uint32_t k = 0; k < out->landmarks[i].n_courses; k++)
            if (out->landmarks[i].courses[k] >= w->n_real)
                out->landmarks[i].courses[k] -= w->n_wishes;
    for (uint32_t i = 0; i < out->n_nodes; i++)
        if (out->nodes[i].branch != SP_NONE && out->nodes[i].branch >= w->n_real)
            out->nodes[i].branch -= w->n_wishes;
}

sp_status sp_certify_limited(sp_certificate *value, sp_certificate *cost,
                             const sp_limited_claim *limited, sp_arena *a, sp_error *e)
{
    sp_wishing w;
    SP_TRY(
        sp_plan__wishes_add(&w, limited->problem, true, limited->wishes, limited->n_wishes, a, e));
    claim what = {.problem = &w.problem,
                  .bound = limited->lost,
                  .wishing = &w,
                  .limited = limited,
                  .of_value = true};
    SP_TRY(make(value, &what, a, e));
    what.bound = limited->bound;
    what.of_value = false;
    SP_TRY(make(cost, &what, a, e));
    name_wishes(value, &w);
    name_wishes(cost, &w);
    return SP_OK;
}
