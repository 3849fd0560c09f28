/* SPDX-License-Identifier: GPL-3.0-or-later
 * Answers to "why" as JSON, studypath-why/1, one object for each kind of question; and
 * studypath-compare/1. Hours are rounded to 0.01. */
#include <math.h>

#include "io/write.h"
#include "studypath/studypath.h"

static void put_minutes(sp_writer *w, const char *key, int64_t minutes, bool is_there)
{
    sp_write_key(w, key);
    if (is_there)
        sp_write_int(w, minutes);
    else
        sp_write_raw(w, "null");
}

static void put_pairs(sp_writer *w, const char *key, const sp_catalog *c, const sp_pair *pairs,
                      size_t n_pairs)
{
    sp_write_key(w, key);
    sp_write_pairs(w, c, pairs, n_pairs);
}

static void put_courses(sp_writer *w, const char *key, const sp_catalog *c, const sp_course_id *ids,
                        size_t n_ids)
{
    sp_write_key(w, key);
    sp_write_open_flat(w, '[');
    for (size_t i = 0; i < n_ids; i++) sp_write_text(w, c->courses[ids[i]].id);
    sp_write_close(w, ']');
}

static void put_path(sp_writer *w, const char *key, const sp_plan *plan, const sp_catalog *c)
{
    sp_write_key(w, key);
    sp_write_open(w, '{');
    sp_write_member(w, "status", sp_plan_status_name(plan->status));
    sp_write_member_bool(w, "proved", plan->proved);
    put_minutes(w, "cost", plan->cost_minutes, true);
    sp_write_member_rounded(w, "hours", plan->hours.expected, 2);
    sp_write_key(w, "courses");
    sp_write_open_flat(w, '[');
    for (size_t i = 0; i < plan->n_steps; i++)
        sp_write_text(w, c->courses[plan->steps[i].course].id);
    sp_write_close(w, ']');
    sp_write_close(w, '}');
}

/* null where there is none. */
static void put_other(sp_writer *w, const char *key, const sp_other_path *other, bool is_there,
                      const sp_catalog *c)
{
    if (!is_there) {
        sp_write_member(w, key, NULL);
        return;
    }
    put_path(w, key, &other->plan, c);
    sp_write_key(w, "difference");
    sp_write_open(w, '{');
    put_courses(w, "more", c, other->more, other->n_more);
    put_courses(w, "fewer", c, other->fewer, other->n_fewer);
    put_pairs(w, "lost", c, other->lost, other->n_lost);
    sp_write_close(w, '}');
}

static void begin(sp_writer *w, const sp_engine *engine, const char *kind, const char *id)
{
    sp_write_open(w, '{');
    sp_write_member(w, "format", "studypath-why/1");
    sp_write_catalog_name(w, &engine->catalog);
    sp_write_member(w, kind, id);
}

static const char *finish(sp_writer *w)
{
    sp_write_close(w, '}');
    return w->out.failed ? NULL : w->out.text;
}

static void put_step_reasons(sp_writer *w, const sp_plan *plan, size_t index, const sp_catalog *c)
{
    const sp_step *step = &plan->steps[index];
    sp_write_count(w, "step", index + 1);
    put_pairs(w, "closes", c, step->closes, step->n_closes);
    sp_write_key(w, "opens");
    sp_write_open(w, '[');
    for (size_t i = 0; i < step->n_opens; i++) {
        sp_write_open_flat(w, '{');
        sp_write_member(w, "course", c->courses[plan->steps[step->opens[i].step].course].id);
        put_pairs(w, "with", c, &step->opens[i].pair, 1);
        sp_write_close(w, '}');
    }
    sp_write_close(w, ']');
    sp_write_key(w, "after");
    if (step->after.step == SIZE_MAX) {
        sp_write_raw(w, "null");
        return;
    }
    sp_write_open_flat(w, '{');
    sp_write_member(w, "course", c->courses[plan->steps[step->after.step].course].id);
    put_pairs(w, "for", c, &step->after.pair, 1);
    sp_write_close(w, '}');
}

static void put_suppliers(sp_writer *w, const sp_why_course *why, const sp_catalog *c)
{
    put_pairs(w, "teaches_of_goal", c, why->closes, why->n_closes);
    sp_write_key(w, "suppliers");
    sp_write_open_flat(w, '{');
    for (size_t i = 0; i < why->n_closes; i++)
        sp_write_member(w, c->topics.items[why->closes[i].topic].id,
                        why->supplier[i] == SP_NONE ? NULL : c->courses[why->supplier[i]].id);
    sp_write_close(w, '}');
    put_pairs(w, "out_of_reach", c, why->out_of_reach, why->n_out_of_reach);
}

static void put_threshold(sp_writer *w, const sp_why_course *why)
{
    sp_write_key(w, "threshold");
    if (!why->has_threshold) {
        sp_write_raw(w, "null");
        return;
    }
    sp_write_open_flat(w, '{');
    put_minutes(w, "cost", why->threshold_minutes, true);
    sp_write_member_rounded(w, "hours", why->most_hours, 2);
    sp_write_member_rounded(w, "stars", why->least_stars, 2);
    sp_write_member_bool(w, "hours_decide", why->hours_decide);
    sp_write_member_bool(w, "rating_counts", why->rating_counts);
    sp_write_close(w, '}');
}

