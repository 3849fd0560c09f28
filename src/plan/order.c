/* SPDX-License-Identifier: GPL-3.0-or-later
 * The order of a path. See order.h.
 *
 * Few actions are one window, ordered exactly (order_window.h). For more, a greedy order
 * (order_greedy.h) is
 * improved by ordering a window that slides over it exactly, until no window gets better. */
#include "plan/order.h"

#include <string.h>

#include "base/try.h"
#include "plan/order_greedy.h"
#include "plan/order_window.h"

enum { WINDOW = 10, STRIDE = 5, MOST_PASSES = 8 };

/* Who needs what: the path's needs that the start does not hold, by topic. */
typedef struct want {
    uint32_t action;
    uint8_t level;
} want;

typedef struct wants {
    uint32_t *at; /* topic t is wanted by list[at[t]] up to before list[at[t + 1]] */
    want *list;
} wants;

/* A counting sort, as in facts.c. */
static sp_status list_wants(wants *out, const sp_path *path, sp_arena *a, sp_error *e)
{
    const sp_problem *problem = path->problem;
    size_t n = 0;
    for (uint32_t i = 0; i < path->n_actions; i++) n += problem->actions[path->actions[i]].n_needs;
    out->at = sp_arena_array(a, (size_t)problem->n_topics + 1, sizeof *out->at);
    out->list = n <= UINT32_MAX ? sp_arena_array(a, n, sizeof *out->list) : NULL;
    SP_NEED(out->at && out->list, e);
    for (uint32_t i = 0; i < path->n_actions; i++) {
        const sp_action *action = &problem->actions[path->actions[i]];
        for (uint32_t k = 0; k < action->n_needs; k++)
            out->at[action->needs[k].topic] += action->needs[k].level >
                                               problem->start[action->needs[k].topic];
    }
    for (uint32_t t = 1; t <= problem->n_topics; t++) out->at[t] += out->at[t - 1];
    for (uint32_t i = path->n_actions; i-- > 0;) {
        const sp_action *action = &problem->actions[path->actions[i]];
        for (uint32_t k = 0; k < action->n_needs; k++) {
            const sp_pair need = action->needs[k];
            if (need.level > problem->start[need.topic])
                out->list[--out->at[need.topic]] = (want){path->actions[i], need.level};
        }
    }
    return SP_OK;
}

/* How many others `one` unlocks. `seen` marks, with a number that is `one`'s alone, who was
 * counted. */
static uint32_t count_unlocked(const sp_path *path, const wants *w, uint32_t one, uint32_t *seen)
{
    const sp_action *action = &path->problem->actions[one];
    uint32_t n = 0;
    for (uint32_t i = 0; i < action->n_adds; i++) {
        const sp_pair add = action->adds[i];
        for (uint32_t k = w->at[add.topic]; k < w->at[add.topic + 1]; k++) {
            const uint32_t other = w->list[k].action;
            if (w->list[k].level > add.level || other == one || seen[other] == one + 1) continue;
            seen[other] = one + 1;
            n++;
        }
    }
    return n;
}

static sp_status count_unlocks(uint32_t *counts, const sp_path *path, sp_arena *a, sp_error *e)
{
    const sp_arena_mark scratch = sp_arena_here(a);
    uint32_t *seen = sp_arena_array(a, path->problem->n_actions, sizeof *seen);
    SP_NEED(seen, e);
    wants w;
    SP_TRY(list_wants(&w, path, a, e));
    for (uint32_t i = 0; i < path->n_actions; i++)
        counts[path->actions[i]] = count_unlocked(path, &w, path->actions[i], seen);
    sp_arena_rewind(a, scratch);
    return SP_OK;
}

/* One pass of a sliding window; `*changed` when it made the path better. */
static sp_status slide_window(sp_path *path, bool *changed, uint8_t *levels, sp_arena *a,
                              sp_error *e)
{
    uint32_t before[WINDOW];
    const sp_problem *problem = path->problem;
    *changed = false;
    memcpy(levels, problem->start, problem->n_topics);
    for (uint32_t first = 0; first + WINDOW - STRIDE < path->n_actions; first += STRIDE) {
        const uint32_t left = path->n_actions - first, n = left < WINDOW ? left : WINDOW;
        const sp_arena_mark scratch = sp_arena_here(a);
        bool is_ordered;
        memcpy(before, path->actions + first, n * sizeof *before);
        SP_TRY(sp_plan__order_window(path, &is_ordered, first, n, levels, a, e));
        sp_arena_rewind(a, scratch);
        *changed |= memcmp(before, path->actions + first, n * sizeof *before) != 0;
        for (uint32_t i = first; i < first + STRIDE; i++)
            sp_plan__take(&problem->actions[path->actions[i]], levels);
    }
    return SP_OK;
}

static sp_status order_heuristically(sp_path *path, bool *is_ordered, uint8_t *levels, sp_arena *a,
                                     sp_error *e)
{
    SP_TRY(sp_plan__order_greedily(path, is_ordered, levels, a, e));
    bool changed = *is_ordered;
    for (int pass = 0; pass < MOST_PASSES && changed; pass++)
        SP_TRY(slide_window(path, &changed, levels, a, e));
    return SP_OK;
}

/* The three criteria of the path as it is. */
static void measure(sp_order_result *out, const sp_path *path, uint8_t *levels)
{
    memcpy(levels, path->problem->start, path->problem->n_topics);
    for (uint32_t i = 0; i < path->n_actions; i++) {
        const uint32_t action = path->actions[i];
        out->switches += i > 0 && path->area[action] != path->area[path->actions[i - 1]];
        out->jumps += sp_plan__count_jumps(&path->problem->actions[action], levels);
        out->waiting += (int64_t)(i + 1) * path->unlocks[action];
        sp_plan__take(&path->problem->actions[action], levels);
    }
}

static sp_status order(sp_order_result *out, sp_path *path, sp_arena *a, sp_error *e)
{
    uint32_t *unlock_counts = sp_arena_array(a, path->problem->n_actions, sizeof *unlock_counts);
    uint8_t *levels = sp_arena_array(a, path->problem->n_topics, sizeof *levels);
    SP_NEED(unlock_counts && levels, e);
    bool is_ordered = true;
    path->unlocks = unlock_counts;
    SP_TRY(count_unlocks(unlock_counts, path, a, e));
    memcpy(levels, path->problem->start, path->problem->n_topics);
    out->exact = path->n_actions <= SP_ORDER_EXACT_MAX;
    if (out->exact)
        SP_TRY(sp_plan__order_window(path, &is_ordered, 0, path->n_actions, levels, a, e));
    else
        SP_TRY(order_heuristically(path, &is_ordered, levels, a, e));
    if (!is_ordered)
        return sp_fail(e, SP_USAGE, "",
                       "the chosen actions have no order in which each finds its needs");
    measure(out, path, levels);
    return SP_OK;
}

sp_status sp_order_find(sp_order_result *out, const sp_problem *problem, const uint32_t *chosen,
                        uint32_t n_chosen, const uint16_t *area, sp_arena *a, sp_error *e)
{
    *out = (sp_order_result){.n_actions = n_chosen};
    out->actions = sp_arena_array(a, n_chosen, sizeof *out->actions);
    SP_NEED(out->actions, e);
    if (n_chosen > 0) memcpy(out->actions, chosen, n_chosen * sizeof *chosen);
    const sp_arena_mark scratch = sp_arena_here(a);
    sp_path path = {
        .problem = problem, .actions = out->actions, .n_actions = n_chosen, .area = area};
    const sp_status status = order(out, &path, a, e);
    sp_arena_rewind(a, scratch);
    return status;
}
