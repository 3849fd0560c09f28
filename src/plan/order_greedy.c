/* SPDX-License-Identifier: GPL-3.0-or-later
 * The greedy order with a tournament tree: its leaves are the actions by area, a node knows the
 * best usable action below it. So the best one of all, and of an area, is found in logarithmic
 * time; when a topic's level rises, only the actions that need it or add to it play again. */
#include "plan/order_greedy.h"

#include <stdlib.h>
#include <string.h>

#include "base/try.h"

typedef struct leaf {
    uint32_t action;
    uint16_t area;
    bool is_usable; /* and not yet taken */
    bool is_taken;
    int64_t jumps; /* if it were taken now */
} leaf;

typedef struct tournament {
    const sp_path *path;
    uint8_t *levels;
    leaf *leaves;             /* by area, then by action */
    uint32_t n_leaves, width; /* of the lowest row; a power of two */
    uint32_t *best;           /* node 1 is the root, node width + i is leaf i; SP_NONE: no one */
    uint32_t *touch_at, *touches; /* per topic: the leaves that need it or add to it */
} tournament;

int64_t sp_plan__count_jumps(const sp_action *action, const uint8_t *levels)
{
    int64_t jumps = 0;
    for (uint32_t i = 0; i < action->n_adds; i++) {
        const int skipped = action->adds[i].level - levels[action->adds[i].topic] - 1;
        if (skipped > 0 && sp_plan__is_top_add(action, i)) jumps += skipped;
    }
    return jumps;
}

void sp_plan__take(const sp_action *action, uint8_t *levels)
{
    for (uint32_t i = 0; i < action->n_adds; i++)
        if (levels[action->adds[i].topic] < action->adds[i].level)
            levels[action->adds[i].topic] = action->adds[i].level;
}

static bool is_usable(const sp_action *action, const uint8_t *levels)
{
    for (uint32_t i = 0; i < action->n_needs; i++)
        if (levels[action->needs[i].topic] < action->needs[i].level) return false;
    return true;
}

static int compare_leaves(const void *x, const void *y)
{
    const leaf *a = x, *b = y;
    if (a->area != b->area) return a->area < b->area ? -1 : 1;
    return (a->action > b->action) - (a->action < b->action);
}

/* The better of two leaves, either of which may be SP_NONE. */
static uint32_t winner(const tournament *t, uint32_t x, uint32_t y)
{
    if (x == SP_NONE || y == SP_NONE) return x == SP_NONE ? y : x;
    const leaf *one = &t->leaves[x], *other = &t->leaves[y];
    if (one->jumps != other->jumps) return one->jumps < other->jumps ? x : y;
    const uint32_t opens = t->path->unlocks[one->action],
                   other_opens = t->path->unlocks[other->action];
    if (opens != other_opens) return opens > other_opens ? x : y;
    return one->action < other->action ? x : y;
}

/* Leaf `i` plays by what is held now, up to the root. */
static void play(tournament *t, uint32_t i)
{
    leaf *l = &t->leaves[i];
    const sp_action *action = &t->path->problem->actions[l->action];
    l->is_usable = !l->is_taken && is_usable(action, t->levels);
    l->jumps = l->is_usable ? sp_plan__count_jumps(action, t->levels) : 0;
    uint32_t node = t->width + i;
    t->best[node] = l->is_usable ? i : SP_NONE;
    while (node /= 2) t->best[node] = winner(t, t->best[2 * node], t->best[2 * node + 1]);
}

