/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a plan proves: that its goal is reached as far as it can be, and that no less would do. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/try.h"
#include "check/bound.h"
#include "check/plan.h"

enum { MOST_ORDERED_EXACTLY = 14 }; /* docs/planning.md */

/* The learner's problem over the whole catalogue, without its costs. */
typedef struct problem {
    sp_claim claim;
    sp_offer *offers;
    uint8_t *goal, *levels, *allowed; /* the goal as far as it can be reached */
    uint32_t *pending;
    const uint8_t *nothing; /* no goal: wants take its place */
    sp_want *wants;
    uint32_t n_wants;
} problem;

static bool is_included(const sp_profile *p, sp_course_id id)
{
    for (size_t i = 0; i < p->n_include; i++)
        if (p->include[i] == id) return true;
    return false;
}

static sp_status make_problem(problem *out, const sp_evidence *evidence, sp_arena *a, sp_error *e)
{
    const sp_learner *l = evidence->learner;
    const sp_scores *scores = evidence->scores;
    const sp_catalog *c = l->catalog;
    const size_t n_topics = c->topics.n_items, n = c->n_courses;
    out->offers = sp_arena_array(a, n, sizeof *out->offers);
    out->goal = sp_arena_take(a, n_topics);
    out->levels = sp_arena_take(a, n_topics);
    out->allowed = sp_arena_take(a, n);
    out->pending = sp_arena_array(a, n, sizeof *out->pending);
    out->nothing = sp_arena_take(a, n_topics);
    SP_NEED(out->offers && out->goal && out->levels && out->allowed && out->pending, e);
    SP_NEED(out->nothing, e);
    for (size_t i = 0; i < n; i++) {
        const sp_course *course = &c->courses[i];
        size_t n_entry;
        const sp_pair *entry = sp_course_entry(&n_entry, course, evidence->stated->inputs.formal);
        out->offers[i] = (sp_offer){.id = course->id,
                                    .requires = entry,
                                    .teaches = course->teaches,
                                    .n_requires = (uint32_t)n_entry,
                                    .n_teaches = (uint32_t)course->n_teaches,
                                    .minutes = sp_check__minutes(&scores->courses[i]),
                                    .is_usable = l->filter[i] == SP_FILTER_NONE};
        out->offers[i].is_demanded = out->offers[i].is_usable &&
                                     is_included(l->profile, (sp_course_id)i);
    }
    out->claim = (sp_claim){.start = l->held,
                            .goal = out->goal,
                            .n_topics = (uint32_t)n_topics,
                            .offers = out->offers,
                            .n_offers = (uint32_t)n};
    sp_check__close(&out->claim, NULL, out->levels, out->pending);
    for (size_t t = 0; t < n_topics; t++)
        out->goal[t] = l->goal[t] < out->levels[t] ? l->goal[t] : out->levels[t];
    return sp_check__wants(&out->wants, &out->n_wants, l, out->levels, a, e);
}

static bool has_none(const sp_stated_proof *proof)
{
    return !proof->is_given || proof->certificate.kind == SP_CERTIFICATE_NONE;
}

/* ---- the goal ---- */

/* May limits leave a part of the goal out? */
static bool is_limited(const sp_evidence *evidence)
{
    return evidence->most_minutes != SP_NO_LIMIT || evidence->most_courses != SP_NO_LIMIT;
}

/* Is the bound about paths within the limits? Else it is about the whole goal. */
static bool is_bound_limited(const sp_evidence *evidence)
{
    return is_limited(evidence) && evidence->stated->proofs[SP_PROOF_VALUE].is_given;
}

