/* SPDX-License-Identifier: GPL-3.0-or-later
 * Compiling wishes away. See wishes.h. */
#include "plan/wishes.h"

#include <string.h>

#include "base/try.h"

static bool is_usable(const sp_action *action, const uint8_t *levels)
{
    for (uint32_t i = 0; i < action->n_needs; i++)
        if (levels[action->needs[i].topic] < action->needs[i].level) return false;
    return true;
}

/* The levels that the first n_actions actions that `has` marks (NULL: all) reach together; `left`
 * is scratch, the actions that are not used. */
static void reach_levels(uint8_t *levels, const sp_problem *problem, uint32_t n_actions,
                         const uint8_t *has, uint32_t *left)
{
    uint32_t n_left = 0;
    memcpy(levels, problem->start, problem->n_topics);
    for (uint32_t i = 0; i < n_actions; i++)
        if (!has || has[i]) left[n_left++] = i;
    for (bool again = true; again;) {
        again = false;
        uint32_t kept = 0;
        for (uint32_t i = 0; i < n_left; i++) {
            const sp_action *action = &problem->actions[left[i]];
            if (!is_usable(action, levels)) {
                left[kept++] = left[i];
                continue;
            }
            for (uint32_t k = 0; k < action->n_adds; k++)
                if (levels[action->adds[k].topic] < action->adds[k].level)
                    levels[action->adds[k].topic] = action->adds[k].level;
            again = true;
        }
        n_left = kept;
    }
}

/* The two actions of a wish; its pairs are lowered to what is reached. */
static sp_status add_wish(sp_wishing *w, sp_action *actions, const sp_wish *wish, uint32_t index,
                          const uint8_t *reached, sp_arena *a, sp_error *e)
{
    sp_pair *needs = sp_arena_array(a, wish->n_pairs, sizeof *needs);
    sp_pair *adds = sp_arena_array(a, 1, sizeof *adds);
    SP_NEED(needs && adds, e);
    for (uint32_t i = 0; i < wish->n_pairs; i++) {
        needs[i] = wish->pairs[i];
        if (needs[i].level > reached[needs[i].topic]) needs[i].level = reached[needs[i].topic];
    }
    *adds = (sp_pair){.topic = w->problem.n_topics + index, .level = 1};
    const sp_action skip = {.cost = wish->weight, .adds = adds, .n_adds = 1};
    sp_action fulfil = skip;
    fulfil.needs = needs;
    fulfil.n_needs = wish->n_pairs;
    actions[w->n_real + index] = fulfil;
    actions[w->n_real + w->n_wishes + index] = skip;
    return SP_OK;
}

sp_status sp_plan__wishes_add(sp_wishing *out, const sp_problem *problem, const sp_wish *wishes,
                              uint32_t n_wishes, sp_arena *a, sp_error *e)
{
    const size_t n_topics = (size_t)problem->n_topics + n_wishes,
                 n_actions = (size_t)problem->n_actions + 2 * (size_t)n_wishes;
    if (n_topics > UINT32_MAX || n_actions > UINT32_MAX)
        return sp_fail(e, SP_LIMIT, "", "too many topics or actions");
    uint8_t *start = sp_arena_take(a, n_topics), *goal = sp_arena_take(a, n_topics);
    uint8_t *reached = sp_arena_take(a, problem->n_topics);
    sp_action *actions = sp_arena_array(a, n_actions, sizeof *actions);
    uint32_t *left = sp_arena_array(a, problem->n_actions, sizeof *left);
    SP_NEED(start && goal && reached && actions && left, e);
    memcpy(start, problem->start, problem->n_topics);
    memset(goal + problem->n_topics, 1, n_wishes);
    memcpy(actions, problem->actions, problem->n_actions * sizeof *actions);
    reach_levels(reached, problem, problem->n_actions, NULL, left);
    *out = (sp_wishing){.problem = *problem, .n_real = problem->n_actions, .n_wishes = n_wishes};
    for (uint32_t i = 0; i < n_wishes; i++)
        SP_TRY(add_wish(out, actions, &wishes[i], i, reached, a, e));
    out->problem.n_topics = (uint32_t)n_topics;
    out->problem.n_actions = (uint32_t)n_actions;
    out->problem.start = start;
    out->problem.goal = goal;
    out->problem.actions = actions;
    return SP_OK;
}

sp_status sp_plan__wishes_check(uint8_t *fulfilled, int64_t *value, const sp_wishing *w,
                                const uint8_t *has, sp_arena *a, sp_error *e)
{
    uint8_t *levels = sp_arena_take(a, w->problem.n_topics);
    uint32_t *left = sp_arena_array(a, w->n_real, sizeof *left);
    SP_NEED(levels && left, e);
    reach_levels(levels, &w->problem, w->n_real, has, left);
    *value = 0;
    for (uint32_t i = 0; i < w->n_wishes; i++) {
        const sp_action *fulfil = &w->problem.actions[w->n_real + i];
        fulfilled[i] = is_usable(fulfil, levels);
        if (fulfilled[i]) *value += fulfil->cost;
    }
    return SP_OK;
}
