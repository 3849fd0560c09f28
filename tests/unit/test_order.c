/* SPDX-License-Identifier: GPL-3.0-or-later
 * The order of a path on cases small enough to see the answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan/order.h"
#include "unit/arena_fixture.h"

enum { ALGEBRA, ANALYSIS, N_TOPICS = 20, MOST_ACTIONS = 20 };

static const uint8_t nothing[N_TOPICS];

/* An action that needs at most one pair and adds one; level 0 needs nothing. */
static sp_action action(const sp_pair *need, const sp_pair *add)
{
    return (sp_action){
        .cost = 1, .needs = need, .adds = add, .n_needs = need->level > 0, .n_adds = 1};
}

static sp_status find(sp_order_result *out, const sp_pair (*pairs)[2], const uint16_t *areas,
                      uint32_t n, sp_error *e)
{
    sp_action actions[MOST_ACTIONS] = {0};
    uint32_t chosen[MOST_ACTIONS] = {0};
    for (uint32_t i = 0; i < n; i++) {
        actions[i] = action(&pairs[i][0], &pairs[i][1]);
        chosen[i] = i;
    }
    const sp_problem problem = {.n_topics = N_TOPICS,
                                .n_actions = n,
                                .start = nothing,
                                .goal = nothing,
                                .actions = actions};
    return sp_order_find(out, &problem, chosen, n, areas, arena, e);
}

static void assert_order(const sp_order_result *order, const uint32_t *expected, uint32_t n)
{
    assert_int_equal(order->n_actions, n);
    for (uint32_t i = 0; i < n; i++) assert_int_equal(order->actions[i], expected[i]);
}

static void nothing_chosen_has_the_empty_order(void **state)
{
    (void)state;
    sp_order_result order;
    sp_error e = {0};
    assert_int_equal(find(&order, NULL, NULL, 0, &e), SP_OK);
    assert_int_equal(order.n_actions, 0);
    assert_true(order.exact);
}

static void needs_come_first(void **state)
{
    (void)state;
    const sp_pair pairs[][2] = {{{1, 1}, {2, 1}}, {{0, 1}, {1, 1}}, {{0, 0}, {0, 1}}};
    const uint16_t areas[] = {ALGEBRA, ALGEBRA, ALGEBRA};
    sp_order_result order;
    sp_error e = {0};
    assert_int_equal(find(&order, pairs, areas, 3, &e), SP_OK);
    assert_order(&order, (const uint32_t[]){2, 1, 0}, 3);
    assert_int_equal(order.waiting, 1 * 1 + 2 * 1);
}

static void areas_stay_together(void **state)
{
    (void)state;
    const sp_pair pairs[][2] = {
        {{0, 0}, {0, 1}}, {{0, 0}, {1, 1}}, {{0, 0}, {2, 1}}, {{0, 0}, {3, 1}}};
    const uint16_t areas[] = {ALGEBRA, ANALYSIS, ALGEBRA, ANALYSIS};
    sp_order_result order;
    sp_error e = {0};
    assert_int_equal(find(&order, pairs, areas, 4, &e), SP_OK);
    assert_order(&order, (const uint32_t[]){0, 2, 1, 3}, 4);
    assert_int_equal(order.switches, 1);
}

static void low_level_comes_before_high_level(void **state)
{
    (void)state;
    const sp_pair pairs[][2] = {{{0, 0}, {0, 3}}, {{0, 0}, {0, 1}}, {{0, 0}, {0, 2}}};
    const uint16_t areas[] = {ALGEBRA, ALGEBRA, ALGEBRA};
    sp_order_result order;
    sp_error e = {0};
    assert_int_equal(find(&order, pairs, areas, 3, &e), SP_OK);
    assert_order(&order, (const uint32_t[]){1, 2, 0}, 3);
    assert_int_equal(order.jumps, 0);
}

/* Without the jump (2, 1, 0) the areas would change twice. */
static void fewer_switches_win_over_fewer_jumps(void **state)
{
    (void)state;
    const sp_pair pairs[][2] = {{{0, 0}, {0, 2}}, {{1, 1}, {0, 1}}, {{0, 0}, {1, 1}}};
    const uint16_t areas[] = {ALGEBRA, ANALYSIS, ALGEBRA};
    sp_order_result order;
    sp_error e = {0};
    assert_int_equal(find(&order, pairs, areas, 3, &e), SP_OK);
    assert_order(&order, (const uint32_t[]){2, 0, 1}, 3);
    assert_int_equal(order.switches, 1);
    assert_int_equal(order.jumps, 1);
}

