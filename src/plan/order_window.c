/* SPDX-License-Identifier: GPL-3.0-or-later
 * Held & Karp's dynamic programming (1962) over subsets: what is held depends on the set of actions
 * taken and not on their order, so the best completion depends on that set and on the area of the
 * last action alone.
 *
 * A need, and a level of a topic, is a mask: the actions of the window that bring it. It is held
 * once a bit of it is in the set taken. The three criteria are packed into one integer, the most
 * important on top. */
#include "plan/order_window.h"

#include <string.h>

#include "base/try.h"

#define NEVER UINT64_MAX

enum {
    ALWAYS = 1 << SP_ORDER_EXACT_MAX, /* the bit of what is held from the start; each set has it */
    JUMP_SHIFT = 28, /* waiting is below: places within the window, each times at most n_actions */
    SWITCH_SHIFT = 56, /* jumps are below */
    TOP_LEVEL = SP_LEVELS - 1
};

/* A topic that an action adds to: who brings it to each level. */
typedef struct gain {
    uint32_t brought_by[SP_LEVELS];
    uint8_t level;
} gain;

typedef struct candidate {
    uint32_t action;
    uint16_t area;
    uint32_t n_needs, n_gains;
    uint32_t *needs; /* masks */
    gain *gains;
} candidate;

typedef struct window {
    sp_path *path;
    uint32_t first, n;
    const uint8_t *levels;
    candidate candidates[SP_ORDER_EXACT_MAX]; /* by rising action */
    uint64_t *to_go;                          /* [set * n + last]: the least of the rest */
    uint8_t *is_reached;                      /* per set */
} window;

bool sp_plan__is_top_add(const sp_action *action, uint32_t i)
{
    for (uint32_t j = 0; j < action->n_adds; j++) {
        if (j == i || action->adds[j].topic != action->adds[i].topic) continue;
        if (action->adds[j].level > action->adds[i].level) return false;
        if (action->adds[j].level == action->adds[i].level && j < i) return false;
    }
    return true;
}

/* The actions that bring `topic` to `level`. */
static uint32_t mask_of(const window *w, sp_topic_id topic, uint8_t level)
{
    uint32_t mask = w->levels[topic] >= level ? ALWAYS : 0;
    for (uint32_t c = 0; c < w->n; c++) {
        const sp_action *action = &w->path->problem->actions[w->candidates[c].action];
        for (uint32_t i = 0; i < action->n_adds; i++)
            if (action->adds[i].topic == topic && action->adds[i].level >= level)
                mask |= (uint32_t)1 << c;
    }
    return mask;
}

static sp_status fill_candidate(window *w, candidate *c, sp_arena *a, sp_error *e)
{
    const sp_action *action = &w->path->problem->actions[c->action];
    c->area = w->path->area[c->action];
    c->needs = sp_arena_array(a, action->n_needs, sizeof *c->needs);
    c->gains = sp_arena_array(a, action->n_adds, sizeof *c->gains);
    SP_NEED(c->needs && c->gains, e);
    for (uint32_t i = 0; i < action->n_needs; i++)
        c->needs[c->n_needs++] = mask_of(w, action->needs[i].topic, action->needs[i].level);
    for (uint32_t i = 0; i < action->n_adds; i++) {
        if (!sp_plan__is_top_add(action, i)) continue;
        gain *g = &c->gains[c->n_gains++];
        g->level = action->adds[i].level;
        for (uint8_t level = 0; level <= TOP_LEVEL; level++)
            g->brought_by[level] = mask_of(w, action->adds[i].topic, level);
    }
    return SP_OK;
}

static sp_status fill(window *w, sp_arena *a, sp_error *e)
{
    const size_t n_sets = (size_t)1 << w->n;
    w->to_go = sp_arena_array(a, n_sets * w->n, sizeof *w->to_go);
    w->is_reached = sp_arena_array(a, n_sets, sizeof *w->is_reached);
    SP_NEED(w->to_go && w->is_reached, e);
    for (uint32_t i = 0; i < w->n; i++) {
        const uint32_t action = w->path->actions[w->first + i];
        uint32_t at = i;
        for (; at > 0 && w->candidates[at - 1].action > action; at--)
            w->candidates[at] = w->candidates[at - 1];
        w->candidates[at].action = action;
    }
    for (uint32_t c = 0; c < w->n; c++) SP_TRY(fill_candidate(w, &w->candidates[c], a, e));
    return SP_OK;
}

static bool is_usable(const candidate *c, uint32_t set)
{
    for (uint32_t i = 0; i < c->n_needs; i++)
        if (!(c->needs[i] & (set | ALWAYS))) return false;
    return true;
}

