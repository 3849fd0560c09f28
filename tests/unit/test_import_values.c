/* SPDX-License-Identifier: GPL-3.0-or-later
 * Texts of exports into values: what is plain is read, everything else is left alone; links and
 * ids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/link.h"
#include "io/import.h"
#include "unit/arena_fixture.h"

static void numbers_in_digits_are_read(void **state)
{
    (void)state;
    const struct {
        const char *text;
        double value;
    } good[] = {{"0", 0},           {"4.7", 4.7},        {"12", 12},
                {"1,203", 1203},    {"124,980", 124980}, {"2,442,271", 2442271},
                {"1,000.5", 1000.5}};
    double value;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        if (!sp_import__read_number(&value, good[i].text)) fail_msg("%s is not read", good[i].text);
        if (value != good[i].value) fail_msg("%s is read as %g", good[i].text, value);
    }
    const char *const bad[] = {
        "",      "4,7",    "1,20", "12,34,567", ",123",
        "1.2k",  "4.7/5",  "-3",   "1e9",       "1.2.3",
        "1 203", "007",    ".",    "5.",        "12,3",
        "0x10",  "1,2345", "NaN",  "\xd9\xa3",  "11111111111111111111111111111111111111111111111"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (sp_import__read_number(&value, bad[i])) fail_msg("%s is read as %g", bad[i], value);
}

static void levels_are_words(void **state)
{
    (void)state;
    const struct {
        const char *text;
        sp_stage stage;
        bool known;
    } rows[] = {{"Beginner", SP_STAGE_BEGINNER, true},
                {"INTRODUCTORY", SP_STAGE_BEGINNER, true},
                {"Intermediate level \xc2\xb7 some experience", SP_STAGE_INTERMEDIATE, true},
                {"Advanced Level", SP_STAGE_ADVANCED, true},
                {"Mixed", SP_STAGE_NONE, true},
                {"All Levels", SP_STAGE_NONE, true},
                {"Beginner to Advanced", SP_STAGE_NONE, true},
                {"4.8", SP_STAGE_NONE, false},
                {"", SP_STAGE_NONE, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sp_stage stage;
        const bool known = sp_import__read_level(&stage, rows[i].text);
        if (known != rows[i].known || stage != rows[i].stage)
            fail_msg("%s: %d, %d", rows[i].text, known, (int)stage);
    }
}

static void languages_become_codes(void **state)
{
    (void)state;
    const char *const rows[][2] = {{"English", "en"},
                                   {"en-US", "en"},
                                   {"pt_BR", "pt"},
                                   {"Espa\xc3\xb1ol", "es"},
                                   {"Fran\xc3\xa7"
                                    "ais",
                                    "fr"},
                                   {"Portugu\xc3\xaas", "pt"},
                                   {"Chinese (Simplified)", "zh"},
                                   {"\xe4\xb8\xad\xe6\x96\x87", "zh"},
                                   {"English, Spanish", "en"},
                                   {"Klingon", NULL},
                                   {"", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *code = sp_import__read_language(rows[i][0]);
        if ((code == NULL) != (rows[i][1] == NULL) || (code && strcmp(code, rows[i][1]) != 0))
            fail_msg("%s: %s", rows[i][0], code ? code : "none");
    }
}

static void prices_that_are_plain_give_the_cost(void **state)
{
    (void)state;
    assert_int_equal(sp_import__read_cost("Free"), SP_COST_FREE);
    assert_int_equal(sp_import__read_cost("0"), SP_COST_FREE);
    assert_int_equal(sp_import__read_cost("49.99"), SP_COST_PAID);
    assert_int_equal(sp_import__read_cost("$49"), SP_COST_PAID);
    assert_int_equal(sp_import__read_cost("FREE-Add a Verified Certificate for $49 USD"),
                     SP_COST_AUDIT);
    assert_int_equal(sp_import__read_cost("Free trial, then 49 a month"), SP_COST_NONE);
    assert_int_equal(sp_import__read_cost("ask"), SP_COST_NONE);
}

static double hours(const char *duration, sp_import_unit unit, const char *effort)
{
    sp_error e = {0};
    sp_hours out = {.low = NAN, .high = NAN};
    sp_import_table t = {.arena = arena, .error = &e, .file = "f"};
    sp_import_record r = {0};
    r.texts[SP_IMPORT_DURATION] = duration;
    r.texts[SP_IMPORT_EFFORT] = effort;
    t.unit_of[SP_IMPORT_DURATION] = unit;
    t.unit_of[SP_IMPORT_EFFORT] = SP_IMPORT_HOURS_A_WEEK;
    return sp_import__read_hours(&out, &r, &t) ? (out.low + out.high) / 2 : -1;
}

static void hours_need_a_unit(void **state)
{
    (void)state;
    assert_true(hours("10 weeks", SP_IMPORT_NO_UNIT,
                      "4\xe2\x80\x93"
                      "8 hours per week") == 60);
    assert_true(hours("12", SP_IMPORT_HOURS, NULL) == 12);
    assert_true(hours("12", SP_IMPORT_WEEKS, "4") == 48);
    assert_true(hours("12", SP_IMPORT_NO_UNIT, NULL) == -1);
    assert_true(hours("PT22H30M", SP_IMPORT_NO_UNIT, NULL) == 22.5);
    assert_true(hours("P6W", SP_IMPORT_NO_UNIT, "3 hours/week") == 18);
    assert_true(hours("P3M", SP_IMPORT_NO_UNIT, NULL) == -1);
    assert_true(hours("PT", SP_IMPORT_NO_UNIT, NULL) == -1);
    assert_true(hours("6 weeks", SP_IMPORT_NO_UNIT, "PT20H") == 20);
    assert_true(hours("22 hours", SP_IMPORT_NO_UNIT, "a little") == 22);
    assert_true(hours(NULL, SP_IMPORT_NO_UNIT, "10 hours") == -1); /* a week? */
    assert_true(hours(NULL, SP_IMPORT_NO_UNIT, NULL) == -1);
    assert_true(hours("0", SP_IMPORT_HOURS, NULL) == -1);
}

