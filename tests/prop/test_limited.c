/* SPDX-License-Identifier: GPL-3.0-or-later
 * Laws of the search within limits on random problems, against an oracle that tries every subset.
 * PROP_FACTOR in the environment multiplies the number of problems. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "brute.h"
#include "generate.h"
#include "law.h"

enum { N_PROBLEMS = 4000, MOST_ACTIONS = 10, COVER_ACTIONS = 13, MOST_WISHES = 12 };

/* One problem with wishes and limits, and what the planner says about it. */
typedef struct trial {
    uint64_t seed;
    generated g;
    sp_wish wishes[MOST_WISHES];
    sp_pair pairs[MOST_WISHES][3];
    uint32_t n_wishes;
    int64_t minutes[GENERATE_MOST_ACTIONS];
    sp_limits limits;
    sp_arena *arena;
    sp_limited_result found;
} trial;

static void draw_wishes(trial *t, uint64_t *state)
{
    const uint32_t spread = generate_below(state, 2) ? 3 : 100;
    t->n_wishes = generate_below(state, MOST_WISHES + 1);
    for (uint32_t w = 0; w < t->n_wishes; w++) {
        t->wishes[w] = (sp_wish){.weight = 1 + generate_below(state, spread)};
        t->wishes[w].pairs = t->pairs[w];
        for (uint32_t i = generate_below(state, 4); i > 0; i--) {
            const sp_topic_id topic = generate_below(state, t->g.problem.n_topics);
            t->pairs[w][t->wishes[w].n_pairs++] = (sp_pair){
                topic, (uint8_t)(1 + generate_below(state, 3))};
        }
    }
}

/* Minutes like the cost or unlike it; limits from nothing to more than all takes, or none. */
static void draw_limits(trial *t, uint64_t *state)
{
    const uint32_t n = t->g.problem.n_actions;
    const bool is_alike = generate_below(state, 2) == 0;
    int64_t sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        t->minutes[i] = is_alike ? t->g.actions[i].cost : (int64_t)generate_below(state, 50);
        sum += t->minutes[i];
    }
    t->limits = (sp_limits){
        .minutes = t->minutes, .most_minutes = INT64_MAX, .most_actions = INT64_MAX};
    const uint32_t kind = generate_below(state, 4);
    if (kind != 1) t->limits.most_minutes = generate_below(state, (uint32_t)sum + 2);
    if (kind == 1 || kind == 2) t->limits.most_actions = generate_below(state, n / 2 + 2);
}

static void draw(trial *t, uint64_t index)
{
    if (index % 50 == 49)
        generate_cover(&t->g, t->seed, COVER_ACTIONS);
    else
        generate_any(&t->g, t->seed, MOST_ACTIONS);
    uint64_t state = ~t->seed;
    draw_wishes(t, &state);
    draw_limits(t, &state);
}

static void solve(trial *t, const sp_search_options *options)
{
    sp_error e = {0};
    assert_law(t, sp_search_limited(&t->found, &t->g.problem, t->wishes, t->n_wishes, &t->limits,
                                    options, t->arena, &e) == SP_OK);
}

/* Add up the chosen actions again: limits, cost and value are as said. */
static void check_answer(const trial *t)
{
    uint8_t levels[REPLAY_MOST_TOPICS];
    int64_t cost = 0, minutes = 0;
    uint32_t set = 0;
    for (uint32_t i = 0; i < t->found.n_chosen; i++) {
        assert_law(t, i == 0 || t->found.chosen[i - 1] < t->found.chosen[i]);
        cost += t->g.problem.actions[t->found.chosen[i]].cost;
        minutes += t->minutes[t->found.chosen[i]];
        set |= (uint32_t)1 << t->found.chosen[i];
    }
    assert_law(t, minutes <= t->limits.most_minutes);
    assert_law(t, t->found.n_chosen <= t->limits.most_actions);
    assert_law(t, cost == t->found.cost);
    replay_set(levels, &t->g.problem, set);
    assert_law(t, brute_value(t->wishes, t->n_wishes, levels) == t->found.value);
    assert_law(t, t->found.value <= t->found.value_bound && t->found.bound <= t->found.cost);
}

static void for_all(void (*check)(trial *), uint64_t first_seed)
{
    const char *factor = getenv("PROP_FACTOR");
    const uint64_t n = N_PROBLEMS * (factor ? strtoull(factor, NULL, 10) : 1);
    trial t = {.arena = sp_arena_make(0)};
    assert_non_null(t.arena);
    const sp_arena_mark start = sp_arena_here(t.arena);
    for (uint64_t i = 0; i < n; i++) {
        t.seed = first_seed + i;
        draw(&t, i);
        check(&t);
        sp_arena_rewind(t.arena, start);
    }
    sp_arena_free(t.arena);
}

static void check_best(trial *t)
{
    const brute_limited best = brute_search_limited(&t->g.problem, t->wishes, t->n_wishes,
                                                    &t->limits);
    const sp_search_options options = sp_search_defaults();
    solve(t, &options);
    check_answer(t);
    assert_law(t, t->found.proved);
    assert_law(t, t->found.value == best.value);
    assert_law(t, t->found.cost == best.cost);
    assert_law(t, t->found.n_chosen == best.n_actions);
}

static void best_set_within_limits_equals_brute_force(void **state)
{
    (void)state;
    for_all(check_best, 1000000);
}

/* However early the search is ended, the answer is one and its bounds hold. */
static void check_cut_short(trial *t)
{
    const brute_limited best = brute_search_limited(&t->g.problem, t->wishes, t->n_wishes,
                                                    &t->limits);
    for (int64_t work = 1; work < 1000000; work *= 30) {
        const sp_search_options options = {.node_limit = 1 + (int64_t)(t->seed % 5),
                                           .work_limit = work};
        solve(t, &options);
        check_answer(t);
        assert_law(t, t->found.value <= best.value && best.value <= t->found.value_bound);
        if (t->found.value == best.value) assert_law(t, t->found.bound <= best.cost);
        if (t->found.proved) assert_law(t, t->found.cost == best.cost);
    }
}

static void search_cut_short_bounds_the_optimum(void **state)
{
    (void)state;
    for_all(check_cut_short, 2000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(best_set_within_limits_equals_brute_force),
        cmocka_unit_test(search_cut_short_bounds_the_optimum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
