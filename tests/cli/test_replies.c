/* SPDX-License-Identifier: GPL-3.0-or-later
 * What may be typed in a talk, and signs that a terminal without UTF-8 shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "cli/replies.h"
#include "cli/terminal.h"
#include "unit/arena_fixture.h"

static reply of(const char *text, const char *tidy)
{
    char line[64];
    snprintf(line, sizeof line, "%s", text);
    const reply r = reply_of(line);
    if (tidy) assert_string_equal(line, tidy);
    return r;
}

static void test_commands(void **state)
{
    (void)state;
    assert_int_equal(of("", ""), REPLY_SKIP);
    assert_int_equal(of(" \t ", ""), REPLY_SKIP);
    assert_int_equal(of("s", NULL), REPLY_SKIP);
    assert_int_equal(of(" B ", NULL), REPLY_BACK);
    assert_int_equal(of("back", NULL), REPLY_BACK);
    assert_int_equal(of("?", NULL), REPLY_WHY);
    assert_int_equal(of("Q", NULL), REPLY_QUIT);
    assert_int_equal(of("  Linear Algebra ", "linear algebra"), REPLY_TEXT);
    assert_int_equal(of("bq", NULL), REPLY_TEXT);
    assert_int_equal(of("0", NULL), REPLY_TEXT);
    assert_int_equal(of("\xc3\x84hnlich", "\xc3\x84hnlich"), REPLY_TEXT);
}

static void test_levels(void **state)
{
    (void)state;
    assert_int_equal(reply_level("0"), 0);
    assert_int_equal(reply_level("3"), 3);
    assert_int_equal(reply_level("2."), 2);
    assert_int_equal(reply_level("1)"), 1);
    assert_int_equal(reply_level("use"), 2);
    assert_int_equal(reply_level("none"), 0);
    assert_int_equal(reply_level("4"), -1);
    assert_int_equal(reply_level("-1"), -1);
    assert_int_equal(reply_level("22"), -1);
    assert_int_equal(reply_level("1.5"), -1);
    assert_int_equal(reply_level("."), -1);
    assert_int_equal(reply_level("a word that is longer than any level has"), -1);
}

/* The numbers as a text of 0 and 1; "" when they are refused. */
static const char *numbers(const char *text)
{
    static char out[8];
    bool chosen[5] = {true, true, true, true, true};
    size_t n = 0;
    if (reply_numbers(chosen, 5, text))
        for (n = 0; n < 5; n++) out[n] = chosen[n] ? '1' : '0';
    else
        for (size_t i = 0; i < 5; i++) assert_false(chosen[i]);
    out[n] = '\0';
    return out;
}

static void test_numbers(void **state)
{
    (void)state;
    assert_string_equal(numbers("2"), "01000");
    assert_string_equal(numbers("1 3,5"), "10101");
    assert_string_equal(numbers("2-4"), "01110");
    assert_string_equal(numbers("1., 2."), "11000");
    assert_string_equal(numbers(""), "");
    assert_string_equal(numbers(" , "), "");
    assert_string_equal(numbers("0"), "");
    assert_string_equal(numbers("6"), "");
    assert_string_equal(numbers("4-2"), "");
    assert_string_equal(numbers("1 x"), "");
    assert_string_equal(numbers("1x"), "");
    assert_string_equal(numbers("99999999999999999999999"), "");
    assert_int_equal(reply_number("5", 5), 5);
    assert_int_equal(reply_number("5.", 5), 5);
    assert_int_equal(reply_number("6", 5), 0);
    assert_int_equal(reply_number("1 2", 5), 0);
    assert_int_equal(reply_number("", 5), 0);
}

static double hours(const char *text)
{
    double value = -1;
    return reply_hours(&value, text) ? value : -1;
}

static void test_hours(void **state)
{
    (void)state;
    assert_true(hours("6") == 6);
    assert_true(hours("6.5") == 6.5);
    assert_true(hours("6,5 h") == 6.5);
    assert_true(hours("168 hours a week") == 168);
    assert_true(hours("0.5h") == 0.5);
    assert_true(hours("0") == -1);
    assert_true(hours("169") == -1);
    assert_true(hours("-6") == -1);
    assert_true(hours("six") == -1);
    assert_true(hours("6-8") == -1);
    assert_true(hours("6 days") == -1);
    assert_true(hours("1.2.3") == -1);
    assert_true(hours("11111111111111111111111111111111111111111") == -1);
}

static void test_ascii(void **state)
{
    (void)state;
    assert_string_equal(terminal_ascii("", arena), "");
    assert_string_equal(terminal_ascii("plain\n", arena), "plain\n");
    assert_string_equal(terminal_ascii("x\xc2\xb2 \xe2\x89\xa4 \xe2\x88\x9a"
                                       "2",
                                       arena),
                        "x^2 <= sqrt2");
    assert_string_equal(terminal_ascii("x\xc2\xb2y (t\xc2\xb2)", arena), "x^2*y (t^2)");
    assert_string_equal(terminal_ascii("\xe4\xb8\xad", arena), "?");
    assert_string_equal(terminal_ascii("a\xff"
                                       "b\xe2\x89",
                                       arena),
                        "a?b??");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_commands), cmocka_unit_test(test_levels),
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_hours),
        cmocka_unit_test_setup_teardown(test_ascii, make_arena, free_arena)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
