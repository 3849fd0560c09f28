/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where a provider's prerequisites are not what one needs, and what believing them costs: two
 * exact searches a course, one to each list. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/try.h"
#include "studypath/studypath.h"

typedef struct survey {
    const sp_engine *engine;
    const sp_profile *profile;
    const sp_plan_options *options;
    sp_day today;
    sp_arena *arena;
    sp_error *error;
} survey;

/* The pairs of `these` that the closure of `those` does not hold. */
static sp_status pairs_beyond(const sp_pair **out, size_t *n_out, const survey *s,
                              const sp_pair *these, size_t n_these, const sp_pair *those,
                              size_t n_those)
{
    const sp_topics *topics = &s->engine->catalog.topics;
    uint8_t *levels = sp_arena_take(s->arena, topics->n_items);
    sp_pair *beyond = sp_arena_array(s->arena, n_these, sizeof *beyond);
    SP_NEED(levels && beyond, s->error);
    sp_pairs_close(levels, topics, those, n_those);
    *n_out = 0;
    for (size_t i = 0; i < n_these; i++)
        if (these[i].level > levels[these[i].topic]) beyond[(*n_out)++] = these[i];
    *out = beyond;
    return SP_OK;
}

/* The fewest hours to the closure of `pairs`, the course itself being of no help. */
static sp_status price(double *hours, bool *proved, const survey *s, sp_course_id course,
                       const sp_pair *pairs, size_t n_pairs)
{
    const sp_arena_mark mark = sp_arena_here(s->arena);
    sp_profile one = *s->profile;
    sp_goal_choice goal = {.named = SP_NONE, .pairs = pairs, .n_pairs = n_pairs};
    sp_course_id *exclude = sp_arena_array(s->arena, one.n_exclude + 1, sizeof *exclude);
    SP_NEED(exclude, s->error);
    if (one.n_exclude) memcpy(exclude, one.exclude, one.n_exclude * sizeof *exclude);
    exclude[one.n_exclude++] = course;
    one.exclude = exclude;
    one.goals = &goal;
    one.n_goals = 1;
    one.n_include = 0;
    one.prefer = SP_PREFER_SHORTEST;
    sp_learner learner;
    sp_plan plan;
    SP_TRY(sp_learner_make(&learner, &s->engine->catalog, &one, s->today, s->arena, s->error));
    SP_TRY(sp_plan_find(&plan, s->engine, &learner, s->options, s->arena, s->error));
    *hours = plan.n_missing ? NAN : plan.shortest_hours;
    *proved = plan.shortest_proved;
    sp_arena_rewind(s->arena, mark);
    return SP_OK;
}

static sp_status find_dispute(sp_dispute *out, const survey *s, sp_course_id id)
{
    const sp_course *course = &s->engine->catalog.courses[id];
    *out = (sp_dispute){.course = id};
    SP_TRY(pairs_beyond(&out->surplus, &out->n_surplus, s, course->formal, course->n_formal,
                        course->requires, course->n_requires));
    SP_TRY(pairs_beyond(&out->unlisted, &out->n_unlisted, s, course->requires, course->n_requires,
                        course->formal, course->n_formal));
    if (!out->n_surplus && !out->n_unlisted) return SP_OK;
    bool needed_proved, listed_proved;
    SP_TRY(price(&out->needed_hours, &needed_proved, s, id, course->requires, course->n_requires));
    SP_TRY(price(&out->listed_hours, &listed_proved, s, id, course->formal, course->n_formal));
    out->proved = needed_proved && listed_proved;
    return SP_OK;
}

static double cost_hours(const sp_dispute *d)
{
    if (isnan(d->listed_hours)) return INFINITY;
    return isnan(d->needed_hours) ? -INFINITY : d->listed_hours - d->needed_hours;
}

static int compare_disputes(const void *left, const void *right)
{
    const sp_dispute *a = left, *b = right;
    const double more = cost_hours(a), less = cost_hours(b);
    if (more != less) return more > less ? -1 : 1;
    return a->course < b->course ? -1 : a->course > b->course;
}

sp_status sp_disputes_find(sp_disputes *out, const sp_engine *engine, const sp_profile *profile,
                           sp_day today, const sp_plan_options *options, sp_arena *a, sp_error *e)
{
    const sp_catalog *c = &engine->catalog;
    sp_plan_options all = *options;
    all.whole = true;
    const survey s = {engine, profile, &all, today, a, e};
    *out = (sp_disputes){.items = sp_arena_array(a, c->n_courses, sizeof *out->items)};
    SP_NEED(out->items, e);
    for (size_t i = 0; i < c->n_courses; i++) {
        if (!c->courses[i].formal_given) continue;
        out->n_listed++;
        sp_dispute *d = &out->items[out->n_items];
        SP_TRY(find_dispute(d, &s, (sp_course_id)i));
        out->n_items += d->n_surplus || d->n_unlisted;
    }
    qsort(out->items, out->n_items, sizeof *out->items, compare_disputes);
    return SP_OK;
}
