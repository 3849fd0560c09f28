/* SPDX-License-Identifier: GPL-3.0-or-later
 * Compiling wishes away. See wishes.h. */
#include "plan/wishes.h"

#include <string.h>

#include "base/try.h"

static bool is_held(const uint8_t *levels, const sp_pair *pairs, uint32_t n_pairs)
{
    for (uint32_t i = 0; i < n_pairs; i++)
        if (levels[pairs[i].topic] < pairs[i].level) return false;
    return true;
}

/* The levels that the `n_left` actions in `left`, which is used up, reach together. */
static void reach_levels(uint8_t *levels, const sp_problem *problem, uint32_t *left,
                         uint32_t n_left)
{
    memcpy(levels, problem->start, problem->n_topics);
    for (bool again = true; again;) {
        uint32_t kept = 0;
        for (uint32_t i = 0; i < n_left; i++) {
            const sp_action *action = &problem->actions[left[i]];
            if (!is_held(levels, action->needs, action->n_needs)) {
                left[kept++] = left[i];
                continue;
            }
            for (uint32_t k = 0; k < action->n_adds; k++)
                if (levels[action->adds[k].topic] < action->adds[k].level)
                    levels[action->adds[k].topic] = action->adds[k].level;
        }
        again = kept < n_left;
        n_left = kept;
    }
}

sp_status sp_wishes_check(uint8_t *fulfilled, int64_t *value, const sp_problem *problem,
                          const sp_wish *wishes, uint32_t n_wishes, const uint8_t *has, sp_arena *a,
                          sp_error *e)
{
    const sp_arena_mark scratch = sp_arena_here(a);
    uint8_t *levels = sp_arena_take(a, problem->n_topics);
    uint32_t *left = sp_arena_array(a, problem->n_actions, sizeof *left), n_left = 0;
    SP_NEED(levels && left, e);
    for (uint32_t i = 0; i < problem->n_actions; i++)
        if (!has || has[i]) left[n_left++] = i;
    reach_levels(levels, problem, left, n_left);
    *value = 0;
    for (uint32_t i = 0; i < n_wishes; i++) {
        fulfilled[i] = is_held(levels, wishes[i].pairs, wishes[i].n_pairs);
        if (fulfilled[i]) *value += wishes[i].weight;
    }
    sp_arena_rewind(a, scratch);
    return SP_OK;
}

/* The two actions of a wish. */
static sp_status add_wish(const sp_wishing *w, sp_action *actions, uint32_t index, sp_arena *a,
                          sp_error *e)
{
    const sp_wish *wish = &w->wishes[index];
    sp_pair *adds = sp_arena_array(a, 1, sizeof *adds);
    SP_NEED(adds, e);
    *adds = (sp_pair){.topic = w->problem.n_topics + index, .level = 1};
    const sp_action skip = {.cost = wish->weight, .adds = adds, .n_adds = 1};
    sp_action fulfil = skip;
    fulfil.needs = wish->pairs;
    fulfil.n_needs = wish->n_pairs;
    actions[w->n_real + index] = fulfil;
    actions[w->n_real + w->n_wishes + index] = skip;
    return SP_OK;
}

sp_status sp_plan__wishes_add(sp_wishing *out, const sp_problem *problem, bool keeps_goal,
                              const sp_wish *wishes, uint32_t n_wishes, sp_arena *a, sp_error *e)
{
    const size_t n_topics = (size_t)problem->n_topics + n_wishes,
                 n_actions = (size_t)problem->n_actions + 2 * (size_t)n_wishes;
    if (n_topics > UINT32_MAX || n_actions > UINT32_MAX)
        return sp_fail(e, SP_LIMIT, "", "too many topics or actions");
    uint8_t *start = sp_arena_take(a, n_topics), *goal = sp_arena_take(a, n_topics);
    sp_action *actions = sp_arena_array(a, n_actions, sizeof *actions);
    SP_NEED(start && goal && actions, e);
    memcpy(start, problem->start, problem->n_topics);
    if (keeps_goal) memcpy(goal, problem->goal, problem->n_topics);
    memset(goal + problem->n_topics, 1, n_wishes);
    memcpy(actions, problem->actions, problem->n_actions * sizeof *actions);
    *out = (sp_wishing){
        .problem = *problem, .wishes = wishes, .n_real = problem->n_actions, .n_wishes = n_wishes};
    for (uint32_t i = 0; i < n_wishes; i++) SP_TRY(add_wish(out, actions, i, a, e));
    out->problem.n_topics = (uint32_t)n_topics;
    out->problem.n_actions = (uint32_t)n_actions;
    out->problem.start = start;
    out->problem.goal = goal;
    out->problem.actions = actions;
    return SP_OK;
}

sp_status sp_plan__wishes_count(sp_uses *out, const sp_wishing *w, const int64_t *minutes,
                                sp_arena *a, sp_error *e)
{
    const uint32_t n = w->problem.n_actions;
    *out = (sp_uses){0};
    out->minutes = sp_arena_array(a, n, sizeof *out->minutes);
    out->actions = sp_arena_array(a, n, sizeof *out->actions);
    out->lost = sp_arena_array(a, n, sizeof *out->lost);
    out->cost = sp_arena_array(a, n, sizeof *out->cost);
    SP_NEED(out->minutes && out->actions && out->lost && out->cost, e);
    for (uint32_t i = 0; i < n; i++) {
        if (i < w->n_real) {
            out->minutes[i] = minutes[i];
            out->actions[i] = 1;
            out->cost[i] = w->problem.actions[i].cost;
        } else if (sp_plan__is_skip(w, i)) {
            out->lost[i] = w->problem.actions[i].cost;
            out->sum_lost += out->lost[i];
        }
    }
    return SP_OK;
}
