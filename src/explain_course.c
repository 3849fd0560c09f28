/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why a course is in the path or not: the best path without it, or with it, and what it would have
 * to cost to change sides. */
#include <math.h>
#include <string.h>

#include "base/try.h"
#include "explain.h"

const char *sp_why_state_name(sp_why_state state)
{
    static const char *const names[] = {"taken", "left", "filtered", "unready", "too_large"};
    return names[state];
}

/* The ids without `course`, and room for one more. */
static sp_status copy_without(sp_course_id **out, size_t *n_out, const sp_course_id *ids,
                              size_t n_ids, sp_course_id course, const sp_asking *ask)
{
    sp_course_id *copy = sp_arena_array(ask->arena, n_ids + 1, sizeof *copy);
    SP_NEED(copy, ask->error);
    *n_out = 0;
    for (size_t i = 0; i < n_ids; i++)
        if (ids[i] != course) copy[(*n_out)++] = ids[i];
    *out = copy;
    return SP_OK;
}

/* The best path without the course, or with it; out->has_other says whether there is one. */
static sp_status find_other(sp_why_course *out, const sp_asking *ask, bool with)
{
    sp_profile changed = *ask->learner->profile;
    sp_error refused = {0};
    SP_TRY(copy_without(&changed.include, &changed.n_include, changed.include, changed.n_include,
                        out->course, ask));
    SP_TRY(copy_without(&changed.exclude, &changed.n_exclude, changed.exclude, changed.n_exclude,
                        out->course, ask));
    if (with)
        changed.include[changed.n_include++] = out->course;
    else
        changed.exclude[changed.n_exclude++] = out->course;
    const sp_status status = sp_explain_plan(&out->other.plan, ask, &changed, &refused);
    out->has_other = status == SP_OK;
    if (status == SP_OK) return sp_explain_compare(&out->other, ask, &out->plan);
    if (status != SP_INVALID) return sp_fail(ask->error, status, refused.where, "%s", refused.text);
    return SP_OK;
}

/* Courses of the sort that is asked about are not their own difference. */
static void forget(sp_course_id *ids, size_t *n_ids, sp_course_id course)
{
    size_t kept = 0;
    for (size_t i = 0; i < *n_ids; i++)
        if (ids[i] != course) ids[kept++] = ids[i];
    *n_ids = kept;
}

/* ---- what cannot be in the path ---- */

/* What all usable courses but this one bring somebody to. */
static sp_status reach_without(uint8_t *levels, const sp_asking *ask, sp_course_id without)
{
    const sp_learner *l = ask->learner;
    const sp_catalog *c = l->catalog;
    memcpy(levels, l->held, c->topics.n_items);
    for (bool grown = true; grown;) {
        grown = false;
        for (sp_course_id i = 0; i < c->n_courses; i++) {
            const sp_course *course = &c->courses[i];
            size_t n_needs;
            const sp_pair *needs = sp_course_entry(&n_needs, course, ask->options.formal);
            bool ready = i != without && !l->filter[i];
            for (size_t k = 0; k < n_needs && ready; k++)
                ready = levels[needs[k].topic] >= needs[k].level;
            for (size_t k = 0; k < course->n_teaches && ready; k++) {
                const sp_pair pair = course->teaches[k];
                if (pair.level <= levels[pair.topic]) continue;
                levels[pair.topic] = pair.level;
                grown = true;
            }
        }
    }
    return SP_OK;
}

static sp_status list_out_of_reach(sp_why_course *out, const sp_asking *ask)
{
    const sp_catalog *c = ask->learner->catalog;
    size_t n_needs;
    const sp_pair *needs = sp_course_entry(&n_needs, &c->courses[out->course], ask->options.formal);
    uint8_t *levels = sp_arena_take(ask->arena, c->topics.n_items);
    sp_pair *beyond = sp_arena_array(ask->arena, n_needs, sizeof *beyond);
    SP_NEED(levels && beyond, ask->error);
    SP_TRY(reach_without(levels, ask, out->course));
    for (size_t i = 0; i < n_needs; i++)
        if (needs[i].level > levels[needs[i].topic]) beyond[out->n_out_of_reach++] = needs[i];
    out->out_of_reach = beyond;
    return SP_OK;
}

/* ---- what it has in common with the path ---- */

static sp_course_id supplier_of(const sp_plan *plan, sp_pair pair)
{
    for (size_t s = 0; s < plan->n_steps; s++)
        if (sp_pairs_level(plan->steps[s].reaches, plan->steps[s].n_reaches, pair.topic) >=
            pair.level)
            return plan->steps[s].course;
    return SP_NONE;
}

static sp_status list_closes(sp_why_course *out, const sp_asking *ask)
{
    const sp_learner *l = ask->learner;
    const sp_course *course = &l->catalog->courses[out->course];
    sp_pair *closes = sp_arena_array(ask->arena, course->n_teaches, sizeof *closes);
    sp_course_id *supplier = sp_arena_array(ask->arena, course->n_teaches, sizeof *supplier);
    SP_NEED(closes && supplier, ask->error);
    for (size_t i = 0; i < course->n_teaches; i++) {
        sp_pair pair = course->teaches[i];
        if (pair.level > l->goal[pair.topic]) pair.level = l->goal[pair.topic];
        if (pair.level <= l->held[pair.topic]) continue;
        supplier[out->n_closes] = supplier_of(&out->plan, pair);
        closes[out->n_closes++] = pair;
    }
    out->closes = closes;
    out->supplier = supplier;
    return SP_OK;
}

/* ---- the threshold, in hours and in stars ---- */

static const double HOUR_DIGITS = 10, STAR_DIGITS = 100;

