/* SPDX-License-Identifier: GPL-3.0-or-later
 * The topic graph: its order, cycles, and the closure of levels, by hand and on random graphs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "core/topics.h"
#include "unit/arena_fixture.h"

static sp_findings found; /* of cycles */

/* ---- by hand ---- */

enum { A, B, C, D, E, TOPICS };

/* a needs b (lag 1) and, from level 2 on, c (lag 0); b needs d from level 1 on with lag 2; c needs
 * d from 3 on with lag 1; nobody needs e. */
static sp_topics by_hand(void)
{
    static const sp_need of_a[] = {{B, 1, 1}, {C, 2, 0}}, of_b[] = {{D, 1, 2}},
                         of_c[] = {{D, 3, 1}};
    static sp_topic items[TOPICS];
    static const char *const ids[] = {"a", "b", "c", "d", "e"};
    for (int t = 0; t < TOPICS; t++) items[t] = (sp_topic){.id = ids[t]};
    items[A].needs = of_a, items[A].n_needs = 2;
    items[B].needs = of_b, items[B].n_needs = 1;
    items[C].needs = of_c, items[C].n_needs = 1;
    sp_topics topics = {.items = items, .n_items = TOPICS};
    assert_int_equal(sp_topics_sort(&topics, &found, arena, NULL), SP_OK);
    return topics;
}

/* Digits are the levels of a to e. */
static void closes_to(const char *said, const char *expected)
{
    const sp_topics topics = by_hand();
    uint8_t levels[TOPICS];
    char closed[TOPICS + 1] = "";
    for (int t = 0; t < TOPICS; t++) levels[t] = (uint8_t)(said[t] - '0');
    sp_levels_close(&topics, levels);
    for (int t = 0; t < TOPICS; t++) closed[t] = (char)('0' + levels[t]);
    assert_string_equal(closed, expected);
}

static void a_level_asks_for_its_needs_by_lag_and_from(void **state)
{
    (void)state;
    closes_to("00000", "00000");
    closes_to("10000", "11010"); /* b at max(1, 1 - 1), c not yet, d at max(1, 1 - 2) */
    closes_to("20000", "21210"); /* c from level 2 on, as high */
    closes_to("30000", "32320"); /* b 2; c 3; d: max(1, 2 - 2) by b, 3 - 1 by c */
    closes_to("01000", "01010");
    closes_to("03000", "03010"); /* 3 - 2 */
    closes_to("00200", "00200"); /* c needs d from 3 on only */
    closes_to("00300", "00320");
    closes_to("00003", "00003");
}

static void what_is_higher_already_stays(void **state)
{
    (void)state;
    closes_to("13030", "13030");
    closes_to("20331", "21331");
    closes_to("33333", "33333");
}

/* ---- order and cycles ---- */

static void each_topic_comes_after_its_needs(void **state)
{
    (void)state;
    const sp_topics topics = by_hand();
    size_t place[TOPICS], n_seen = 0;
    for (size_t i = 0; i < TOPICS; i++)
        place[topics.order[i]] = i, n_seen += (size_t)1 << (4 * topics.order[i]);
    assert_int_equal(n_seen, 0x11111); /* each once */
    assert_true(place[A] > place[B] && place[A] > place[C] && place[B] > place[D] &&
                place[C] > place[D]);
}

static void cycle_is(sp_topic *items, size_t n, const char *expected)
{
    sp_topics topics = {.items = items, .n_items = n};
    sp_error e = {0};
    found = (sp_findings){.arena = arena};
    assert_int_equal(sp_topics_sort(&topics, &found, arena, &e), SP_CYCLE);
    assert_int_equal(e.code, SP_CYCLE);
    assert_int_equal(found.n_errors, 1);
    const char *text = found.items[0].text;
    assert_string_equal(found.items[0].code, "cycle");
    if (!strstr(text, expected)) fail_msg("\"%s\" does not name %s", text, expected);
    assert_null(strstr(text, "outside"));
}

static void cycle_is_reported_with_its_topics(void **state)
{
    (void)state;
    static const sp_need b[] = {{1, 1, 1}}, c[] = {{2, 1, 1}}, d[] = {{3, 1, 1}};
    sp_topic items[] = {{.id = "outside", .needs = b, .n_needs = 1},
                        {.id = "b", .needs = c, .n_needs = 1},
                        {.id = "c", .needs = d, .n_needs = 1},
                        {.id = "d", .needs = b, .n_needs = 1},
                        {.id = "outside-too"}};
    cycle_is(items, 5, "b -> c -> d -> b");
}