static sp_status check_goal(sp_verification *out, const sp_evidence *evidence,
                            const sp_replay *replay, const problem *p, sp_arena *a, sp_error *e)
{
    const sp_stated_plan *stated = evidence->stated;
    const sp_learner *l = evidence->learner;
    const bool is_whole = !is_limited(evidence) || (!is_bound_limited(evidence) &&
                                                    !has_none(&stated->proofs[SP_PROOF_COST]));
    size_t n_topics = 0;
    sp_row row = sp_row_begin("goal", a);
    for (sp_topic_id t = 0; t < p->claim.n_topics; t++) {
        const char *id = l->catalog->topics.items[t].id;
        const unsigned missing = sp_pairs_level(stated->missing, stated->n_missing, t);
        const unsigned should = l->goal[t] > p->levels[t] ? l->goal[t] : 0;
        n_topics += l->goal[t] > l->held[t];
        if (missing != should)
            sp_row_complain(&row, "missing says %u of %s, out of reach is %u", missing, id, should);
        if (replay->held[t] < p->goal[t] && is_whole)
            sp_row_complain(&row, "the path ends with %s at %u, the goal needs %u", id,
                            (unsigned)replay->held[t], (unsigned)p->goal[t]);
    }
    if (stated->n_missing > 0)
        return sp_row_end(out, &row, e, "reached but for %zu topics, which no usable course brings",
                          stated->n_missing);
    if (stated->n_left_out > 0)
        return sp_row_end(out, &row, e, "reached but for what does not fit (topics: %zu)",
                          stated->n_left_out);
    return sp_row_end(out, &row, e, "reached: all %zu topics that it lacks", n_topics);
}

static sp_status check_status(sp_verification *out, const sp_evidence *evidence, sp_arena *a,
                              sp_error *e)
{
    const sp_stated_plan *stated = evidence->stated;
    const char *is = sp_plan_status_name(stated->status);
    sp_row row = sp_row_begin("status", a);
    const bool is_cut = stated->value < stated->value_of_goal,
               is_proved = stated->bound == stated->cost && stated->value_bound == stated->value;
    const sp_plan_status should = stated->n_missing > 0 ? SP_PLAN_INFEASIBLE
                                  : is_cut              ? SP_PLAN_BUDGET
                                  : stated->proved      ? SP_PLAN_OPTIMAL
                                                        : SP_PLAN_GAP;
    if (stated->status != should)
        sp_row_complain(&row, "status is %s, what the plan says makes it %s", is,
                        sp_plan_status_name(should));
    if (stated->bound > stated->cost) sp_row_complain(&row, "the bound is above the cost");
    if (stated->proved != is_proved)
        sp_row_complain(&row,
                        "it says %s proved, its bounds, %.0f of cost %.0f and %.0f of value "
                        "%.0f, say otherwise",
                        stated->proved ? "it is" : "it is not", stated->bound, stated->cost,
                        stated->value_bound, stated->value);
    if (stated->is_heuristic != (stated->n_steps > MOST_ORDERED_EXACTLY))
        sp_row_complain(&row, "the order of %zu courses is not found in that way", stated->n_steps);
    return sp_row_end(out, &row, e, "%s%s", is, stated->proved ? ", proved" : "");
}

/* ---- the bounds ---- */

static sp_status say_none(sp_verification *out, const char *what, const sp_stated_proof *proof,
                          sp_arena *a, sp_error *e)
{
    sp_buffer why = {.arena = a};
    const char *reason = proof->certificate.reason;
    sp_buffer_printf(&why, "the plan has no certificate%s%s", reason ? ": " : "",
                     reason ? reason : "");
    SP_NEED(!why.failed && why.text, e);
    return sp_row_unknown(out, what, why.text, a, e);
}

/* A row for a certificate of the bound in the claim; `what` no path does. */
static sp_status check_certificate(sp_verification *out, const char *name, const char *what,
                                   const sp_claim *claim, const sp_stated_proof *proof, sp_arena *a,
                                   sp_error *e)
{
    const sp_certificate *c = &proof->certificate;
    const char *why;
    if (has_none(proof)) return say_none(out, name, proof, a, e);
    sp_row row = sp_row_begin(name, a);
    SP_TRY(sp_check__bound(&why, claim, c, a, e));
    if (why) sp_row_complain(&row, "%s", why);
    if ((c->kind == SP_CERTIFICATE_TREE) != (c->n_nodes > 1))
        sp_row_complain(&row, "its kind is not what its nodes make it");
    if (c->reason) sp_row_complain(&row, "it gives a reason for being none");
    return sp_row_end(out, &row, e,
                      "no path %s (landmarks: %" PRIu32 ", steps: %" PRIu32 ", nodes: %" PRIu32 ")",
                      what, c->n_landmarks, c->n_steps, c->n_nodes);
}

