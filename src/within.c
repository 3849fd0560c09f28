/* SPDX-License-Identifier: GPL-3.0-or-later
 * See within.h. */
#include "within.h"

#include <math.h>
#include <string.h>

#include "advise.h"
#include "base/try.h"

/* The pairs of the closure of `step` that the learner lacks. */
static sp_status close_step(sp_wish *wish, const sp_learner *l, sp_pair step, uint8_t *levels,
                            sp_arena *a, sp_error *e)
{
    const sp_topics *topics = &l->catalog->topics;
    memset(levels, 0, topics->n_items);
    levels[step.topic] = step.level;
    sp_levels_close(topics, levels);
    size_t n_pairs = 0;
    for (sp_topic_id t = 0; t < topics->n_items; t++) n_pairs += levels[t] > l->held[t];
    sp_pair *pairs = sp_arena_array(a, n_pairs, sizeof *pairs);
    SP_NEED(pairs, e);
    for (sp_topic_id t = 0; t < topics->n_items; t++)
        if (levels[t] > l->held[t]) pairs[wish->n_pairs++] = (sp_pair){t, levels[t]};
    wish->pairs = pairs;
    return SP_OK;
}

static sp_status wish_steps(sp_within *w, sp_arena *a, sp_error *e)
{
    const sp_learner *l = w->learner;
    const sp_catalog *c = l->catalog;
    uint8_t *levels = sp_arena_take(a, c->topics.n_items);
    SP_NEED(levels, e);
    for (sp_topic_id t = 0; t < c->topics.n_items; t++)
        for (uint8_t k = (uint8_t)(l->held[t] + 1); k <= l->wanted[t]; k++) {
            const double hours = round(c->step_hours[(size_t)t * SP_LEVELS + k]);
            sp_wish *wish = &w->wishes[w->n_steps];
            wish->weight = hours > 1 ? (int64_t)hours : 1;
            w->steps[w->n_steps] = (sp_pair){t, k};
            SP_TRY(close_step(wish, l, w->steps[w->n_steps], levels, a, e));
            w->n_steps++;
        }
    return SP_OK;
}

static int64_t weight_of_steps(const sp_within *w)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < w->n_steps; i++) sum += w->wishes[i].weight;
    return sum;
}

/* An included course is worth more than the whole goal. */
static sp_status wish_included(sp_within *w, sp_arena *a, sp_error *e)
{
    const uint32_t n_topics = (uint32_t)w->learner->catalog->topics.n_items,
                   n_included = w->problem->n_topics - n_topics;
    sp_pair *pairs = sp_arena_array(a, n_included, sizeof *pairs);
    SP_NEED(pairs, e);
    const int64_t weight = 1 + weight_of_steps(w);
    w->n_wishes = w->n_steps;
    for (uint32_t i = 0; i < n_included; i++) {
        if (w->problem->goal[n_topics + i] == 0) continue; /* done already */
        pairs[i] = (sp_pair){n_topics + i, 1};
        w->wishes[w->n_wishes++] = (sp_wish){.weight = weight, .pairs = &pairs[i], .n_pairs = 1};
    }
    return SP_OK;
}

sp_status sp_within_make(sp_within *out, const sp_learner *learner, const sp_scores *scores,
                         const sp_problem *problem, const sp_course_id *course, bool whole,
                         sp_arena *a, sp_error *e)
{
    const size_t n_topics = learner->catalog->topics.n_items;
    size_t n_wishes = problem->n_topics - n_topics;
    *out = (sp_within){.learner = learner, .problem = problem, .course = course};
    for (size_t t = 0; t < n_topics; t++)
        if (learner->wanted[t] > learner->held[t]) n_wishes += learner->wanted[t];
    int64_t *minutes = sp_arena_array(a, problem->n_actions, sizeof *minutes);
    out->wishes = sp_arena_array(a, n_wishes, sizeof *out->wishes);
    out->steps = sp_arena_array(a, n_wishes, sizeof *out->steps);
    SP_NEED(minutes && out->wishes && out->steps, e);
    for (uint32_t i = 0; i < problem->n_actions; i++)
        minutes[i] = sp_cost_minutes(scores->courses[course[i]].minutes, 0, 1);
    out->limits.minutes = minutes;
    out->limits.most_minutes = sp_most_minutes(learner);
    out->limits.most_actions = sp_most_courses(learner);
    if (whole) out->limits.most_minutes = out->limits.most_actions = SP_NO_LIMIT;
    SP_TRY(wish_steps(out, a, e));
    SP_TRY(wish_included(out, a, e));
    out->is_reachable = sp_arena_take(a, out->n_steps);
    SP_NEED(out->is_reachable, e);
    return sp_wishes_check(out->is_reachable, &out->value, problem, out->wishes, out->n_steps, NULL,
                           a, e);
}