static void a_topic_that_needs_itself_is_a_cycle(void **state)
{
    (void)state;
    static const sp_need itself[] = {{1, 1, 1}};
    sp_topic items[] = {{.id = "outside"}, {.id = "self", .needs = itself, .n_needs = 1}};
    cycle_is(items, 2, "self -> self");
}

/* a and b need each other; c and d, and d itself: three needs too many. */
static void every_cycle_is_found_with_its_place(void **state)
{
    (void)state;
    static const sp_need a[] = {{0, 1, 1}}, b[] = {{1, 1, 1}}, c[] = {{2, 1, 1}, {3, 2, 1}},
                         d[] = {{3, 1, 1}};
    sp_topic items[] = {{.id = "a", .needs = b, .n_needs = 1, .file = "f", .line = 1},
                        {.id = "b", .needs = a, .n_needs = 1, .file = "f", .line = 2},
                        {.id = "c", .needs = d, .n_needs = 1, .file = "f", .line = 3},
                        {.id = "d", .needs = c, .n_needs = 2, .file = "f", .line = 4}};
    sp_topics topics = {.items = items, .n_items = 4};
    found = (sp_findings){.arena = arena};
    assert_int_equal(sp_topics_sort(&topics, &found, arena, NULL), SP_CYCLE);
    static const struct {
        const char *where, *words;
        uint32_t line;
    } expected[] = {
        {"b", "cycle: a -> b -> a", 2}, {"d", "cycle: c -> d -> c", 4}, {"d", "cycle: d -> d", 4}};
    assert_int_equal(found.n_items, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(found.items[i].where, expected[i].where);
        assert_string_equal(found.items[i].file, "f");
        assert_int_equal(found.items[i].line, expected[i].line);
        assert_non_null(strstr(found.items[i].text, expected[i].words));
    }
}

static void the_names_of_a_long_cycle_are_cut(void **state)
{
    (void)state;
    enum { LENGTH = 500 };
    static sp_topic items[LENGTH];
    static sp_need needs[LENGTH];
    for (sp_topic_id t = 0; t < LENGTH; t++) {
        needs[t] = (sp_need){(t + 1) % LENGTH, 1, 1};
        items[t] = (sp_topic){.id = t ? "t" : "first", .needs = &needs[t], .n_needs = 1};
    }
    cycle_is(items, LENGTH, "first -> t -> t");
    assert_non_null(strstr(found.items[0].text, "(488 more) -> first"));
}

static void two_ways_to_one_topic_are_no_cycle(void **state)
{
    (void)state;
    static const sp_need both[] = {{1, 1, 1}, {2, 1, 1}, {1, 2, 0}}, last[] = {{3, 1, 1}};
    sp_topic items[] = {{.id = "a", .needs = both, .n_needs = 3},
                        {.id = "b", .needs = last, .n_needs = 1},
                        {.id = "c", .needs = last, .n_needs = 1},
                        {.id = "d"}};
    sp_topics topics = {.items = items, .n_items = 4};
    assert_int_equal(sp_topics_sort(&topics, &found, arena, NULL), SP_OK);
}

static void a_chain_of_a_million_topics_needs_no_stack(void **state)
{
    (void)state;
    const size_t n = 1000000;
    sp_topics topics = {.items = sp_arena_array(arena, n, sizeof(sp_topic)), .n_items = n};
    sp_need *needs = sp_arena_array(arena, n, sizeof *needs);
    uint8_t *levels = sp_arena_take(arena, n);
    for (size_t t = 0; t + 1 < n; t++) {
        needs[t] = (sp_need){(sp_topic_id)(t + 1), 1, 0};
        topics.items[t] = (sp_topic){.id = "t", .needs = &needs[t], .n_needs = 1};
    }
    topics.items[n - 1].id = "t";
    assert_int_equal(sp_topics_sort(&topics, &found, arena, NULL), SP_OK);
    assert_int_equal(topics.order[0], n - 1);
    levels[0] = 3;
    sp_levels_close(&topics, levels);
    assert_int_equal(levels[n - 1], 3);
}

static void nothing_is_in_order(void **state)
{
    (void)state;
    sp_topics topics = {0};
    assert_int_equal(sp_topics_sort(&topics, &found, arena, NULL), SP_OK);
    sp_levels_close(&topics, NULL);
}

/* ---- random graphs ---- */

static uint64_t seed = 7;

static uint32_t random_below(uint32_t n)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)((seed >> 33) % n);
}

enum { MOST = 14 };

