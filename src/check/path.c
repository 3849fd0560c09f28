/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a plan says of its inputs and of each step, compared with the replay. */
#include <math.h>
#include <string.h>

#include "base/try.h"
#include "check/plan.h"

/* "topic=level,topic=level" for a goal of the learner's own, else the goal's id; NULL when out of
 * memory. */
static const char *goal_name(const sp_catalog *c, const sp_goal_choice *goal, sp_arena *a)
{
    if (goal->named != SP_NONE) return c->goals[goal->named].id;
    sp_buffer name = {.arena = a};
    for (size_t i = 0; i < goal->n_pairs; i++)
        sp_buffer_printf(&name, "%s%s=%u", i > 0 ? "," : "",
                         c->topics.items[goal->pairs[i].topic].id, (unsigned)goal->pairs[i].level);
    return name.failed ? NULL : name.text ? name.text : "";
}

static sp_status compare_goals(sp_row *row, const sp_stated_plan *stated, const sp_catalog *c,
                               sp_arena *a, sp_error *e)
{
    const sp_profile *p = &stated->profile;
    if (stated->n_goals != p->n_goals)
        sp_row_complain(row, "%zu goals are named, the profile has %zu", stated->n_goals,
                        p->n_goals);
    for (size_t i = 0; i < p->n_goals && i < stated->n_goals; i++) {
        const char *name = goal_name(c, &p->goals[i], a);
        SP_NEED(name, e);
        sp_row_compare_text(row, "a goal", stated->goals[i], name);
    }
    return SP_OK;
}

sp_status sp_check__inputs(sp_verification *out, const sp_evidence *evidence, sp_arena *a,
                           sp_error *e)
{
    const sp_stated_plan *stated = evidence->stated;
    const sp_learner *l = evidence->learner;
    sp_row row = sp_row_begin("inputs", a);
    SP_TRY(compare_goals(&row, stated, l->catalog, a, e));
    sp_row_compare_day(&row, "the start", stated->start,
                       stated->profile.start != SP_NO_DAY ? stated->profile.start
                                                          : stated->inputs.today);
    if (stated->inputs.prefer != stated->profile.prefer)
        sp_row_complain(&row, "prefer is not the profile's");
    sp_row_compare(&row, "k", stated->inputs.k, sp_prefer_k(stated->profile.prefer), 0);
    sp_row_compare(&row, "pace", stated->inputs.pace, l->pace, 4);
    sp_row_compare(&row, "hours_per_week", stated->inputs.hours_per_week, l->hours_per_week, 4);
    return sp_row_end(out, &row, e, "goals, start and preferences are those of its profile");
}

static sp_status check_courses(sp_verification *out, const sp_evidence *evidence,
                               const sp_replay *replay, sp_arena *a, sp_error *e)
{
    const sp_learner *l = evidence->learner;
    const sp_stated_plan *stated = evidence->stated;
    sp_row row = sp_row_begin("courses", a);
    uint8_t *is_taken = sp_arena_take(a, l->catalog->n_courses);
    SP_NEED(is_taken, e);
    for (size_t i = 0; i < stated->n_steps; i++) {
        const sp_stated_step *step = &stated->steps[i];
        const sp_course_id id = replay->steps[i].course;
        sp_row_compare(&row, "the number of a step", step->n, (double)i + 1, 0);
        if (id == SP_NONE) {
            sp_row_complain(&row, "the catalogue has no course %s", step->course);
            continue;
        }
        sp_row_compare_text(&row, "a title", step->title, l->catalog->courses[id].title);
        if (l->filter[id])
            sp_row_complain(&row, "%s is ruled out (%s)", step->course,
                            sp_filter_name(l->filter[id]));
        if (is_taken[id]) sp_row_complain(&row, "%s is taken twice", step->course);
        is_taken[id] = 1;
    }
    for (size_t i = 0; i < l->profile->n_include; i++) {
        const sp_course_id id = l->profile->include[i];
        if (!is_taken[id] && l->filter[id] != SP_FILTER_DONE)
            sp_row_complain(&row, "%s is to be included and is not", l->catalog->courses[id].id);
    }
    return sp_row_end(out, &row, e, "all %zu are in the catalogue, and none is ruled out",
                      stated->n_steps);
}

static sp_status check_order(sp_verification *out, const sp_evidence *evidence,
                             const sp_replay *replay, sp_arena *a, sp_error *e)
{
    const sp_catalog *c = evidence->learner->catalog;
    sp_row row = sp_row_begin("order", a);
    for (size_t i = 0; i < evidence->stated->n_steps; i++) {
        const sp_pair lacking = replay->steps[i].lacking;
        if (lacking.level > 0)
            sp_row_complain(&row, "step %zu, %s, requires %s (%s), which is not held then", i + 1,
                            evidence->stated->steps[i].course, c->topics.items[lacking.topic].id,
                            sp_level_name(lacking.level));
    }
    return sp_row_end(out, &row, e,
                      "each course finds what it requires; whether another order reads better is "
                      "not checked");
}