/* The first leaf of at least `area`, by bisection. */
static uint32_t first_of_area(const tournament *t, uint32_t area)
{
    uint32_t low = 0, high = t->n_leaves;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (t->leaves[middle].area < area)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t best_of_area(const tournament *t, uint32_t area)
{
    uint32_t best = SP_NONE, from = t->width + first_of_area(t, area),
             to = t->width + first_of_area(t, area + 1);
    for (; from < to; from /= 2, to /= 2) {
        if (from & 1) best = winner(t, best, t->best[from++]);
        if (to & 1) best = winner(t, best, t->best[--to]);
    }
    return best;
}

/* Counting sort of the pairs (topic, leaf), as in facts.c. */
static sp_status list_touches(tournament *t, sp_arena *a, sp_error *e)
{
    const sp_problem *problem = t->path->problem;
    size_t n = 0;
    for (uint32_t i = 0; i < t->n_leaves; i++) {
        const sp_action *action = &problem->actions[t->leaves[i].action];
        n += (size_t)action->n_needs + action->n_adds;
    }
    t->touch_at = sp_arena_array(a, (size_t)problem->n_topics + 1, sizeof *t->touch_at);
    t->touches = n <= UINT32_MAX ? sp_arena_array(a, n, sizeof *t->touches) : NULL;
    SP_NEED(t->touch_at && t->touches, e);
    for (uint32_t i = 0; i < t->n_leaves; i++) {
        const sp_action *action = &problem->actions[t->leaves[i].action];
        for (uint32_t k = 0; k < action->n_needs; k++) t->touch_at[action->needs[k].topic]++;
        for (uint32_t k = 0; k < action->n_adds; k++) t->touch_at[action->adds[k].topic]++;
    }
    for (uint32_t p = 1; p <= problem->n_topics; p++) t->touch_at[p] += t->touch_at[p - 1];
    for (uint32_t i = t->n_leaves; i-- > 0;) {
        const sp_action *action = &problem->actions[t->leaves[i].action];
        for (uint32_t k = 0; k < action->n_needs; k++)
            t->touches[--t->touch_at[action->needs[k].topic]] = i;
        for (uint32_t k = 0; k < action->n_adds; k++)
            t->touches[--t->touch_at[action->adds[k].topic]] = i;
    }
    return SP_OK;
}

static sp_status set_up(tournament *t, sp_arena *a, sp_error *e)
{
    t->n_leaves = t->path->n_actions;
    t->width = 1;
    while (t->width < t->n_leaves) t->width *= 2;
    t->leaves = sp_arena_array(a, t->n_leaves, sizeof *t->leaves);
    t->best = sp_arena_array(a, 2 * (size_t)t->width, sizeof *t->best);
    SP_NEED(t->leaves && t->best, e);
    memset(t->best, 0xff, 2 * (size_t)t->width * sizeof *t->best);
    for (uint32_t i = 0; i < t->n_leaves; i++) {
        const uint32_t action = t->path->actions[i];
        t->leaves[i] = (leaf){.action = action, .area = t->path->area[action]};
    }
    qsort(t->leaves, t->n_leaves, sizeof *t->leaves, compare_leaves);
    for (uint32_t i = 0; i < t->n_leaves; i++) play(t, i);
    return list_touches(t, a, e);
}

/* Take leaf `i`; those play again for whom that may change something. */
static void take_leaf(tournament *t, uint32_t i)
{
    const sp_action *action = &t->path->problem->actions[t->leaves[i].action];
    t->leaves[i].is_taken = true;
    play(t, i);
    for (uint32_t k = 0; k < action->n_adds; k++) {
        const sp_pair add = action->adds[k];
        if (t->levels[add.topic] >= add.level) continue;
        t->levels[add.topic] = add.level;
        for (uint32_t m = t->touch_at[add.topic]; m < t->touch_at[add.topic + 1]; m++)
            play(t, t->touches[m]);
    }
}

sp_status sp_plan__order_greedily(sp_path *path, bool *is_ordered, uint8_t *levels, sp_arena *a,
                                  sp_error *e)
{
    const sp_arena_mark scratch = sp_arena_here(a);
    tournament t = {.path = path, .levels = levels};
    *is_ordered = false;
    SP_TRY(set_up(&t, a, e));
    for (uint32_t place = 0; place < path->n_actions; place++) {
        uint32_t next = SP_NONE;
        if (place > 0) next = best_of_area(&t, path->area[path->actions[place - 1]]);
        if (next == SP_NONE) next = t.best[1];
        if (next == SP_NONE) return SP_OK;
        path->actions[place] = t.leaves[next].action;
        take_leaf(&t, next);
    }
    sp_arena_rewind(a, scratch);
    *is_ordered = true;
    return SP_OK;
}
