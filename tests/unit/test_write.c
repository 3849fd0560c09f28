/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON out: layout, quoting, numbers; and that numbers go out and come in with a point though the
 * host program's locale writes a comma. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/json.h"
#include "io/write.h"
#include "unit/arena_fixture.h"

static sp_writer w;

static int make_writer(void **state)
{
    const int made = make_arena(state);
    w = (sp_writer){.out.arena = arena};
    return made;
}

/* What was written since the last call. */
static void written(const char *expected)
{
    assert_false(w.out.failed);
    assert_string_equal(w.out.text, expected);
    w = (sp_writer){.out.arena = arena};
}

static void a_document_is_laid_out_line_by_line(void **state)
{
    (void)state;
    sp_write_open(&w, '{');
    sp_write_key(&w, "a");
    sp_write_int(&w, 1);
    sp_write_key(&w, "list");
    sp_write_open(&w, '[');
    sp_write_open(&w, '{');
    sp_write_close(&w, '}');
    sp_write_open(&w, '[');
    sp_write_text(&w, "x");
    sp_write_bool(&w, false);
    sp_write_close(&w, ']');
    sp_write_close(&w, ']');
    sp_write_key(&w, "b");
    sp_write_bool(&w, true);
    sp_write_close(&w, '}');
    written("{\n  \"a\": 1,\n  \"list\": [\n    {},\n    [\n      \"x\",\n      false\n    ]\n  "
            "],\n  \"b\": true\n}\n");
}

static void what_is_inside_a_flat_one_stays_on_its_line(void **state)
{
    (void)state;
    sp_write_open(&w, '[');
    sp_write_open_flat(&w, '[');
    sp_write_int(&w, 1);
    sp_write_open(&w, '{');
    sp_write_key(&w, "a");
    sp_write_open_flat(&w, '[');
    sp_write_int(&w, 2);
    sp_write_int(&w, 3);
    sp_write_close(&w, ']');
    sp_write_close(&w, '}');
    sp_write_int(&w, 4);
    sp_write_close(&w, ']');
    sp_write_open_flat(&w, '{');
    sp_write_close(&w, '}');
    sp_write_open(&w, '[');
    sp_write_int(&w, 5);
    sp_write_close(&w, ']');
    sp_write_close(&w, ']');
    written("[\n  [1, {\"a\": [2, 3]}, 4],\n  {},\n  [\n    5\n  ]\n]\n");
}

static sp_status is_text(const sp_json *json, void *payload, sp_error *e)
{
    (void)e;
    assert_string_equal(json->root->child->string, payload);
    assert_string_equal(json->root->child->valuestring, payload);
    return SP_OK;
}

static void every_text_reads_back_as_it_was_as_key_and_as_value(void **state)
{
    (void)state;
    for (int c = 1; c < 0x100; c++) {
        char text[] = "<?>";
        text[1] = (char)c;
        const char *const two_bytes = "\xc2\x85"; /* a control of C1: kept */
        const char *used = c < 0x80 ? text : two_bytes;
        sp_write_open(&w, '{');
        sp_write_key(&w, used);
        sp_write_text(&w, used);
        sp_write_close(&w, '}');
        assert_int_equal(sp_json_read(w.out.text, w.out.length, "f", is_text,
                                      (void *)(uintptr_t)used, arena, NULL),
                         SP_OK);
        for (size_t i = 0; i + 1 < w.out.length; i++)
            if ((unsigned char)w.out.text[i] < 0x20 && w.out.text[i] != '\n')
                fail_msg("a raw control for %d", c);
        assert_null(strchr(w.out.text, 0x7f));
        w = (sp_writer){.out.arena = arena};
    }
    sp_write_text(&w, "\"\\/\n\t\x01\x7f\xc3\xa9");
    written("\"\\\"\\\\/\\n\\u0009\\u0001\\u007f\xc3\xa9\"");
}

static void what_is_not_stated_is_null(void **state)
{
    (void)state;
    sp_write_open_flat(&w, '[');
    sp_write_text(&w, NULL);
    sp_write_number(&w, NAN);
    sp_write_number(&w, INFINITY);
    sp_write_number(&w, -INFINITY);
    sp_write_rounded(&w, NAN, 2);
    sp_write_date(&w, SP_NO_DAY);
    sp_write_close(&w, ']');
    written("[null, null, null, null, null, null]\n");
}