/* "WHAT N" */
static const char *say_number(const char *what, int64_t number, sp_arena *a)
{
    sp_buffer text = {.arena = a};
    sp_buffer_printf(&text, "%s %" PRId64, what, number);
    return text.failed ? NULL : text.text;
}

static void set_costs(problem *p, const sp_evidence *evidence)
{
    for (uint32_t i = 0; i < p->claim.n_offers; i++)
        p->offers[i].cost = evidence->scores->courses[i].cost_minutes;
}

/* What is claimed of paths within the limits. */
static sp_claim limited_claim(const problem *p, const sp_evidence *evidence)
{
    sp_claim claim = p->claim;
    claim.goal = p->nothing;
    claim.wants = p->wants;
    claim.n_wants = p->n_wants;
    claim.most[SP_PRICE_MINUTES] = evidence->most_minutes;
    claim.most[SP_PRICE_COURSES] = evidence->most_courses;
    claim.most[SP_PRICE_WORTH] = SP_NO_LIMIT;
    return claim;
}

static sp_status check_value_bound(sp_verification *out, const sp_evidence *evidence,
                                   const problem *p, sp_arena *a, sp_error *e)
{
    const sp_stated_plan *stated = evidence->stated;
    sp_claim claim = limited_claim(p, evidence);
    claim.is_worth = true;
    claim.bound = (int64_t)(stated->value_of_goal - stated->value_bound);
    const char *what = say_number("within the limits is worth more than",
                                  (int64_t)stated->value_bound, a);
    SP_NEED(what, e);
    return check_certificate(out, "value bound", what, &claim, &stated->proofs[SP_PROOF_VALUE], a,
                             e);
}

static sp_status check_bound(sp_verification *out, const sp_evidence *evidence, problem *p,
                             sp_arena *a, sp_error *e)
{
    const sp_stated_plan *stated = evidence->stated;
    const bool is_within = is_bound_limited(evidence);
    set_costs(p, evidence);
    sp_claim claim = is_within ? limited_claim(p, evidence) : p->claim;
    if (is_within) {
        SP_TRY(check_value_bound(out, evidence, p, a, e));
        claim.most[SP_PRICE_WORTH] = (int64_t)(stated->value_of_goal - stated->value);
    }
    claim.bound = (int64_t)stated->bound;
    const char *what = say_number(is_within ? "within the limits that is worth as much costs less "
                                              "than"
                                            : "costs less than",
                                  claim.bound, a);
    SP_NEED(what, e);
    return check_certificate(out, "bound", what, &claim, &stated->proofs[SP_PROOF_COST], a, e);
}

/* The cost of the courses that a proof names, which reach the whole goal. */
static int64_t add_named(problem *p, sp_row *row, const sp_course_id *courses, size_t n_courses)
{
    int64_t sum = 0;
    memset(p->allowed, 0, p->claim.n_offers);
    for (size_t i = 0; i < n_courses; i++) {
        const sp_offer *offer = &p->offers[courses[i]];
        if (!offer->is_usable || p->allowed[courses[i]])
            sp_row_complain(row, "%s is ruled out, or there twice", offer->id);
        sum += offer->cost;
        p->allowed[courses[i]] = 1;
    }
    if (!sp_check__close(&p->claim, p->allowed, p->levels, p->pending))
        sp_row_complain(row, "the courses named do not reach the goal");
    return sum;
}