sp_status sp_within_reachable(sp_reachable *out, const sp_within *w, sp_arena *a, sp_error *e)
{
    const size_t n_topics = w->learner->catalog->topics.n_items;
    uint8_t *goal = sp_arena_take(a, w->problem->n_topics);
    *out = (sp_reachable){.problem = *w->problem};
    out->wishes = sp_arena_array(a, w->n_steps, sizeof *out->wishes);
    out->steps = sp_arena_array(a, w->n_steps, sizeof *out->steps);
    SP_NEED(goal && out->wishes && out->steps, e);
    for (size_t t = n_topics; t < w->problem->n_topics; t++) goal[t] = w->problem->goal[t];
    out->problem.goal = goal;
    for (uint32_t i = 0; i < w->n_steps; i++) {
        if (!w->is_reachable[i]) continue;
        out->steps[out->n_wishes] = w->steps[i];
        out->wishes[out->n_wishes++] = w->wishes[i];
    }
    return SP_OK;
}

static bool fits(const sp_within *w, const sp_search_result *found)
{
    int64_t minutes = 0;
    for (uint32_t i = 0; i < found->n_chosen; i++) minutes += w->limits.minutes[found->chosen[i]];
    return minutes <= w->limits.most_minutes && found->n_chosen <= w->limits.most_actions;
}

static sp_status check_included(const sp_within *w, const uint8_t *fulfilled, sp_error *e)
{
    for (uint32_t i = w->n_steps; i < w->n_wishes; i++) {
        if (fulfilled[i]) continue;
        const size_t index = w->wishes[i].pairs->topic - w->learner->catalog->topics.n_items;
        return sp_fail(e, SP_INVALID, "preferences.include",
                       "%s can't be included: it does not fit, with what it requires, into the "
                       "deadline or the number of courses",
                       w->learner->catalog->courses[w->learner->profile->include[index]].id);
    }
    return SP_OK;
}

/* Of the steps of a topic that could be reached and are not, the last one stands for all. */
static sp_status list_left_out(sp_plan *out, const sp_within *w, const uint8_t *fulfilled,
                               sp_arena *a, sp_error *e)
{
    sp_pair *pairs = sp_arena_array(a, w->n_steps, sizeof *pairs);
    SP_NEED(pairs, e);
    for (uint32_t i = 0; i < w->n_steps; i++) {
        if (fulfilled[i] || !w->is_reachable[i]) continue;
        const bool is_next = out->limits.n_left_out > 0 &&
                             pairs[out->limits.n_left_out - 1].topic == w->steps[i].topic;
        if (!is_next) out->limits.n_left_out++;
        pairs[out->limits.n_left_out - 1] = w->steps[i];
    }
    out->limits.left_out = pairs;
    return SP_OK;
}

sp_status sp_within_find(sp_plan *out, sp_search_result *found, const sp_within *w,
                         const sp_search_options *options, sp_arena *a, sp_error *e)
{
    sp_plan_limits *limits = &out->limits;
    *limits = (sp_plan_limits){.minutes = w->limits.most_minutes,
                               .courses = w->limits.most_actions,
                               .value = w->value,
                               .value_bound = w->value,
                               .value_of_goal = w->value,
                               .hours_per_week = NAN,
                               .deadline = SP_NO_DAY,
                               .n_courses = found->n_chosen};
    limits->bind = !fits(w, found);
    if (!limits->bind) return SP_OK;
    sp_limited_result best;
    SP_TRY(sp_search_limited(&best, w->problem, w->wishes, w->n_wishes, &w->limits, options, a, e));
    SP_TRY(check_included(w, best.fulfilled, e));
    const int64_t included = (w->n_wishes - w->n_steps) * (weight_of_steps(w) + 1);
    limits->value = best.value - included;
    limits->value_bound = best.value_bound - included;
    if (limits->value_bound > w->value) limits->value_bound = w->value;
    found->chosen = best.chosen;
    found->n_chosen = best.n_chosen;
    found->cost = best.cost;
    found->bound = best.bound;
    found->proved = best.proved;
    found->nodes += best.nodes;
    return list_left_out(out, w, best.fulfilled, a, e);
}

void sp_within_advise(sp_plan *out, const sp_within *w)
{
    if (out->limits.value < w->value && w->limits.most_minutes != SP_NO_LIMIT)
        sp_advise(&out->limits.hours_per_week, &out->limits.deadline, w->learner,
                  out->shortest_hours, w->limits.most_minutes);
}
