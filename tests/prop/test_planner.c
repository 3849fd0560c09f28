/* SPDX-License-Identifier: GPL-3.0-or-later
 * Laws of the planner on random problems, against oracles that share no code with it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "brute.h"
#include "generate.h"
#include "law.h"

enum {
    N_PROBLEMS = 10000,
    N_COVERS = 150,
    N_LARGE = 200,
    COVER_ACTIONS = 15,
    MOST_ACTIONS = 10,
    MOST_PERMUTED = 7
};

/* One problem with what the planner says about it. */
typedef struct trial {
    uint64_t seed;
    generated g;
    sp_arena *arena;
    sp_search_result found;
} trial;

static void solve(trial *t, int64_t node_limit)
{
    const sp_search_options options = {.node_limit = node_limit};
    sp_error e = {0};
    assert_law(t, sp_search(&t->found, &t->g.problem, &options, t->arena, &e) == SP_OK);
}

/* Run `check` on many problems of both kinds. */
static void for_all(void (*check)(trial *), uint64_t first_seed)
{
    trial t = {.arena = sp_arena_make(0)};
    assert_non_null(t.arena);
    const sp_arena_mark start = sp_arena_here(t.arena);
    for (uint64_t i = 0; i < N_PROBLEMS + N_COVERS; i++) {
        t.seed = first_seed + i;
        if (i < N_PROBLEMS)
            generate_any(&t.g, t.seed, i % 64 == 0 ? 12 : MOST_ACTIONS);
        else
            generate_cover(&t.g, t.seed, COVER_ACTIONS);
        check(&t);
        sp_arena_rewind(t.arena, start);
    }
    sp_arena_free(t.arena);
}

static uint32_t set_of(const sp_search_result *found)
{
    uint32_t set = 0;
    for (uint32_t i = 0; i < found->n_chosen; i++) set |= (uint32_t)1 << found->chosen[i];
    return set;
}

/* What holds of every answer: rising indices, the cost, and the goal but for what is missing. */
static void check_answer(trial *t, const brute_plan *best)
{
    uint8_t levels[REPLAY_MOST_TOPICS];
    int64_t cost = 0;
    for (uint32_t i = 0; i < t->found.n_chosen; i++) {
        assert_law(t, i == 0 || t->found.chosen[i - 1] < t->found.chosen[i]);
        cost += t->g.problem.actions[t->found.chosen[i]].cost;
    }
    assert_law(t, cost == t->found.cost);
    replay_set(levels, &t->g.problem, set_of(&t->found));
    for (uint32_t topic = 0; topic < t->g.problem.n_topics; topic++)
        assert_law(t, levels[topic] >= best->reachable[topic]);
    assert_law(t, t->found.bound <= best->cost);
    assert_law(t, t->found.proved == (t->found.bound == t->found.cost));
    if (t->found.n_missing > 0)
        assert_law(t, t->found.status == SP_SEARCH_INFEASIBLE);
    else
        assert_law(t, t->found.status == (t->found.proved ? SP_SEARCH_OPTIMAL : SP_SEARCH_GAP));
}

static void check_cheapest(trial *t)
{
    const brute_plan best = brute_search(&t->g.problem);
    solve(t, sp_search_defaults().node_limit);
    check_answer(t, &best);
    assert_law(t, t->found.proved);
    assert_law(t, t->found.cost == best.cost);
    assert_law(t, t->found.n_chosen == best.n_actions);
}

static void cheapest_set_equals_brute_force(void **state)
{
    (void)state;
    for_all(check_cheapest, 1);
}

static void check_missing(trial *t)
{
    uint8_t levels[REPLAY_MOST_TOPICS];
    replay_set(levels, &t->g.problem, UINT32_MAX);
    solve(t, 1);
    uint32_t n_missing = 0;
    for (uint32_t topic = 0; topic < t->g.problem.n_topics; topic++) {
        if (levels[topic] >= t->g.goal[topic]) continue;
        assert_law(t, n_missing < t->found.n_missing);
        assert_law(t, t->found.missing[n_missing].topic == topic);
        assert_law(t, t->found.missing[n_missing].level == t->g.goal[topic]);
        n_missing++;
    }
    assert_law(t, n_missing == t->found.n_missing);
}

static void missing_is_what_no_set_reaches(void **state)
{
    (void)state;
    for_all(check_missing, 1);
}

static void check_interrupted(trial *t)
{
    const brute_plan best = brute_search(&t->g.problem);
    for (int64_t node_limit = 1; node_limit <= 4; node_limit++) {
        solve(t, node_limit);
        check_answer(t, &best);
        assert_law(t, t->found.cost >= best.cost);
        assert_law(t, t->found.nodes <= node_limit);
    }
}

static void interrupted_search_bounds_the_optimum(void **state)
{
    (void)state;
    for_all(check_interrupted, 100000);
}

static void check_shuffled(trial *t)
{
    trial other = {.seed = t->seed, .arena = t->arena};
    solve(t, sp_search_defaults().node_limit);
    generate_shuffled(&other.g, &t->g, t->seed);
    solve(&other, sp_search_defaults().node_limit);
    assert_law(t, t->found.cost == other.found.cost);
    assert_law(t, t->found.n_chosen == other.found.n_chosen);
    assert_law(t, t->found.status == other.found.status);
}