const char *sp_why_course_write(const sp_why_course *why, const sp_engine *engine, sp_arena *a)
{
    const sp_catalog *c = &engine->catalog;
    const bool is_taken = why->state == SP_WHY_TAKEN;
    sp_writer w = {.out.arena = a};
    begin(&w, engine, "course", c->courses[why->course].id);
    sp_write_member(&w, "state", sp_why_state_name(why->state));
    sp_write_member(&w, "filtered", sp_filter_name(why->filter));
    sp_write_member_bool(&w, "asked_for", why->asked_for);
    put_minutes(&w, "cost", why->cost_minutes, !why->filter);
    sp_write_member_rounded(&w, "hours", why->hours, 2);
    sp_write_member_rounded(&w, "stars", why->stars, 2);
    if (is_taken)
        put_step_reasons(&w, &why->plan, why->step, c);
    else
        put_suppliers(&w, why, c);
    put_path(&w, "path", &why->plan, c);
    put_other(&w, is_taken ? "without" : "with", &why->other, why->has_other, c);
    if (why->has_other) sp_write_member_bool(&w, "proved", why->proved);
    put_threshold(&w, why);
    return finish(&w);
}

const char *sp_why_topic_write(const sp_why_topic *why, const sp_engine *engine, sp_arena *a)
{
    const sp_catalog *c = &engine->catalog;
    sp_writer w = {.out.arena = a};
    begin(&w, engine, "topic", c->topics.items[why->topic].id);
    sp_write_count(&w, "held", why->held);
    sp_write_count(&w, "needed", why->needed);
    sp_write_member(&w, "stated_by",
                    why->stated_by == SP_NONE ? NULL : c->goals[why->stated_by].id);
    sp_write_key(&w, "chain");
    sp_write_open(&w, '[');
    for (size_t i = 0; i < why->n_chain; i++) {
        sp_write_open_flat(&w, '{');
        put_pairs(&w, "pair", c, &why->chain[i].pair, 1);
        sp_write_member(&w, "need_source", why->chain[i].source);
        sp_write_close(&w, '}');
    }
    sp_write_close(&w, ']');
    sp_write_member(&w, "brought_by",
                    why->step == SIZE_MAX ? NULL
                                          : c->courses[why->plan.steps[why->step].course].id);
    put_path(&w, "path", &why->plan, c);
    put_other(&w, "known", &why->known, why->is_solved, c);
    return finish(&w);
}

const char *sp_why_goal_write(const sp_why_goal *why, const sp_engine *engine, sp_arena *a)
{
    const sp_catalog *c = &engine->catalog;
    sp_writer w = {.out.arena = a};
    begin(&w, engine, "goal", c->goals[why->goal].id);
    sp_write_member_bool(&w, "is_yours", why->is_yours);
    sp_write_count(&w, "topics_needed", why->n_needed);
    sp_write_count(&w, "topics_to_learn", why->n_to_learn);
    sp_write_key(&w, "stated");
    sp_write_open(&w, '[');
    for (size_t i = 0; i < why->n_demands; i++) {
        const sp_why_demand *demand = &why->demands[i];
        sp_write_open_flat(&w, '{');
        put_pairs(&w, "pair", c, &demand->pair, 1);
        sp_write_count(&w, "held", demand->held);
        sp_write_count(&w, "rests_on", demand->n_rests_on);
        sp_write_member_rounded(&w, "saves_hours", demand->saves_hours, 2);
        sp_write_close(&w, '}');
    }
    sp_write_close(&w, ']');
    put_path(&w, "path", &why->plan, c);
    put_other(&w, "without", &why->without, why->has_without, c);
    return finish(&w);
}

static void put_titles(sp_writer *w, const char *key, const char *const *titles, size_t n_titles)
{
    sp_write_key(w, key);
    sp_write_open(w, '[');
    for (size_t i = 0; i < n_titles; i++) sp_write_text(w, titles[i]);
    sp_write_close(w, ']');
}

static void put_weeks(sp_writer *w, const char *key, double weeks)
{
    sp_write_member_rounded(w, key, weeks < SP_MOST_WEEKS ? weeks : NAN,
                            0); /* null: more than 100 years */
}

const char *sp_comparison_write(const sp_comparison *comparison, sp_arena *a)
{
    sp_writer w = {.out.arena = a};
    sp_write_open(&w, '{');
    sp_write_member(&w, "format", "studypath-compare/1");
    sp_write_key(&w, "paths");
    sp_write_open(&w, '[');
    for (size_t i = 0; i < comparison->n_rows; i++) {
        const sp_compared *row = &comparison->rows[i];
        sp_write_open(&w, '{');
        sp_write_member(&w, "setting", row->name);
        sp_write_catalog_name(&w, row->learner.catalog);
        put_path(&w, "path", &row->plan, row->learner.catalog);
        put_weeks(&w, "weeks_p50", row->plan.finish.weeks_p50);
        put_weeks(&w, "weeks_p80", row->plan.finish.weeks_p80);
        sp_write_member_rounded(&w, "share_reached", row->share_reached, 4);
        put_titles(&w, "in", row->more, row->n_more);
        put_titles(&w, "out", row->fewer, row->n_fewer);
        sp_write_close(&w, '}');
    }
    sp_write_close(&w, ']');
    return finish(&w);
}