static void numbers_are_written_as_short_as_they_read_back(void **state)
{
    (void)state;
    sp_write_open_flat(&w, '[');
    sp_write_number(&w, 0.1);
    sp_write_number(&w, -0.0);
    sp_write_number(&w, 1e300);
    sp_write_int(&w, INT64_MIN);
    sp_write_int(&w, INT64_MAX);
    sp_write_rounded(&w, 0.1 + 0.2, 2);
    sp_write_rounded(&w, 2.5, 0);
    sp_write_rounded(&w, -2.5, 0);
    sp_write_rounded(&w, -0.0001, 2);
    sp_write_rounded(&w, 1234.56789, 3);
    sp_write_rounded(&w, 1.0000000004, 9);
    sp_write_date(&w, 20781);
    sp_write_raw(&w, "{\"x\":  1}");
    sp_write_close(&w, ']');
    written("[0.1, 0, 1e+300, -9223372036854775808, 9223372036854775807, 0.3, 3, -3, 0, 1234.568, "
            "1, \"2026-11-24\", {\"x\":  1}]\n");
}

static void pairs_and_levels_are_objects_of_ids(void **state)
{
    (void)state;
    sp_topic items[] = {{.id = "a"}, {.id = "b"}, {.id = "c"}};
    const sp_catalog c = {.topics = {.items = items, .n_items = 3}};
    sp_write_open_flat(&w, '[');
    sp_write_pairs(&w, &c, (const sp_pair[]){{0, 2}, {2, 1}}, 2);
    sp_write_pairs(&w, &c, NULL, 0);
    sp_write_levels(&w, &c, (const uint8_t[]){0, 3, 1});
    sp_write_close(&w, ']');
    written("[{\"a\": 2, \"c\": 1}, {}, {\"b\": 3, \"c\": 1}]\n");
}

static void a_full_arena_is_seen_at_the_end(void **state)
{
    (void)state;
    sp_writer small = {.out.arena = sp_arena_make(512)};
    sp_write_open(&small, '[');
    for (int i = 0; i < 1000; i++) sp_write_int(&small, i);
    sp_write_close(&small, ']');
    assert_true(small.out.failed);
    sp_arena_free(small.out.arena);
}

/* ---- another locale ---- */

static bool writes_a_comma(const char *locale)
{
    return setlocale(LC_ALL, locale) && strcmp(localeconv()->decimal_point, ",") == 0;
}

/* One that is installed, else one made for the occasion. */
static bool set_comma_locale(void)
{
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8",
                                        "fr_FR.utf8",  "de_DE",      "nl_NL.UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (writes_a_comma(names[i])) return true;
    char folder[] = "/tmp/studypath-locale-XXXXXX", command[256];
    if (!mkdtemp(folder)) return false;
    snprintf(command, sizeof command, "localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8 > %s/log 2>&1",
             folder, folder);
    bool is_set = false;
    if (system(command) == 0) {
        setenv("LOCPATH", folder, 1);
        is_set = writes_a_comma("de_DE.UTF-8");
        unsetenv("LOCPATH");
    }
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) == 0 && is_set;
}

static sp_status is_one_and_a_half(const sp_json *json, void *payload, sp_error *e)
{
    (void)e;
    (void)payload;
    assert_true(json->root->child->valuedouble == 1.5);
    return SP_OK;
}

static void numbers_have_a_point_whatever_the_locale(void **state)
{
    (void)state;
    if (!set_comma_locale()) skip();
    char text[32], by_host[32];
    uint64_t bits = 88172645463325252U;
    snprintf(by_host, sizeof by_host, "%.1f", 1.5);
    assert_string_equal(by_host, "1,5"); /* the host's own printing */
    for (int i = 0; i < 20000; i++) {
        double value, again;
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value)) continue;
        sp_number_print(text, value);
        assert_null(strchr(text, ','));
        if (!sp_number_read(&again, text) || again != value) fail_msg("%s", text);
    }
    double value;
    assert_false(sp_number_read(&value, "1,5"));
    assert_true(sp_number_read(&value, "1.5") && value == 1.5);
    assert_int_equal(sp_json_read("[1.5]", 5, "f", is_one_and_a_half, NULL, arena, NULL), SP_OK);
    snprintf(by_host, sizeof by_host, "%.1f", 2.5);
    assert_string_equal(by_host, "2,5"); /* and it is left as it was */
    setlocale(LC_ALL, "C");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_writer, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_document_is_laid_out_line_by_line),
        TEST(what_is_inside_a_flat_one_stays_on_its_line),
        TEST(every_text_reads_back_as_it_was_as_key_and_as_value),
        TEST(what_is_not_stated_is_null),
        TEST(numbers_are_written_as_short_as_they_read_back),
        TEST(pairs_and_levels_are_objects_of_ids),
        TEST(a_full_arena_is_seen_at_the_end),
        TEST(numbers_have_a_point_whatever_the_locale),
    };
    return cmocka_run_group_tests_name("write", tests, NULL, NULL);
}