static bool is_same_pairs(const sp_pair *a, size_t n_a, const sp_pair *b, size_t n_b)
{
    if (n_a != n_b) return false;
    for (size_t i = 0; i < n_a; i++)
        if (a[i].topic != b[i].topic || a[i].level != b[i].level) return false;
    return true;
}

static sp_status check_levels(sp_verification *out, const sp_evidence *evidence,
                              const sp_replay *replay, sp_arena *a, sp_error *e)
{
    sp_row row = sp_row_begin("levels", a);
    for (size_t i = 0; i < evidence->stated->n_steps; i++) {
        const sp_stated_step *step = &evidence->stated->steps[i];
        const sp_replayed *should = &replay->steps[i];
        if (should->course == SP_NONE) continue;
        if (!is_same_pairs(step->reaches, step->n_reaches, should->reaches, should->n_reaches))
            sp_row_complain(&row, "step %zu, %s, does not reach what it says", i + 1, step->course);
    }
    return sp_row_end(out, &row, e, "each step newly reaches what it says");
}

static void compare_hours(sp_row *row, const sp_hours *stated, const sp_hours *exact)
{
    sp_row_compare(row, "hours.low", stated->low, exact->low, 2);
    sp_row_compare(row, "hours.expected", stated->expected, exact->expected, 2);
    sp_row_compare(row, "hours.high", stated->high, exact->high, 2);
    if (stated->basis != exact->basis) sp_row_complain(row, "hours.basis is not the catalogue's");
}

static sp_status check_hours(sp_verification *out, const sp_evidence *evidence,
                             const sp_replay *replay, sp_arena *a, sp_error *e)
{
    sp_row row = sp_row_begin("hours", a);
    for (size_t i = 0; i < evidence->stated->n_steps; i++) {
        const sp_stated_step *step = &evidence->stated->steps[i];
        if (replay->steps[i].course == SP_NONE) continue;
        row.step = i + 1;
        compare_hours(&row, &step->hours, &replay->steps[i].hours);
        sp_row_compare(&row, "share_new", step->share_new, replay->steps[i].share_new, 4);
    }
    return sp_row_end(out, &row, e, "each step's are the catalogue's for what is new then");
}

static sp_status check_costs(sp_verification *out, const sp_evidence *evidence,
                             const sp_replay *replay, sp_arena *a, sp_error *e)
{
    sp_row row = sp_row_begin("costs", a);
    for (size_t i = 0; i < evidence->stated->n_steps; i++) {
        const sp_stated_step *step = &evidence->stated->steps[i];
        if (replay->steps[i].course == SP_NONE) continue;
        row.step = i + 1;
        const sp_score *score = &evidence->scores->courses[replay->steps[i].course];
        sp_row_compare(&row, "cost", step->cost, (double)score->cost_minutes, 0);
        sp_row_compare(&row, "score", step->score, score->score, 4);
        sp_row_compare(&row, "fit", step->fit, score->fit, 4);
    }
    return sp_row_end(out, &row, e, "each step's score, fit and cost are this learner's");
}

static sp_status check_sums(sp_verification *out, const sp_evidence *evidence,
                            const sp_replay *replay, sp_arena *a, sp_error *e)
{
    const sp_stated_plan *stated = evidence->stated;
    sp_row row = sp_row_begin("sums", a);
    sp_row_compare(&row, "cost", stated->cost, (double)replay->cost, 0);
    sp_row_compare(&row, "minutes", stated->minutes, replay->minutes, 0);
    sp_row_compare(&row, "hours.low", stated->hours.low, replay->hours.low, 2);
    sp_row_compare(&row, "hours.expected", stated->hours.expected, replay->hours.expected, 2);
    sp_row_compare(&row, "hours.high", stated->hours.high, replay->hours.high, 2);
    if (stated->hours.basis != SP_BASIS_NONE)
        sp_row_complain(&row, "a sum of hours has no basis of its own");
    return sp_row_end(out, &row, e, "cost %.0f, %.0f minutes, %g to %g hours", stated->cost,
                      stated->minutes, stated->hours.low, stated->hours.high);
}

sp_status sp_check__path(sp_verification *out, const sp_evidence *evidence, const sp_replay *replay,
                         sp_arena *a, sp_error *e)
{
    SP_TRY(check_courses(out, evidence, replay, a, e));
    SP_TRY(check_order(out, evidence, replay, a, e));
    SP_TRY(check_levels(out, evidence, replay, a, e));
    SP_TRY(check_hours(out, evidence, replay, a, e));
    SP_TRY(check_costs(out, evidence, replay, a, e));
    return check_sums(out, evidence, replay, a, e);
}
