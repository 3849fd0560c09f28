/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a talk shows: no line is wider than the terminal, every block says what it must; and topics
 * by the words that a person types. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "studypath/studypath.h"

enum { NARROW = 40 };

static sp_arena *arena;
static sp_engine engine;

static int open_engine(void **state)
{
    (void)state;
    sp_error e = {0};
    arena = sp_arena_make(0);
    sp_findings found = {.arena = arena};
    return sp_engine_open(&engine, NULL, &found, arena, &e) == SP_OK ? 0 : -1;
}

static int close_engine(void **state)
{
    (void)state;
    sp_arena_free(arena);
    return 0;
}

/* Words that are longer than a line can't be cut. */
static void assert_fits(const char *text, size_t columns)
{
    assert_non_null(text);
    while (*text) {
        const size_t length = strcspn(text, "\n");
        const char *line = sp_arena_text(arena, text, length);
        if (sp_text_columns(line) > columns && strchr(line + strspn(line, " "), ' '))
            fail_msg("wider than %zu: %s", columns, line);
        assert_int_equal(text[length], '\n');
        text += length + 1;
    }
}

static void test_text(void **state)
{
    (void)state;
    assert_string_equal(sp_view_text("", NARROW, arena), "\n");
    assert_string_equal(sp_view_text("\none\n\ntwo\n", NARROW, arena), "\none\n\ntwo\n");
    assert_string_equal(
        sp_view_text("exactly forty columns are in this line.. and more", NARROW, arena),
        "exactly forty columns are in this line..\nand more\n");
    assert_string_equal(sp_view_text("\xe6\x97\xa5\xe6\x9c\xac xx", 6, arena),
                        "\xe6\x97\xa5\xe6\x9c\xac\nxx\n"); /* wide letters count twice */
    assert_string_equal(sp_view_text("a\x1b[31m", NARROW, arena), "a?[31m\n");
    const char *const choices[] = {"first", "a second one that needs more than forty columns"};
    assert_string_equal(sp_view_choices(choices, 2, 9, NARROW, arena),
                        "  9  first\n 10  a second one that needs more than\n     forty columns\n");
}

static void test_questions_fit(void **state)
{
    (void)state;
    for (sp_topic_id t = 0; t < engine.catalog.topics.n_items; t++)
        for (unsigned wanted = 1; wanted < SP_LEVELS; wanted++) {
            const sp_question q = {.topic = t,
                                   .saves_hours = 3,
                                   .stake_hours = 123.4,
                                   .known = {1, 0.9, 0.5, 0.1},
                                   .wanted = (uint8_t)wanted,
                                   .n_asked = 9,
                                   .n_to_go = wanted};
            assert_fits(sp_view_question(&q, &engine, NARROW, arena), NARROW);
            assert_fits(sp_view_question_why(&q, NARROW, arena), NARROW);
            assert_fits(sp_view_examples(t, &engine, NARROW, arena), NARROW);
            const sp_exercise *x = sp_exercise_find(&engine.practice, t, wanted);
            assert_non_null(x); /* one a topic and level */
        }
}

static void test_question_says(void **state)
{
    (void)state;
    sp_question q = {.topic = sp_topic_find(&engine.catalog, "eigen"),
                     .saves_hours = 7.3,
                     .stake_hours = 63,
                     .known = {1, 0.65, 0.36, 0.08},
                     .wanted = 2,
                     .n_asked = 2,
                     .n_to_go = 5};
    const char *text = sp_view_question(&q, &engine, 500, arena);
    assert_non_null(strstr(text, "Question 3, about 4 to go"));
    assert_non_null(strstr(text, "Eigenvalues and eigenvectors\n  0  "));
    assert_int_equal(sp_question_level(&q, &engine.catalog),
                     2); /* the longer step, most in doubt */
    assert_non_null(strstr(text, sp_exercise_find(&engine.practice, q.topic, 2)->text));
    q.known[2] = 0.01;
    assert_int_equal(sp_question_level(&q, &engine.catalog), 1);
    q.n_to_go = 1;
    assert_non_null(strstr(sp_view_question(&q, &engine, 500, arena), "maybe the last"));
    const char *why = sp_view_question_why(&q, 500, arena);
    assert_non_null(strstr(why, "65 %"));
    assert_non_null(strstr(why, "63 h"));
    assert_non_null(strstr(why, "about 7 h"));
    q.stake_hours = q.saves_hours = 0;
    assert_null(strstr(sp_view_question_why(&q, 500, arena), "0 h"));
}