/* The number of courses of the cheapest path to the whole goal. */
static sp_status check_whole(sp_verification *out, const sp_evidence *evidence, problem *p,
                             sp_arena *a, sp_error *e)
{
    const sp_stated_plan *stated = evidence->stated;
    const sp_stated_proof *proof = &stated->proofs[SP_PROOF_WHOLE];
    sp_row row = sp_row_begin("whole path", a);
    if (!proof->is_given)
        return sp_row_unknown(out, row.what, "the plan does not say which courses it has", a, e);
    set_costs(p, evidence);
    p->claim.bound = add_named(p, &row, proof->courses, proof->n_courses);
    if (stated->whole_goal.is_given)
        sp_row_compare(&row, "whole_goal.courses", stated->whole_goal.courses,
                       (double)proof->n_courses, 0);
    SP_TRY(sp_row_end(out, &row, e, "%zu courses reach the whole goal", proof->n_courses));
    const char *what = say_number("to the whole goal costs less than", p->claim.bound, a);
    SP_NEED(what, e);
    return check_certificate(out, "no cheaper one", what, &p->claim, proof, a, e);
}

/* The courses that need the fewest hours reach the goal in those; then that no others need fewer.
 */
static sp_status check_shortest(sp_verification *out, const sp_evidence *evidence,
                                const sp_replay *replay, problem *p, sp_arena *a, sp_error *e)
{
    const sp_stated_plan *stated = evidence->stated;
    const bool is_same = stated->profile.prefer == SP_PREFER_SHORTEST,
               is_own = is_same && !stated->proofs[SP_PROOF_SHORTEST].is_given;
    const sp_stated_proof *proof = &stated->proofs[is_own ? SP_PROOF_COST : SP_PROOF_SHORTEST];
    sp_row row = sp_row_begin("fewest hours", a);
    if (is_same && !is_own && !is_limited(evidence))
        sp_row_complain(&row, "its path is the shortest: no other certificate belongs to it");
    sp_course_id *path = sp_arena_array(a, stated->n_steps, sizeof *path);
    SP_NEED(path, e);
    for (size_t i = 0; i < stated->n_steps; i++) path[i] = replay->steps[i].course;
    const sp_course_id *courses = is_own ? path : proof->courses;
    const size_t n_courses = is_own ? stated->n_steps : proof->n_courses;
    if (!is_own && !proof->is_given)
        return sp_row_unknown(out, row.what, "the plan does not say which courses need no more", a,
                              e);
    for (uint32_t i = 0; i < p->claim.n_offers; i++) p->offers[i].cost = p->offers[i].minutes;
    p->claim.bound = add_named(p, &row, courses, n_courses);
    sp_row_compare(&row, "shortest_hours", stated->shortest_hours, (double)p->claim.bound / 60, 2);
    SP_TRY(sp_row_end(out, &row, e, "%zu courses reach the goal in %g h", n_courses,
                      stated->shortest_hours));
    const char *what = say_number("takes fewer minutes than", p->claim.bound, a);
    SP_NEED(what, e);
    return check_certificate(out, "no fewer hours", what, &p->claim, proof, a, e);
}

sp_status sp_check__proofs(sp_verification *out, const sp_evidence *evidence,
                           const sp_replay *replay, sp_arena *a, sp_error *e)
{
    problem p;
    SP_TRY(make_problem(&p, evidence, a, e));
    SP_TRY(check_goal(out, evidence, replay, &p, a, e));
    SP_TRY(sp_check__limits(out, evidence, replay, a, e));
    SP_TRY(sp_check__value(out, evidence, replay, p.wants, p.n_wants, a, e));
    SP_TRY(check_status(out, evidence, a, e));
    SP_TRY(check_bound(out, evidence, &p, a, e));
    if (is_bound_limited(evidence) || evidence->stated->whole_goal.is_given)
        SP_TRY(check_whole(out, evidence, &p, a, e));
    return check_shortest(out, evidence, replay, &p, a, e);
}
