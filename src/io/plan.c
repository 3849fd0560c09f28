/* SPDX-License-Identifier: GPL-3.0-or-later
 * The answers as JSON: studypath-plan/1, studypath-rank/1, studypath-goals/1,
 * studypath-disputes/1. A key whose
 * capability does not exist yet is left out. Hours are rounded to 0.01, parts of scores to
 * 0.000001: what is printed does not depend on the last bit of a libm. */
#include <math.h>

#include "io/certificate.h"
#include "io/plan_limits.h"
#include "io/profile.h"
#include "io/schedule.h"
#include "io/write.h"
#include "studypath/studypath.h"

static void put_hours(sp_writer *w, const char *key, sp_hours hours)
{
    sp_write_key(w, key);
    sp_write_open_flat(w, '{');
    sp_write_member_rounded(w, "low", hours.low, 2);
    sp_write_member_rounded(w, "expected", hours.expected, 2);
    sp_write_member_rounded(w, "high", hours.high, 2);
    if (hours.basis != SP_BASIS_NONE) {
        static const char *const names[] = {NULL, "stated", "derived", "estimated"};
        sp_write_member(w, "basis", names[hours.basis]);
    }
    sp_write_close(w, '}');
}

static void put_weeks(sp_writer *w, const sp_plan *plan)
{
    sp_write_key(w, "weeks");
    sp_write_open_flat(w, '{');
    sp_write_member_rounded(w, "p50",
                            plan->finish.weeks_p50 < SP_MOST_WEEKS ? plan->finish.weeks_p50 : NAN,
                            0); /* null: more than 100 years */
    sp_write_member_rounded(
        w, "p80", plan->finish.weeks_p80 < SP_MOST_WEEKS ? plan->finish.weeks_p80 : NAN, 0);
    sp_write_close(w, '}');
}

/* The names of the goals; a goal of the learner's own as "topic=level,topic=level". */
static void put_goals(sp_writer *w, const sp_catalog *c, const sp_profile *p)
{
    sp_write_key(w, "goals");
    sp_write_open_flat(w, '[');
    for (size_t i = 0; i < p->n_goals; i++) {
        const sp_goal_choice *goal = &p->goals[i];
        if (goal->named != SP_NONE) {
            sp_write_text(w, c->goals[goal->named].id);
            continue;
        }
        sp_buffer own = {.arena = w->out.arena};
        for (size_t k = 0; k < goal->n_pairs; k++)
            sp_buffer_printf(&own, "%s%s=%u", k ? "," : "",
                             c->topics.items[goal->pairs[k].topic].id,
                             (unsigned)goal->pairs[k].level);
        sp_write_text(w, own.failed || !own.text ? "" : own.text);
    }
    sp_write_close(w, ']');
}

static void put_inputs(sp_writer *w, const sp_plan *plan, const sp_learner *l, sp_day today)
{
    static const char *const names[] = {"shortest", "balanced", "best"};
    sp_write_key(w, "inputs");
    sp_write_open_flat(w, '{');
    sp_write_member(w, "prefer", names[l->profile->prefer]);
    sp_write_member_rounded(w, "k", sp_prefer_k(l->profile->prefer), 0);
    sp_write_member_rounded(w, "pace", l->pace, 4);
    sp_write_member_rounded(w, "hours_per_week", l->hours_per_week, 4);
    sp_forecast_inputs__write(w, plan);
    sp_write_member_date(w, "today", today);
    if (plan->formal) sp_write_member_bool(w, "formal", true);
    sp_write_close(w, '}');
}

static void put_step(sp_writer *w, const sp_plan *plan, const sp_catalog *c, size_t index)
{
    const sp_step *step = &plan->steps[index];
    const sp_course *course = &c->courses[step->course];
    const sp_score *score = &plan->scores->courses[step->course];
    sp_write_open(w, '{');
    sp_write_count(w, "n", index + 1);
    sp_write_member(w, "course", course->id);
    sp_write_member(w, "title", course->title);
    put_hours(w, "hours", step->hours);
    sp_write_member_int(w, "cost", step->cost_minutes);
    sp_write_member_rounded(w, "score", score->score, 4);
    sp_write_member_rounded(w, "fit", score->fit, 4);
    sp_write_member_rounded(w, "share_new", step->share_new, 4);
    sp_write_key(w, "reaches");
    sp_write_pairs(w, c, step->reaches, step->n_reaches);
    sp_span__write(w, &plan->schedule.steps[index]);
    sp_write_key(w, "why");
    sp_write_open(w, '[');
    for (size_t i = 0; i < step->n_why; i++) sp_write_text(w, step->why[i]);
    sp_write_close(w, ']');
    sp_write_close(w, '}');
}