/* The most hours at which the course costs less than the threshold. */
static double hours_at(const sp_why_course *why, const sp_asking *ask, const sp_score *score)
{
    const double k = sp_prefer_k(ask->learner->profile->prefer);
    const double most = (double)why->threshold_minutes - 0.5;
    const double each = ask->learner->pace * score->share_new;
    const double hours = (most / (60 * (1 + k * (1 - score->fit))) - SP_SETTLING_HOURS) / each;
    for (double whole = floor(HOUR_DIGITS * hours); whole > 0; whole--) {
        const double minutes = 60 * (whole / HOUR_DIGITS * each + SP_SETTLING_HOURS);
        if (sp_cost_minutes(minutes, k, score->fit) < why->threshold_minutes)
            return whole / HOUR_DIGITS; /* the first or, by rounding, the second */
    }
    return NAN;
}

static double weight_of_fit(const sp_score_model *model)
{
    double sum = 0;
    for (int i = 0; i < SP_FEATURES; i++) sum += sp_features[i].in_fit ? model->weight[i] : 0;
    return sum;
}

/* The lowest expected quality, in stars, at which the course costs less than the threshold. */
static double stars_at(const sp_why_course *why, const sp_asking *ask, const sp_score *score)
{
    const sp_ratings *ratings = &ask->engine->ratings;
    const sp_score_model *model = &ask->engine->score_model;
    const double k = sp_prefer_k(ask->learner->profile->prefer);
    const double share = model->weight[SP_FEATURE_RATING] / weight_of_fit(model);
    const double range = ratings->best - ratings->worst;
    const double most = (double)why->threshold_minutes - 0.5;
    const double fit = 1 - (most / score->minutes - 1) / k;
    const double value = score->value[SP_FEATURE_RATING] + (fit - score->fit) / share;
    if (!(value <= 1)) return NAN;
    const double quality = value <= 0 ? 0 : ratings->worst + value * range;
    for (double whole = ceil(STAR_DIGITS * (1 + 4 * quality)); whole <= 5 * STAR_DIGITS; whole++) {
        const double of_range = ((whole / STAR_DIGITS - 1) / 4 - ratings->worst) / range;
        const double now = fmin(1, fmax(0, of_range));
        const double then = score->fit + share * (now - score->value[SP_FEATURE_RATING]);
        if (sp_cost_minutes(score->minutes, k, then) < why->threshold_minutes)
            return whole / STAR_DIGITS;
        if (now >= 1) break;
    }
    return NAN;
}

static void set_threshold(sp_why_course *out, const sp_asking *ask)
{
    const sp_plan *without = out->state == SP_WHY_TAKEN ? &out->other.plan : &out->plan;
    const sp_plan *with = out->state == SP_WHY_TAKEN ? &out->plan : &out->other.plan;
    const sp_score *score = &out->plan.scores->courses[out->course];
    const sp_ratings *ratings = &ask->engine->ratings;
    out->proved = with->proved && without->proved;
    out->has_threshold = with->limits.value == without->limits.value &&
                         with->n_missing == without->n_missing;
    if (!out->has_threshold) return;
    out->threshold_minutes = without->cost_minutes - (with->cost_minutes - score->cost_minutes);
    out->rating_counts = ask->learner->profile->prefer != SP_PREFER_SHORTEST &&
                         ask->engine->score_model.weight[SP_FEATURE_RATING] > 0 &&
                         ratings->best > ratings->worst;
    out->hours_decide = out->plan.limits.minutes == SP_NO_LIMIT;
    if (out->hours_decide) out->most_hours = hours_at(out, ask, score);
    if (out->rating_counts) out->least_stars = stars_at(out, ask, score);
}

static size_t step_of(const sp_plan *plan, sp_course_id course)
{
    size_t step = 0;
    while (step < plan->n_steps && plan->steps[step].course != course) step++;
    return step;
}

static sp_status explain_left(sp_why_course *out, const sp_asking *ask)
{
    SP_TRY(list_closes(out, ask));
    if (out->state == SP_WHY_FILTERED) return SP_OK;
    SP_TRY(list_out_of_reach(out, ask));
    out->state = SP_WHY_UNREADY;
    if (out->n_out_of_reach) return SP_OK;
    SP_TRY(find_other(out, ask, true));
    out->state = out->has_other ? SP_WHY_LEFT : SP_WHY_TOO_LARGE;
    return SP_OK;
}

sp_status sp_why_course_find(sp_why_course *out, const sp_engine *engine, const sp_learner *learner,
                             sp_course_id course, const sp_plan_options *options, sp_arena *a,
                             sp_error *e)
{
    const sp_asking ask = {engine, learner, *options, a, e};
    *out = (sp_why_course){.course = course,
                           .filter = learner->filter[course],
                           .hours = engine->catalog.courses[course].hours.expected,
                           .stars = 1 + 4 * engine->ratings.courses[course].mean,
                           .most_hours = NAN,
                           .least_stars = NAN};
    SP_TRY(sp_plan_find(&out->plan, engine, learner, options, a, e));
    out->cost_minutes = out->plan.scores->courses[course].cost_minutes;
    for (size_t i = 0; i < learner->profile->n_include; i++)
        out->asked_for = out->asked_for || learner->profile->include[i] == course;
    out->step = step_of(&out->plan, course);
    out->state = out->filter                     ? SP_WHY_FILTERED
                 : out->step < out->plan.n_steps ? SP_WHY_TAKEN
                                                 : SP_WHY_LEFT;
    SP_TRY(out->state == SP_WHY_TAKEN ? find_other(out, &ask, false) : explain_left(out, &ask));
    if (!out->has_other) return SP_OK;
    forget(out->other.more, &out->other.n_more, course);
    forget(out->other.fewer, &out->other.n_fewer, course);
    set_threshold(out, &ask);
    return SP_OK;
}