static void what_unlocks_most_comes_early(void **state)
{
    (void)state;
    const sp_pair pairs[][2] = {
        {{0, 0}, {0, 1}}, {{0, 0}, {1, 1}}, {{1, 1}, {2, 1}}, {{1, 1}, {3, 1}}};
    const uint16_t areas[] = {ALGEBRA, ALGEBRA, ALGEBRA, ALGEBRA};
    sp_order_result order;
    sp_error e = {0};
    assert_int_equal(find(&order, pairs, areas, 4, &e), SP_OK);
    assert_order(&order, (const uint32_t[]){1, 0, 2, 3}, 4);
    assert_int_equal(order.waiting, 2);
}

static void equal_orders_are_decided_by_index(void **state)
{
    (void)state;
    const sp_pair pairs[][2] = {{{0, 0}, {2, 1}}, {{0, 0}, {1, 1}}, {{0, 0}, {0, 1}}};
    const uint16_t areas[] = {ALGEBRA, ALGEBRA, ALGEBRA};
    sp_order_result order;
    sp_error e = {0};
    assert_int_equal(find(&order, pairs, areas, 3, &e), SP_OK);
    assert_order(&order, (const uint32_t[]){0, 1, 2}, 3);
}

static void actions_that_need_each_other_have_no_order(void **state)
{
    (void)state;
    const sp_pair pairs[][2] = {{{1, 1}, {0, 1}}, {{0, 1}, {1, 1}}};
    const uint16_t areas[] = {ALGEBRA, ALGEBRA};
    sp_order_result order;
    sp_error e = {0};
    assert_int_equal(find(&order, pairs, areas, 2, &e), SP_USAGE);
    assert_int_equal(e.code, SP_USAGE);
}

/* A chain listed backwards: it has one order, and only the heuristic is ready to take so many. */
static void long_chain_is_ordered_and_called_heuristic(void **state)
{
    (void)state;
    sp_pair pairs[MOST_ACTIONS][2];
    uint16_t areas[MOST_ACTIONS];
    for (uint32_t i = 0; i < MOST_ACTIONS; i++) {
        const uint32_t topic = MOST_ACTIONS - 1 - i;
        pairs[i][0] = (sp_pair){topic > 0 ? topic - 1 : 0, topic > 0};
        pairs[i][1] = (sp_pair){topic, 1};
        areas[i] = (uint16_t)(i % 2);
    }
    sp_order_result order;
    sp_error e = {0};
    assert_int_equal(find(&order, (const sp_pair(*)[2])pairs, areas, MOST_ACTIONS, &e), SP_OK);
    for (uint32_t i = 0; i < MOST_ACTIONS; i++)
        assert_int_equal(order.actions[i], MOST_ACTIONS - 1 - i);
    assert_false(order.exact);
}

/* Two areas without needs: a window alone can't gather them, the greedy start does. */
static void long_path_keeps_areas_together(void **state)
{
    (void)state;
    sp_pair pairs[MOST_ACTIONS][2];
    uint16_t areas[MOST_ACTIONS];
    for (uint32_t i = 0; i < MOST_ACTIONS; i++) {
        pairs[i][0] = (sp_pair){0, 0};
        pairs[i][1] = (sp_pair){i, 1};
        areas[i] = (uint16_t)(i % 2);
    }
    sp_order_result order;
    sp_error e = {0};
    assert_int_equal(find(&order, (const sp_pair(*)[2])pairs, areas, MOST_ACTIONS, &e), SP_OK);
    assert_int_equal(order.switches, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_chosen_has_the_empty_order),
        TEST(needs_come_first),
        TEST(areas_stay_together),
        TEST(low_level_comes_before_high_level),
        TEST(fewer_switches_win_over_fewer_jumps),
        TEST(what_unlocks_most_comes_early),
        TEST(equal_orders_are_decided_by_index),
        TEST(actions_that_need_each_other_have_no_order),
        TEST(long_chain_is_ordered_and_called_heuristic),
        TEST(long_path_keeps_areas_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