static void put_missing(sp_writer *w, const sp_plan *plan, const sp_catalog *c)
{
    sp_write_key(w, "missing");
    sp_write_open_flat(w, '{');
    for (size_t i = 0; i < plan->n_missing; i++)
        sp_write_member_int(w, c->topics.items[plan->missing[i].pair.topic].id,
                            plan->missing[i].pair.level);
    sp_write_close(w, '}');
}

static void put_outcome(sp_writer *w, const sp_plan *plan)
{
    sp_write_member(w, "status", sp_plan_status_name(plan->status));
    sp_write_member_bool(w, "proved", plan->proved);
    sp_write_member_int(w, "cost", plan->cost_minutes);
    sp_write_member_int(w, "bound", plan->bound_minutes);
    sp_write_member_rounded(w, "minutes", plan->minutes, 0);
    sp_write_member_rounded(w, "shortest_hours", plan->shortest_hours, 2);
    put_hours(w, "hours", plan->hours);
    put_weeks(w, plan);
}

/* Those of the value and of the whole goal where limits bind; that of the fewest hours where it is
 * another one. */
static void put_certificate(sp_writer *w, const sp_plan *plan, const sp_learner *l)
{
    const sp_stated_proof proofs[SP_N_PROOFS] = {
        [SP_PROOF_COST] = {.certificate = plan->certificate, .is_given = true},
        [SP_PROOF_VALUE] = {.certificate = plan->value_certificate, .is_given = plan->limits.bind},
        [SP_PROOF_WHOLE] = {.certificate = plan->whole_certificate,
                            .courses = plan->whole,
                            .n_courses = plan->n_whole,
                            .is_given = plan->limits.bind},
        [SP_PROOF_SHORTEST] = {.certificate = plan->shortest_certificate,
                               .courses = plan->shortest,
                               .n_courses = plan->n_shortest,
                               .is_given = plan->limits.bind ||
                                           l->profile->prefer != SP_PREFER_SHORTEST}};
    sp_write_key(w, "certificate");
    sp_certificate_write(w, l->catalog, proofs);
}

static const char *finish(sp_writer *w)
{
    return w->out.failed ? NULL : w->out.text;
}

const char *sp_plan_write(const sp_plan *plan, const sp_engine *engine, const sp_learner *learner,
                          sp_day today, sp_arena *a)
{
    const sp_catalog *c = &engine->catalog;
    const sp_profile *p = learner->profile;
    sp_writer w = {.out.arena = a};
    sp_write_open(&w, '{');
    sp_write_member(&w, "format", "studypath-plan/1");
    sp_write_catalog_name(&w, c);
    sp_write_key(&w, "profile");
    sp_fields_write(&w, &sp_profile_fields, c, p);
    put_goals(&w, c, p);
    sp_write_member_date(&w, "start", p->start != SP_NO_DAY ? p->start : today);
    put_inputs(&w, plan, learner, today);
    put_outcome(&w, plan);
    sp_forecast__write(&w, &plan->finish);
    sp_plan_limits__write(&w, plan, learner);
    sp_write_member(&w, "order", plan->order_is_exact ? "exact" : "heuristic");
    sp_write_key(&w, "path");
    sp_write_open(&w, '[');
    for (size_t i = 0; i < plan->n_steps; i++) put_step(&w, plan, c, i);
    sp_write_close(&w, ']');
    put_missing(&w, plan, c);
    put_certificate(&w, plan, learner);
    sp_write_close(&w, '}');
    return finish(&w);
}

static void put_ranked(sp_writer *w, const sp_scores *scores, const sp_engine *engine,
                       sp_course_id id)
{
    const sp_score *score = &scores->courses[id];
    sp_write_open(w, '{');
    sp_write_member(w, "course", engine->catalog.courses[id].id);
    sp_write_member_rounded(w, "score", score->score, 6);
    sp_write_member_rounded(w, "fit", score->fit, 6);
    sp_write_key(w, "cost_minutes");
    if (score->filter)
        sp_write_raw(w, "null");
    else
        sp_write_int(w, score->cost_minutes);
    sp_write_member_rounded(w, "share_new", score->share_new, 6);
    sp_write_member(w, "filtered", sp_filter_name(score->filter));
    sp_write_key(w, "features");
    sp_write_open(w, '{');
    for (int k = 0; k < SP_FEATURES; k++) {
        sp_write_key(w, sp_features[k].name);
        sp_write_open_flat(w, '{');
        sp_write_member_rounded(w, "value", score->value[k], 6);
        sp_write_member_rounded(w, "weight", engine->score_model.weight[k], 6);
        sp_write_member_rounded(w, "contribution", score->contribution[k], 6);
        sp_write_close(w, '}');
    }
    sp_write_close(w, '}');
    sp_write_close(w, '}');
}