static void test_items(void **state)
{
    (void)state;
    assert_true(engine.practice.n_items > 0);
    for (size_t i = 0; i < engine.practice.n_items; i++) {
        const sp_item *item = &engine.practice.items[i];
        assert_fits(sp_view_item(item, &engine.catalog, NARROW, arena), NARROW);
        for (size_t k = 0; k <= item->n_choices; k++) {
            const char *text = sp_view_item_result(item, k, 500, arena);
            assert_fits(sp_view_item_result(item, k, NARROW, arena), NARROW);
            assert_non_null(strstr(text, item->worked));
            const bool is_right = k < item->n_choices && item->choices[k].is_right;
            assert_int_equal(strncmp(text, "That is right", 13) == 0, is_right);
            if (k < item->n_choices && !is_right)
                assert_non_null(strstr(text, item->choices[k].misconception));
        }
    }
}

/* The best hits of a search, ids with blanks between. */
static const char *search(const char *words, size_t most)
{
    sp_topic_id hits[9];
    size_t n = 99;
    sp_error e = {0};
    sp_buffer b = {.arena = arena};
    sp_buffer_puts(&b, "");
    assert_int_equal(sp_topic_search(hits, &n, most, &engine.catalog, words, arena, &e), SP_OK);
    assert_true(n <= most);
    for (size_t i = 0; i < n; i++)
        sp_buffer_printf(&b, "%s%s", i ? " " : "", engine.catalog.topics.items[hits[i]].id);
    return b.text;
}

static void test_search(void **state)
{
    (void)state;
    assert_string_equal(search("eigenvalues", 1), "eigen");
    assert_string_equal(search("EIGEN", 1), "eigen");
    assert_string_equal(search("svd", 9), "svd");
    assert_non_null(strstr(search("chain rule", 9), "jacobian-chain"));
    assert_non_null(strstr(search("bayes", 9), "conditional-bayes"));
    assert_non_null(strstr(search("bayes", 9), "bayes-inference"));
    assert_string_equal(search("", 9), "");
    assert_string_equal(search("of the", 9), "");
    assert_string_equal(search("zebra", 9), "");
    assert_string_equal(search("e", 9), ""); /* a letter begins too many words */
}

static void test_carry(void **state)
{
    (void)state;
    static const char text[] = "{\"format\": \"studypath-catalog/1\", \"topics\": [{\"id\": "
                               "\"mine\"}, {\"id\": \"eigen\"}]}";
    const sp_text one = {"c.json", text, sizeof text - 1};
    sp_error e = {0};
    sp_findings found = {.arena = arena};
    sp_catalog own;
    sp_practice carried;
    assert_int_equal(sp_catalog_read(&own, &one, 1, &found, arena, &e), SP_OK);
    assert_int_equal(
        sp_practice_carry(&carried, &engine.practice, &engine.catalog, &own, arena, &e), SP_OK);
    assert_int_equal(carried.n_exercises, 3);
    assert_true(carried.n_items > 0 && carried.n_items < engine.practice.n_items);
    for (size_t i = 0; i < carried.n_items; i++) assert_int_equal(carried.items[i].topic, 1);
    assert_non_null(sp_exercise_find(&carried, 1, 2));
    assert_null(sp_exercise_find(&carried, 0, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),   cmocka_unit_test(test_questions_fit),
        cmocka_unit_test(test_items),  cmocka_unit_test(test_question_says),
        cmocka_unit_test(test_search), cmocka_unit_test(test_carry)};
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