/* A random graph without cycles whose topics do not stand in their order. */
static sp_topics random_topics(void)
{
    const uint32_t n = 1 + random_below(MOST);
    sp_topics topics = {.items = sp_arena_array(arena, n, sizeof(sp_topic)), .n_items = n};
    sp_topic_id place[MOST];
    for (uint32_t i = 0; i < n; i++) place[i] = i;
    for (uint32_t i = n; i-- > 1;) {
        const uint32_t k = random_below(i + 1);
        const sp_topic_id swapped = place[i];
        place[i] = place[k];
        place[k] = swapped;
    }
    for (uint32_t i = 0; i < n; i++) {
        sp_topic *topic = &topics.items[place[i]];
        const uint32_t n_needs = i ? random_below(4) : 0;
        sp_need *needs = sp_arena_array(arena, n_needs, sizeof *needs);
        for (uint32_t k = 0; k < n_needs; k++)
            needs[k] = (sp_need){place[random_below(i)], (uint8_t)(1 + random_below(3)),
                                 (uint8_t)random_below(3)};
        *topic = (sp_topic){.id = "t", .needs = needs, .n_needs = n_needs};
    }
    assert_int_equal(sp_topics_sort(&topics, &found, arena, NULL), SP_OK);
    return topics;
}

/* The definition, until nothing changes, in no clever order. */
static void close_slowly(const sp_topics *topics, uint8_t *levels)
{
    for (int again = 1; again;) {
        again = 0;
        for (size_t t = 0; t < topics->n_items; t++)
            for (size_t k = 0; k < topics->items[t].n_needs; k++) {
                const sp_need need = topics->items[t].needs[k];
                const int least = levels[t] - need.lag > 1 ? levels[t] - need.lag : 1;
                if (levels[t] < need.from || levels[need.topic] >= least) continue;
                levels[need.topic] = (uint8_t)least;
                again = 1;
            }
    }
}

static void closure_is_the_least_that_meets_every_need_idempotent_and_monotone(void **state)
{
    (void)state;
    for (int round = 0; round < 20000; round++) {
        const sp_arena_mark mark = sp_arena_here(arena);
        const sp_topics topics = random_topics();
        uint8_t said[MOST], closed[MOST], again[MOST], slow[MOST], more[MOST];
        const size_t n = topics.n_items;
        for (size_t t = 0; t < n; t++) said[t] = (uint8_t)(random_below(3) ? 0 : random_below(4));
        memcpy(closed, said, n);
        memcpy(slow, said, n);
        memcpy(more, said, n);
        sp_levels_close(&topics, closed);
        close_slowly(&topics, slow);
        assert_memory_equal(closed, slow, n);
        memcpy(again, closed, n);
        sp_levels_close(&topics, again);
        assert_memory_equal(again, closed, n);
        const uint32_t raised = random_below((uint32_t)n);
        if (more[raised] < 3) more[raised]++;
        sp_levels_close(&topics, more);
        for (size_t t = 0; t < n; t++)
            assert_true(more[t] >= closed[t] && closed[t] >= said[t] && closed[t] <= 3);
        sp_arena_rewind(arena, mark);
    }
}

static void the_order_of_random_graphs_puts_needs_first(void **state)
{
    (void)state;
    for (int round = 0; round < 5000; round++) {
        const sp_arena_mark mark = sp_arena_here(arena);
        const sp_topics topics = random_topics();
        int seen[MOST] = {0};
        for (size_t i = 0; i < topics.n_items; i++) {
            const sp_topic *topic = &topics.items[topics.order[i]];
            for (size_t k = 0; k < topic->n_needs; k++) assert_true(seen[topic->needs[k].topic]);
            assert_false(seen[topics.order[i]]++);
        }
        sp_arena_rewind(arena, mark);
    }
}

static void levels_have_names(void **state)
{
    (void)state;
    static const char *const names[] = {"none", "follow", "use", "derive", "?"};
    for (unsigned l = 0; l < 5; l++) assert_string_equal(sp_level_name(l), names[l]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_level_asks_for_its_needs_by_lag_and_from),
        TEST(what_is_higher_already_stays),
        TEST(each_topic_comes_after_its_needs),
        TEST(cycle_is_reported_with_its_topics),
        TEST(a_topic_that_needs_itself_is_a_cycle),
        TEST(every_cycle_is_found_with_its_place),
        TEST(the_names_of_a_long_cycle_are_cut),
        TEST(two_ways_to_one_topic_are_no_cycle),
        TEST(a_chain_of_a_million_topics_needs_no_stack),
        TEST(nothing_is_in_order),
        TEST(closure_is_the_least_that_meets_every_need_idempotent_and_monotone),
        TEST(the_order_of_random_graphs_puts_needs_first),
        TEST(levels_have_names),
    };
    return cmocka_run_group_tests_name("topics", tests, NULL, NULL);
}