static void order_of_actions_does_not_change_the_cost(void **state)
{
    (void)state;
    for_all(check_shuffled, 200000);
}

/* Too many actions for brute force: the root is bounded, shrunk and branched in earnest. */
static void order_of_many_actions_does_not_change_the_cost(void **state)
{
    (void)state;
    trial t = {.arena = sp_arena_make(0)};
    assert_non_null(t.arena);
    const sp_arena_mark start = sp_arena_here(t.arena);
    for (t.seed = 600000; t.seed < 600000 + N_LARGE; t.seed++) {
        generate_cover(&t.g, t.seed, 40 + (uint32_t)(t.seed % 100));
        check_shuffled(&t);
        sp_arena_rewind(t.arena, start);
    }
    sp_arena_free(t.arena);
}

static void check_order(trial *t)
{
    solve(t, sp_search_defaults().node_limit);
    sp_order_result order;
    sp_error e = {0};
    const sp_status status = sp_order_find(&order, &t->g.problem, t->found.chosen,
                                           t->found.n_chosen, t->g.area, t->arena, &e);
    assert_law(t, status == SP_OK);
    const replayed r = replay(&t->g.problem, order.actions, order.n_actions, t->g.area);
    assert_law(t, order.exact && r.is_usable);
    assert_law(t, r.cost == t->found.cost);
    assert_law(t, r.switches == order.switches && r.jumps == order.jumps &&
                      r.waiting == order.waiting);
}

static void cheapest_set_can_be_ordered(void **state)
{
    (void)state;
    for_all(check_order, 300000);
}

/* Some actions of the problem, not the planner's: they may have no order. */
static void check_best_order(trial *t)
{
    uint32_t chosen[MOST_PERMUTED], n_chosen = 0;
    uint64_t state = t->seed;
    for (uint32_t i = 0; i < t->g.problem.n_actions && n_chosen < MOST_PERMUTED; i++)
        if (generate_below(&state, 3)) chosen[n_chosen++] = i;
    sp_order_result order;
    sp_error e = {0};
    const sp_status status = sp_order_find(&order, &t->g.problem, chosen, n_chosen, t->g.area,
                                           t->arena, &e);
    if (!brute_order(chosen, n_chosen, &t->g.problem, t->g.area)) {
        assert_law(t, status == SP_USAGE);
        return;
    }
    assert_law(t, status == SP_OK && order.exact && order.n_actions == n_chosen);
    for (uint32_t i = 0; i < n_chosen; i++) assert_law(t, order.actions[i] == chosen[i]);
}

static void order_is_the_best_of_all_permutations(void **state)
{
    (void)state;
    for_all(check_best_order, 400000);
}

/* All actions that can be used at all, more than the exact order takes on. */
static void check_long_order(trial *t)
{
    uint8_t levels[REPLAY_MOST_TOPICS];
    uint32_t chosen[32], n_chosen = 0;
    generate_any(&t->g, t->seed, 32);
    replay_set(levels, &t->g.problem, UINT32_MAX);
    for (uint32_t i = 0; i < t->g.problem.n_actions; i++) {
        bool is_usable = true;
        for (uint32_t j = 0; j < t->g.actions[i].n_needs; j++)
            is_usable = is_usable && levels[t->g.needs[i][j].topic] >= t->g.needs[i][j].level;
        if (is_usable) chosen[n_chosen++] = i;
    }
    if (n_chosen > SP_ORDER_EXACT_MAX + 8) n_chosen -= 4; /* now and then without an order */
    sp_order_result order;
    sp_error e = {0};
    const sp_status status = sp_order_find(&order, &t->g.problem, chosen, n_chosen, t->g.area,
                                           t->arena, &e);
    if (status == SP_USAGE) return;
    assert_law(t, status == SP_OK && order.exact == (n_chosen <= SP_ORDER_EXACT_MAX));
    const replayed r = replay(&t->g.problem, order.actions, order.n_actions, t->g.area);
    assert_law(t, r.is_usable);
    assert_law(t, r.switches == order.switches && r.jumps == order.jumps &&
                      r.waiting == order.waiting);
}

static void long_order_is_valid_and_measured(void **state)
{
    (void)state;
    trial t = {.arena = sp_arena_make(0)};
    assert_non_null(t.arena);
    const sp_arena_mark start = sp_arena_here(t.arena);
    for (t.seed = 500000; t.seed < 500400; t.seed++) {
        check_long_order(&t);
        sp_arena_rewind(t.arena, start);
    }
    sp_arena_free(t.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cheapest_set_equals_brute_force),
        cmocka_unit_test(missing_is_what_no_set_reaches),
        cmocka_unit_test(interrupted_search_bounds_the_optimum),
        cmocka_unit_test(order_of_actions_does_not_change_the_cost),
        cmocka_unit_test(order_of_many_actions_does_not_change_the_cost),
        cmocka_unit_test(cheapest_set_can_be_ordered),
        cmocka_unit_test(order_is_the_best_of_all_permutations),
        cmocka_unit_test(long_order_is_valid_and_measured),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
