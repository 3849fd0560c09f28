/* SPDX-License-Identifier: GPL-3.0-or-later
 * The order of a path. See order.h.
 *
 * Few actions are one window, ordered exactly (order_window.h). For more, a greedy order is
 * improved by ordering a window that slides over it exactly, until no window gets better. */
#include "plan/order.h"

#include <string.h>

#include "base/try.h"
#include "plan/order_window.h"

enum { WINDOW = 10, STRIDE = 5, MOST_PASSES = 8 };

static bool adds_pair(const sp_action *action, sp_pair pair)
{
    for (uint32_t i = 0; i < action->n_adds; i++)
        if (action->adds[i].topic == pair.topic && action->adds[i].level >= pair.level) return true;
    return false;
}

static bool unlocks(const sp_problem *problem, uint32_t one, uint32_t other)
{
    const sp_action *action = &problem->actions[other];
    for (uint32_t i = 0; i < action->n_needs; i++) {
        const sp_pair need = action->needs[i];
        if (need.level > problem->start[need.topic] && adds_pair(&problem->actions[one], need))
            return true;
    }
    return false;
}

static void count_unlocks(uint32_t *counts, const sp_path *path)
{
    for (uint32_t i = 0; i < path->n_actions; i++)
        for (uint32_t j = 0; j < path->n_actions; j++)
            if (i != j && unlocks(path->problem, path->actions[i], path->actions[j]))
                counts[path->actions[i]]++;
}

static bool is_usable(const sp_action *action, const uint8_t *levels)
{
    for (uint32_t i = 0; i < action->n_needs; i++)
        if (levels[action->needs[i].topic] < action->needs[i].level) return false;
    return true;
}

static void take(const sp_action *action, uint8_t *levels)
{
    for (uint32_t i = 0; i < action->n_adds; i++)
        if (levels[action->adds[i].topic] < action->adds[i].level)
            levels[action->adds[i].topic] = action->adds[i].level;
}

static int64_t count_jumps(const sp_action *action, const uint8_t *levels)
{
    int64_t jumps = 0;
    for (uint32_t i = 0; i < action->n_adds; i++) {
        const int skipped = action->adds[i].level - levels[action->adds[i].topic] - 1;
        if (skipped > 0 && sp_plan__is_top_add(action, i)) jumps += skipped;
    }
    return jumps;
}

/* Would the greedy order rather take action x than y next? By area, jumps, what is unlocked, and
 * index. */
static bool is_rather(const sp_path *path, const uint8_t *levels, const uint16_t *last_area,
                      uint32_t x, uint32_t y)
{
    const bool x_stays = !last_area || path->area[x] == *last_area,
               y_stays = !last_area || path->area[y] == *last_area;
    if (x_stays != y_stays) return x_stays;
    const int64_t x_jumps = count_jumps(&path->problem->actions[x], levels);
    const int64_t y_jumps = count_jumps(&path->problem->actions[y], levels);
    if (x_jumps != y_jumps) return x_jumps < y_jumps;
    if (path->unlocks[x] != path->unlocks[y]) return path->unlocks[x] > path->unlocks[y];
    return x < y;
}

/* Order greedily. False when the actions have no order. `levels` is what the start holds, and is
 * raised. */
static bool order_greedily(sp_path *path, uint8_t *levels)
{
    for (uint32_t place = 0; place < path->n_actions; place++) {
        const uint16_t *last_area = place > 0 ? &path->area[path->actions[place - 1]] : NULL;
        uint32_t best = SP_NONE;
        for (uint32_t i = place; i < path->n_actions; i++) {
            if (!is_usable(&path->problem->actions[path->actions[i]], levels)) continue;
            if (best == SP_NONE ||
                is_rather(path, levels, last_area, path->actions[i], path->actions[best]))
                best = i;
        }
        if (best == SP_NONE) return false;
        const uint32_t action = path->actions[best];
        path->actions[best] = path->actions[place];
        path->actions[place] = action;
        take(&path->problem->actions[action], levels);
    }
    return true;
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
            take(&problem->actions[path->actions[i]], levels);
    }
    return SP_OK;
}

static sp_status order_heuristically(sp_path *path, bool *is_ordered, uint8_t *levels, sp_arena *a,
                                     sp_error *e)
{
    *is_ordered = order_greedily(path, levels);
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
        out->jumps += count_jumps(&path->problem->actions[action], levels);
        out->waiting += (int64_t)(i + 1) * path->unlocks[action];
        take(&path->problem->actions[action], levels);
    }
}

static sp_status order(sp_order_result *out, sp_path *path, sp_arena *a, sp_error *e)
{
    uint32_t *unlock_counts = sp_arena_array(a, path->problem->n_actions, sizeof *unlock_counts);
    uint8_t *levels = sp_arena_array(a, path->problem->n_topics, sizeof *levels);
    SP_NEED(unlock_counts && levels, e);
    bool is_ordered = true;
    path->unlocks = unlock_counts;
    count_unlocks(unlock_counts, path);
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