const char *sp_rank_write(const sp_scores *scores, const sp_engine *engine,
                          const sp_learner *learner, const sp_rank_options *options, sp_arena *a)
{
    sp_course_id *ids;
    size_t n_ids;
    if (sp_rank_order(&ids, &n_ids, learner->catalog, scores, options, a, NULL) != SP_OK)
        return NULL;
    sp_writer w = {.out.arena = a};
    sp_write_open(&w, '{');
    sp_write_member(&w, "format", "studypath-rank/1");
    sp_write_catalog_name(&w, learner->catalog);
    sp_write_member_rounded(&w, "reference", scores->reference, 6);
    sp_write_key(&w, "courses");
    sp_write_open(&w, '[');
    for (size_t i = 0; i < n_ids; i++) put_ranked(&w, scores, engine, ids[i]);
    sp_write_close(&w, ']');
    sp_write_close(&w, '}');
    return finish(&w);
}

static void put_goal(sp_writer *w, const sp_goal_view *view, const sp_catalog *c)
{
    sp_write_open(w, '{');
    sp_write_member(w, "goal", c->goals[view->goal].id);
    sp_write_member(w, "name", c->goals[view->goal].name);
    sp_write_key(w, "topics");
    sp_write_open_flat(w, '{');
    for (unsigned l = 1; l < SP_LEVELS; l++)
        sp_write_count(w, sp_level_name(l), view->n_to_level[l]);
    sp_write_close(w, '}');
    sp_write_count(w, "courses", view->plan.n_steps);
    put_outcome(w, &view->plan);
    put_missing(w, &view->plan, c);
    sp_write_close(w, '}');
}

static void put_list(sp_writer *w, const sp_list_view *view, const sp_catalog *c)
{
    sp_write_open(w, '{');
    sp_write_member(w, "list", view->list->id);
    sp_write_member(w, "name", view->list->name);
    sp_write_count(w, "courses", view->list->n_courses);
    put_hours(w, "hours", view->hours);
    sp_write_count(w, "too_early", view->n_too_early);
    sp_write_key(w, "share_reached");
    sp_write_open_flat(w, '{');
    for (size_t g = 0; g < c->n_goals; g++)
        sp_write_member_rounded(w, c->goals[g].id, view->share_reached[g], 4);
    sp_write_close(w, '}');
    sp_write_close(w, '}');
}

const char *sp_goals_write(const sp_goals_view *view, const sp_engine *engine, sp_arena *a)
{
    const sp_catalog *c = &engine->catalog;
    sp_writer w = {.out.arena = a};
    sp_write_open(&w, '{');
    sp_write_member(&w, "format", "studypath-goals/1");
    sp_write_catalog_name(&w, c);
    sp_write_member_rounded(&w, "hours_per_week", view->hours_per_week, 4);
    sp_write_key(&w, "goals");
    sp_write_open(&w, '[');
    for (size_t i = 0; i < view->n_goals; i++) put_goal(&w, &view->goals[i], c);
    sp_write_close(&w, ']');
    sp_write_key(&w, "lists");
    sp_write_open(&w, '[');
    for (size_t i = 0; i < view->n_lists; i++) put_list(&w, &view->lists[i], c);
    sp_write_close(&w, ']');
    sp_write_close(&w, '}');
    return finish(&w);
}

static void put_dispute(sp_writer *w, const sp_dispute *d, const sp_catalog *c)
{
    sp_write_open(w, '{');
    sp_write_member(w, "course", c->courses[d->course].id);
    sp_write_key(w, "listed_not_needed");
    sp_write_pairs(w, c, d->surplus, d->n_surplus);
    sp_write_key(w, "needed_not_listed");
    sp_write_pairs(w, c, d->unlisted, d->n_unlisted);
    sp_write_member_rounded(w, "needed_hours", d->needed_hours, 2);
    sp_write_member_rounded(w, "listed_hours", d->listed_hours, 2);
    sp_write_member_rounded(w, "cost_hours", d->listed_hours - d->needed_hours, 2);
    sp_write_member_bool(w, "proved", d->proved);
    sp_write_close(w, '}');
}

const char *sp_disputes_write(const sp_disputes *disputes, const sp_engine *engine, sp_arena *a)
{
    sp_writer w = {.out.arena = a};
    sp_write_open(&w, '{');
    sp_write_member(&w, "format", "studypath-disputes/1");
    sp_write_catalog_name(&w, &engine->catalog);
    sp_write_count(&w, "courses", engine->catalog.n_courses);
    sp_write_count(&w, "listed", disputes->n_listed);
    sp_write_key(&w, "disputes");
    sp_write_open(&w, '[');
    for (size_t i = 0; i < disputes->n_items; i++)
        put_dispute(&w, &disputes->items[i], &engine->catalog);
    sp_write_close(&w, ']');
    sp_write_close(&w, '}');
    return finish(&w);
}
