/* SPDX-License-Identifier: GPL-3.0-or-later
 * Answers by trying everything. See brute.h. */
#include "brute.h"

#include <string.h>

enum { MOST_ORDERED = 8 };

static bool is_reached(const sp_problem *problem, const uint8_t *levels, const uint8_t *goal)
{
    for (uint32_t t = 0; t < problem->n_topics; t++)
        if (levels[t] < goal[t]) return false;
    return true;
}

brute_plan brute_search(const sp_problem *problem)
{
    brute_plan best = {.cost = INT64_MAX};
    uint8_t levels[REPLAY_MOST_TOPICS];
    replay_set(levels, problem, UINT32_MAX);
    for (uint32_t t = 0; t < problem->n_topics; t++)
        best.reachable[t] = levels[t] < problem->goal[t] ? levels[t] : problem->goal[t];
    for (uint32_t set = 0; set < (uint32_t)1 << problem->n_actions; set++) {
        int64_t cost = 0;
        uint32_t n = 0;
        for (uint32_t i = 0; i < problem->n_actions; i++)
            if (set >> i & 1) cost += problem->actions[i].cost, n++;
        if (cost > best.cost || (cost == best.cost && n >= best.n_actions)) continue;
        replay_set(levels, problem, set);
        if (!is_reached(problem, levels, best.reachable)) continue;
        best.cost = cost;
        best.n_actions = n;
    }
    return best;
}

int64_t brute_value(const sp_wish *wishes, uint32_t n_wishes, const uint8_t *levels)
{
    int64_t value = 0;
    for (uint32_t w = 0; w < n_wishes; w++) {
        bool is_fulfilled = true;
        for (uint32_t i = 0; i < wishes[w].n_pairs; i++)
            is_fulfilled = is_fulfilled &&
                           levels[wishes[w].pairs[i].topic] >= wishes[w].pairs[i].level;
        if (is_fulfilled) value += wishes[w].weight;
    }
    return value;
}

brute_limited brute_search_limited(const sp_problem *problem, const sp_wish *wishes,
                                   uint32_t n_wishes, const sp_limits *limits)
{
    brute_limited best = {.value = -1};
    uint8_t levels[REPLAY_MOST_TOPICS];
    for (uint32_t set = 0; set < (uint32_t)1 << problem->n_actions; set++) {
        int64_t cost = 0, minutes = 0;
        uint32_t n = 0;
        for (uint32_t i = 0; i < problem->n_actions; i++)
            if (set >> i & 1) cost += problem->actions[i].cost, minutes += limits->minutes[i], n++;
        if (minutes > limits->most_minutes || n > limits->most_actions) continue;
        replay_set(levels, problem, set);
        const int64_t value = brute_value(wishes, n_wishes, levels);
        if (value < best.value || (value == best.value && cost > best.cost) ||
            (value == best.value && cost == best.cost && n >= best.n_actions))
            continue;
        best = (brute_limited){.value = value, .cost = cost, .n_actions = n};
    }
    return best;
}

/* Is order x of the same actions better than y? */
static bool is_better(const sp_problem *problem, const uint16_t *area, const uint32_t *x,
                      const uint32_t *y, uint32_t n)
{
    const replayed a = replay(problem, x, n, area), b = replay(problem, y, n, area);
    if (a.switches != b.switches) return a.switches < b.switches;
    if (a.jumps != b.jumps) return a.jumps < b.jumps;
    if (a.waiting != b.waiting) return a.waiting < b.waiting;
    for (uint32_t i = 0; i < n; i++)
        if (x[i] != y[i]) return x[i] < y[i];
    return false;
}

/* The next permutation in lexicographic order; false after the last. */
static bool permute(uint32_t *p, uint32_t n)
{
    uint32_t i = n;
    while (i > 1 && p[i - 2] >= p[i - 1]) i--;
    if (i <= 1) return false;
    uint32_t j = n - 1;
    while (p[j] <= p[i - 2]) j--;
    const uint32_t pivot = p[i - 2];
    p[i - 2] = p[j];
    p[j] = pivot;
    for (uint32_t a = i - 1, b = n - 1; a < b; a++, b--) {
        const uint32_t moved = p[a];
        p[a] = p[b];
        p[b] = moved;
    }
    return true;
}

bool brute_order(uint32_t *actions, uint32_t n_actions, const sp_problem *problem,
                 const uint16_t *area)
{
    uint32_t order[MOST_ORDERED];
    bool found = false;
    memcpy(order, actions, n_actions * sizeof *order); /* rising: the first permutation */
    do {
        if (!replay(problem, order, n_actions, NULL).is_usable) continue;
        if (found && !is_better(problem, area, order, actions, n_actions)) continue;
        memcpy(actions, order, n_actions * sizeof *order);
        found = true;
    } while (permute(order, n_actions));
    return found;
}
