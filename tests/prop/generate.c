/* SPDX-License-Identifier: GPL-3.0-or-later
 * Random planning problems. See generate.h. */
#include "generate.h"

#include <string.h>

/* splitmix64 (Steele, Lea & Flood 2014). */
static uint64_t next(uint64_t *state)
{
    uint64_t x = *state += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

uint32_t generate_below(uint64_t *state, uint32_t end)
{
    return (uint32_t)((next(state) >> 32) * end >> 32);
}

/* Pairs of different topics; how many. */
static uint32_t fill_pairs(sp_pair *pairs, uint64_t *state, uint32_t n_wanted, uint32_t n_topics,
                           uint32_t top_level)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < n_wanted; i++) {
        const sp_topic_id topic = generate_below(state, n_topics);
        bool is_new = true;
        for (uint32_t j = 0; j < n; j++) is_new = is_new && pairs[j].topic != topic;
        if (is_new) pairs[n++] = (sp_pair){topic, (uint8_t)(1 + generate_below(state, top_level))};
    }
    return n;
}

static void begin(generated *out, uint32_t n_topics, uint32_t n_actions)
{
    memset(out, 0, sizeof *out);
    out->problem = (sp_problem){
        .n_topics = n_topics, .n_actions = n_actions, .start = out->start, .goal = out->goal};
    out->problem.actions = out->actions;
}

static void set_action(generated *out, uint32_t i, int64_t cost, uint32_t n_needs, uint32_t n_adds)
{
    out->actions[i] = (sp_action){.cost = cost, .needs = out->needs[i], .adds = out->adds[i]};
    out->actions[i].n_needs = n_needs;
    out->actions[i].n_adds = n_adds;
}

void generate_any(generated *out, uint64_t seed, uint32_t most_actions)
{
    uint64_t state = seed;
    const uint32_t n_topics = 1 + generate_below(&state, 7);
    const uint32_t n_actions = generate_below(&state, most_actions + 1);
    begin(out, n_topics, n_actions);
    const uint32_t most_cost = (uint32_t[]){1, 3, 12, 1000}[generate_below(&state, 4)];
    const int64_t unit = (int64_t[]){1, 1, 60}[generate_below(&state, 3)];
    const uint32_t needs_end = 1 + generate_below(&state, 4),
                   adds_end = 1 + generate_below(&state, 4);
    const uint32_t goals_in_4 = generate_below(&state, 4); /* 0: nothing is wanted */
    for (uint32_t t = 0; t < n_topics; t++) {
        out->start[t] = generate_below(&state, 3) ? 0 : (uint8_t)generate_below(&state, SP_LEVELS);
        out->goal[t] = generate_below(&state, 4) < goals_in_4
                           ? (uint8_t)generate_below(&state, SP_LEVELS)
                           : 0;
    }
    for (uint32_t i = 0; i < n_actions; i++) {
        const int64_t cost = unit * (1 + generate_below(&state, most_cost));
        const uint32_t n_needs = fill_pairs(out->needs[i], &state,
                                            generate_below(&state, needs_end), n_topics, 2);
        set_action(
            out, i, cost, n_needs,
            fill_pairs(out->adds[i], &state, 1 + generate_below(&state, adds_end), n_topics, 3));
        out->area[i] = (uint16_t)generate_below(&state, 3);
    }
}

void generate_cover(generated *out, uint64_t seed, uint32_t n_actions)
{
    uint64_t state = seed;
    const uint32_t n_topics = 8 + generate_below(&state, GENERATE_MOST_TOPICS - 7);
    begin(out, n_topics, n_actions);
    const uint32_t spread = 1 + generate_below(&state, 8);
    for (uint32_t t = 0; t < n_topics; t++) out->goal[t] = 1;
    for (uint32_t i = 0; i < n_actions; i++) {
        const uint32_t n_needs = fill_pairs(out->needs[i], &state, generate_below(&state, 4) == 0,
                                            n_topics, 1);
        const uint32_t n_adds = fill_pairs(out->adds[i], &state, 2 + generate_below(&state, 3),
                                           n_topics, 1);
        set_action(out, i, 10 + generate_below(&state, spread), n_needs, n_adds);
        out->area[i] = (uint16_t)generate_below(&state, 3);
    }
}

void generate_shuffled(generated *out, const generated *in, uint64_t seed)
{
    uint64_t state = seed;
    uint32_t places[GENERATE_MOST_ACTIONS];
    begin(out, in->problem.n_topics, in->problem.n_actions);
    memcpy(out->start, in->start, sizeof out->start);
    memcpy(out->goal, in->goal, sizeof out->goal);
    for (uint32_t i = 0; i < in->problem.n_actions; i++) {
        const uint32_t j = generate_below(&state, i + 1);
        places[i] = places[j];
        places[j] = i;
    }
    for (uint32_t i = 0; i < in->problem.n_actions; i++) {
        const uint32_t from = places[i];
        memcpy(out->needs[i], in->needs[from], sizeof out->needs[i]);
        memcpy(out->adds[i], in->adds[from], sizeof out->adds[i]);
        set_action(out, i, in->actions[from].cost, in->actions[from].n_needs,
                   in->actions[from].n_adds);
        out->area[i] = in->area[from];
    }
}

/* ---- large problems ---- */

/* Where a large problem is written. */
typedef struct writer {
    uint8_t *start, *goal;
    sp_action *actions;
    sp_pair *pairs; /* the next free one; each action has room for LARGE_PAIRS needs and adds */
    uint16_t *area;
} writer;