/* What taking `c` after `set` adds to jumps and waiting. */
static uint64_t step_cost(const window *w, const candidate *c, uint32_t set)
{
    uint64_t jumps = 0;
    for (uint32_t i = 0; i < c->n_gains; i++) {
        uint8_t level = c->gains[i].level;
        while (level > 0 && !(c->gains[i].brought_by[level - 1] & (set | ALWAYS))) level--, jumps++;
    }
    const uint64_t place = (uint64_t)__builtin_popcount(set) +
                           1; /* before the window: the same for all orders */
    return (jumps << JUMP_SHIFT) + place * w->path->unlocks[c->action];
}

static uint64_t switch_cost(uint16_t one_area, uint16_t other_area)
{
    return (uint64_t)(one_area != other_area) << SWITCH_SHIFT;
}

static const uint16_t *area_at(const window *w, uint32_t place)
{
    return &w->path->area[w->path->actions[place]];
}

/* Mark the sets that some order passes through, smaller ones first. */
static void mark_reached(window *w)
{
    w->is_reached[0] = 1;
    for (uint32_t set = 0; set < (uint32_t)1 << w->n; set++) {
        if (!w->is_reached[set]) continue;
        for (uint32_t c = 0; c < w->n; c++)
            if (!(set >> c & 1) && is_usable(&w->candidates[c], set))
                w->is_reached[set | (uint32_t)1 << c] = 1;
    }
}

static void fill_steps(const window *w, uint32_t set, uint64_t *steps)
{
    for (uint32_t c = 0; c < w->n; c++) {
        const bool can_follow = !(set >> c & 1) && is_usable(&w->candidates[c], set);
        steps[c] = can_follow ? step_cost(w, &w->candidates[c], set) : NEVER;
    }
}

/* The best candidate to follow `set` when `last_area` came last (NULL: nothing did); of equal ones
 * the first. steps[c] is the cost of c alone, NEVER if it can't follow. */
static uint32_t best_next(uint64_t *least, const window *w, uint32_t set, const uint64_t *steps,
                          const uint16_t *last_area)
{
    uint32_t best = 0;
    *least = NEVER;
    for (uint32_t c = 0; c < w->n; c++) {
        if (steps[c] == NEVER) continue;
        uint64_t total = steps[c] + w->to_go[(size_t)(set | (uint32_t)1 << c) * w->n + c];
        if (last_area) total += switch_cost(*last_area, w->candidates[c].area);
        if (total >= *least) continue;
        *least = total;
        best = c;
    }
    return best;
}

/* Larger sets first: what each set leaves to go. */
static void fill_to_go(window *w)
{
    const uint32_t all = ((uint32_t)1 << w->n) - 1, end = w->first + w->n;
    for (uint32_t c = 0; c < w->n && end < w->path->n_actions; c++)
        w->to_go[(size_t)all * w->n + c] = switch_cost(w->candidates[c].area, *area_at(w, end));
    for (uint32_t set = all; set-- > 1;) {
        if (!w->is_reached[set]) continue;
        uint64_t steps[SP_ORDER_EXACT_MAX];
        fill_steps(w, set, steps);
        for (uint32_t last = 0; last < w->n; last++)
            if (set >> last & 1)
                best_next(&w->to_go[(size_t)set * w->n + last], w, set, steps,
                          &w->candidates[last].area);
    }
}

static void write_order(window *w)
{
    const uint16_t *last_area = w->first > 0 ? area_at(w, w->first - 1) : NULL;
    uint32_t set = 0;
    for (uint32_t place = 0; place < w->n; place++) {
        uint64_t steps[SP_ORDER_EXACT_MAX], least;
        fill_steps(w, set, steps);
        const uint32_t best = best_next(&least, w, set, steps, last_area);
        w->path->actions[w->first + place] = w->candidates[best].action;
        last_area = &w->candidates[best].area;
        set |= (uint32_t)1 << best;
    }
}

sp_status sp_plan__order_window(sp_path *path, bool *is_ordered, uint32_t first, uint32_t n,
                                const uint8_t *levels, sp_arena *a, sp_error *e)
{
    window w = {.path = path, .first = first, .n = n, .levels = levels};
    SP_TRY(fill(&w, a, e));
    mark_reached(&w);
    *is_ordered = w.is_reached[((size_t)1 << n) - 1];
    if (!*is_ordered) return SP_OK;
    fill_to_go(&w);
    write_order(&w);
    return SP_OK;
}
