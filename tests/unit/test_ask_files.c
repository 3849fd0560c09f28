/* SPDX-License-Identifier: GPL-3.0-or-later
 * Answers, replies and the placement model from texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "small_catalog.h"
#include "studypath/io.h"
#include "studypath/text.h"

static small_world w;
static sp_profile profile;
static sp_error error;

static sp_status read_answers(const char *text)
{
    sp_findings findings = {.arena = w.arena};
    error = (sp_error){0};
    profile.n_answers = 0;
    return sp_answers_read(&profile, &w.catalog, &(sp_text){"a", text, strlen(text)}, &findings,
                           w.arena, &error);
}

static void assert_refused(const char *text, const char *part)
{
    assert_int_not_equal(read_answers(text), SP_OK);
    if (!strstr(error.text, part)) fail_msg("'%s' does not say '%s'", error.text, part);
}

static void lines_are_answers(void **state)
{
    (void)state;
    assert_int_equal(read_answers("# mine\n\n eigen = use \r\nvectors=3\nmatrices=\n"), SP_OK);
    assert_int_equal(profile.n_answers, 3);
    assert_true(profile.answers[0].topic == EIGEN && profile.answers[0].level == 2);
    assert_true(profile.answers[1].topic == VECTORS && profile.answers[1].level == 3);
    assert_true(profile.answers[2].topic == MATRICES && profile.answers[2].level == SP_NO_LEVEL);
    assert_int_equal(read_answers(""), SP_OK);
    assert_int_equal(profile.n_answers, 0);
}

static void json_is_a_map_or_a_profile_s_answers(void **state)
{
    (void)state;
    assert_int_equal(read_answers(" {\"eigen\": 0, \"vectors\": null}"), SP_OK);
    assert_true(profile.n_answers == 2 && profile.answers[0].level == 0 &&
                profile.answers[1].level == SP_NO_LEVEL);
    assert_int_equal(read_answers("[{\"topic\": \"eigen\", \"level\": 1}, {\"topic\": \"eigen\", "
                                  "\"level\": 2, \"item\": \"e1\", \"result\": \"unsure\"}]"),
                     SP_OK);
    assert_true(profile.n_answers == 2 && profile.answers[1].result == SP_RESULT_UNSURE);
    assert_string_equal(profile.answers[1].item, "e1");
}

static void a_bad_answer_is_named_with_its_line(void **state)
{
    (void)state;
    assert_refused("eigen=1\neigne=1", "did you mean 'eigen'?");
    assert_int_equal(error.line, 2);
    assert_refused("eigen", "is not topic=level");
    assert_refused("eigen=4", "'4' is no level");
    assert_refused("eigen=1\neigen=1", "eigen is answered twice");
    assert_refused("{\"eigen\": 1.5}", "a level from 0 to 3, or null");
    assert_refused("{\"eigen\": \"1\"}", "a level from 0 to 3, or null");
    assert_refused("{\"eigne\": 1}", "eigne");
    assert_refused("[{\"topic\": \"eigen\"}]", "needs the key \"level\"");
    assert_refused("[{\"topic\": \"eigen\", \"level\": 1, \"item\": \"e\"}]", "needs a result");
    assert_refused("[{\"topic\": \"eigen\", \"level\": 0, \"result\": \"right\"}]", "from 1 to 3");
    assert_refused("{\"eigen\": 1", "");
}

static void a_reply_is_a_level_or_null(void **state)
{
    (void)state;
    static const char *const bad[] = {"{\"answer\": 4}",
                                      "{\"answer\": 1.5}",
                                      "{\"answer\": \"1\"}",
                                      "{\"answer\": 1, \"more\": 2}",
                                      "{}",
                                      "[]",
                                      "1",
                                      "",
                                      "{"};
    unsigned level;
    for (unsigned l = 0; l < SP_LEVELS; l++) {
        char text[32];
        snprintf(text, sizeof text, "{\"answer\": %u}", l);
        assert_int_equal(sp_reply_read(&level, &(sp_text){"r", text, strlen(text)}, w.arena, NULL),
                         SP_OK);
        assert_int_equal(level, l);
    }
    assert_int_equal(
        sp_reply_read(&level, &(sp_text){"r", "{\"answer\": null}", 16}, w.arena, NULL), SP_OK);
    assert_int_equal(level, SP_NO_LEVEL);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_not_equal(
            sp_reply_read(&level, &(sp_text){"r", bad[i], strlen(bad[i])}, w.arena, NULL), SP_OK);
}

/* The shipped model with the first `from` turned into `to`. */
static sp_status read_changed(const char *from, const char *to)
{
    sp_text text;
    sp_placement_model model;
    sp_buffer b = {.arena = w.arena};
    assert_int_equal(sp_text_load(&text, "models/placement.json", w.arena, NULL), SP_OK);
    const char *at = strstr(text.text, from);
    assert_non_null(at);
    sp_buffer_add(&b, text.text, (size_t)(at - text.text));
    sp_buffer_puts(&b, to);
    sp_buffer_puts(&b, at + strlen(from));
    assert_false(b.failed);
    error = (sp_error){0};
    return sp_placement_model_read(&model, &(sp_text){"p", b.text, b.length}, w.arena, &error);
}

static void a_model_needs_every_value_with_unit_and_source(void **state)
{
    (void)state;
    static const char *const bad[][2] = {
        {"studypath-placement/1", "studypath-placement/2"},
        {"\"first_mean\"", "\"first_men\""},
        {"\"unit\"", "\"unti\""},
        {"\"source\"", "\"sauce\""},
        {"\"unit\": \"level\"", "\"unit\": \"hours\""},
        {"\"unsupported\": {\"value\": ", "\"unsupported\": {\"value\": 7"},
        {"\"particles\": {\"value\": 1000", "\"particles\": {\"value\": 1000.5"},
        {"\"over\": 0.4", "\"over\": 1.4"},
        {"\"reporters\"", "\"x-reporters\""},
        {"\"version\"", "\"versoin\""},
    };
    assert_int_equal(read_changed("", ""), SP_OK);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (read_changed(bad[i][0], bad[i][1]) == SP_OK) fail_msg("%s is taken", bad[i][1]);
}

static int set_up(void **state)
{
    (void)state;
    small_world_make(&w);
    return sp_profile_make(&profile, &w.catalog, w.arena, NULL) == SP_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    small_world_free(&w);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_answers),
        cmocka_unit_test(json_is_a_map_or_a_profile_s_answers),
        cmocka_unit_test(a_bad_answer_is_named_with_its_line),
        cmocka_unit_test(a_reply_is_a_level_or_null),
        cmocka_unit_test(a_model_needs_every_value_with_unit_and_source),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