static void links_are_told_from_other_texts(void **state)
{
    (void)state;
    const char *const rows[][2] = {{"https://a.org/x", "https://a.org/x"},
                                   {"HTTP://a.org", "HTTP://a.org"},
                                   {"a.org/learn/x", "https://a.org/learn/x"},
                                   {"//a.org/x", "https://a.org/x"},
                                   {"javascript:alert(1)", NULL},
                                   {"https://", NULL},
                                   {"https://a.org/\"x", NULL},
                                   {"/learn/x", NULL},
                                   {"README.md/..:x", NULL},
                                   {"4.5", NULL},
                                   {"by a comma", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *link = sp_import__read_link(rows[i][0], arena);
        if ((link == NULL) != (rows[i][1] == NULL) || (link && strcmp(link, rows[i][1]) != 0))
            fail_msg("%s: %s", rows[i][0], link ? link : "none");
    }
}

static void the_whole_path_makes_a_link(void **state)
{
    (void)state;
    const char *const same[][2] = {
        {"https://www.Coursera.org/learn/x/", "http://coursera.org/learn/x#about"},
        {"https://a.org/x?utm_source=m&id=1", "https://a.org/x?id=1&ref=home"},
        {"https://a.org", "https://a.org/"}};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_string_equal(sp_link_key(same[i][0], arena), sp_link_key(same[i][1], arena));
    const char *const others[][2] = {
        {"https://coursera.org/learn/x", "https://coursera.org/specializations/x"},
        {"https://a.org/watch?v=1", "https://a.org/watch?v=2"},
        {"https://a.org/X", "https://a.org/x"},
        {"https://a.org/x", "https://b.org/x"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_string_not_equal(sp_link_key(others[i][0], arena), sp_link_key(others[i][1], arena));
}

static void platforms_are_known_by_their_host(void **state)
{
    (void)state;
    assert_string_equal(sp_import__platform("https://www.edx.org/course/x"), "edX");
    assert_string_equal(sp_import__platform("https://ocw.mit.edu/x"), "MIT OpenCourseWare");
    assert_null(sp_import__platform("https://notedx.org/course/x"));
    assert_null(sp_import__platform("https://edx.org.evil.example/"));
    assert_null(sp_import__platform("https://x"));
}

static void slugs_are_short_and_plain(void **state)
{
    (void)state;
    char out[64];
    sp_import__slug(out, 60, "CS50's Introduction: \xc3\x81lgebra & More!");
    assert_string_equal(out, "cs50s-introduction-algebra-more");
    sp_import__slug(out, 12, "abc defghij klm");
    assert_string_equal(out, "abc-defghij");
    sp_import__slug(out, 10, "abc defghij klm");
    assert_string_equal(out, "abc");
    sp_import__slug(out, 5, "abcdefghij");
    assert_string_equal(out, "abcde");
    sp_import__slug(out, 60, "\xe6\x95\xb0\xe5\xad\xa6");
    assert_string_equal(out, "");
    sp_import__slug(out, 60, "--a--");
    assert_string_equal(out, "a");
}

static void the_index_finds_what_was_put(void **state)
{
    (void)state;
    sp_error e = {0};
    sp_import_index index = {.arena = arena};
    static char keys[1000][8];
    assert_true(sp_import__find(&index, "k1") == SIZE_MAX);
    for (size_t i = 0; i < 1000; i++) {
        snprintf(keys[i], sizeof keys[i], "k%zu", i);
        assert_int_equal(sp_import__put(&index, keys[i], i, &e), SP_OK);
    }
    for (size_t i = 0; i < 1000; i++) assert_true(sp_import__find(&index, keys[i]) == i);
    assert_true(sp_import__find(&index, "k1000") == SIZE_MAX);
    assert_int_equal(sp_import__put(&index, "k7", 70, &e), SP_OK);
    assert_true(sp_import__find(&index, "k7") == 70);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_in_digits_are_read),
        cmocka_unit_test(levels_are_words),
        cmocka_unit_test(languages_become_codes),
        cmocka_unit_test(prices_that_are_plain_give_the_cost),
        cmocka_unit_test(hours_need_a_unit),
        cmocka_unit_test(links_are_told_from_other_texts),
        cmocka_unit_test(the_whole_path_makes_a_link),
        cmocka_unit_test(platforms_are_known_by_their_host),
        cmocka_unit_test(slugs_are_short_and_plain),
        cmocka_unit_test(the_index_finds_what_was_put),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