enum { LARGE_PAIRS = 3, LAYER = 6, N_GOALS = 5 };

static bool make_large(large *out, writer *w, uint32_t n_topics, uint32_t n_actions, sp_arena *a)
{
    w->start = sp_arena_array(a, n_topics, sizeof *w->start);
    w->goal = sp_arena_array(a, n_topics, sizeof *w->goal);
    w->actions = sp_arena_array(a, n_actions, sizeof *w->actions);
    w->pairs = sp_arena_array(a, (size_t)n_actions * 2 * LARGE_PAIRS, sizeof *w->pairs);
    w->area = sp_arena_array(a, n_actions, sizeof *w->area);
    if (!w->start || !w->goal || !w->actions || !w->pairs || !w->area) return false;
    out->problem = (sp_problem){.n_topics = n_topics, .n_actions = n_actions, .start = w->start};
    out->problem.goal = w->goal;
    out->problem.actions = w->actions;
    out->area = w->area;
    return true;
}

/* Begin action `i` without pairs. */
static sp_pair *begin_action(writer *w, uint32_t i, int64_t cost)
{
    sp_pair *needs = w->pairs;
    w->actions[i] = (sp_action){.cost = cost, .needs = needs, .adds = needs + LARGE_PAIRS};
    w->pairs += 2 * (size_t)LARGE_PAIRS;
    return needs;
}

static void layered_action(writer *w, uint32_t i, uint64_t *state, uint32_t n_topics)
{
    sp_pair *needs = begin_action(w, i, 30 + generate_below(state, 3000));
    sp_pair *adds = needs + LARGE_PAIRS;
    const uint32_t topic = i < n_topics ? i : generate_below(state, n_topics),
                   first = topic / LAYER;
    const uint8_t level = i < n_topics ? 1 : (uint8_t)(1 + generate_below(state, 3));
    sp_action *action = &w->actions[i];
    adds[action->n_adds++] = (sp_pair){topic, level};
    for (uint32_t k = generate_below(state, LARGE_PAIRS); k > 0; k--) {
        const uint32_t near = first * LAYER + generate_below(state, LAYER);
        if (near == topic || near >= n_topics) continue;
        adds[action->n_adds++] = (sp_pair){near, 1};
    }
    if (level > 1) needs[action->n_needs++] = (sp_pair){topic, (uint8_t)(level - 1)};
    while (first > 0 && action->n_needs < LARGE_PAIRS && generate_below(state, 3))
        needs[action->n_needs++] = (sp_pair){first * LAYER - 1 - generate_below(state, LAYER), 1};
    w->area[i] = (uint16_t)(topic % 4);
}

bool generate_layered(large *out, uint64_t seed, uint32_t n_actions, sp_arena *a)
{
    writer w;
    uint64_t state = seed;
    const uint32_t n_topics = 30 + generate_below(&state, 31);
    if (!make_large(out, &w, n_topics, n_actions, a)) return false;
    for (uint32_t i = 0; i < n_actions; i++) layered_action(&w, i, &state, n_topics);
    for (uint32_t i = 0; i < N_GOALS; i++) {
        const uint32_t late = n_topics - 1 - generate_below(&state, n_topics / 2);
        w.goal[late] = (uint8_t)(1 + generate_below(&state, 2));
    }
    w.start[0] = 1;
    return true;
}

bool generate_chain(large *out, uint64_t seed, uint32_t n_links, uint32_t n_ways, sp_arena *a)
{
    writer w;
    uint64_t state = seed;
    large straight;
    const uint32_t n_beside = n_ways > 1 ? 1 + n_links / 10 : 0;
    if (!make_large(&straight, &w, n_links + n_beside, n_links * n_ways + n_beside, a))
        return false;
    for (uint32_t i = 0; i < straight.problem.n_actions; i++) {
        sp_pair *needs = begin_action(&w, i, 30 + generate_below(&state, 3000));
        sp_action *action = &w.actions[i];
        const uint32_t link = i / n_ways; /* the last actions teach what is beside the chain */
        const bool is_link = i < n_links * n_ways;
        action->n_adds = 1;
        needs[LARGE_PAIRS] = (sp_pair){is_link ? link : i - n_links * (n_ways - 1), 1};
        if (is_link && link > 0) needs[action->n_needs++] = (sp_pair){link - 1, 1};
        if (is_link && i % n_ways > 0)
            needs[action->n_needs++] = (sp_pair){n_links + generate_below(&state, n_beside), 1};
        w.area[i] = (uint16_t)generate_below(&state, 3);
    }
    w.goal[n_links - 1] = 1;
    return generate_large_shuffled(out, &straight, seed, a);
}

bool generate_large_shuffled(large *out, const large *in, uint64_t seed, sp_arena *a)
{
    uint64_t state = seed;
    const uint32_t n = in->problem.n_actions;
    sp_action *actions = sp_arena_array(a, n, sizeof *actions);
    uint16_t *area = sp_arena_array(a, n, sizeof *area);
    if (!actions || !area) return false;
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t j = generate_below(&state, i + 1);
        actions[i] = actions[j];
        area[i] = area[j];
        actions[j] = in->problem.actions[i];
        area[j] = in->area[i];
    }
    *out = (large){.problem = in->problem, .area = area};
    out->problem.actions = actions;
    return true;
}
