/* SPDX-License-Identifier: GPL-3.0-or-later
 * Civil days: every day of 1970 to 2200 against a counter that goes from one day to the next. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "studypath/date.h"

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 ? 28 + leap : days[month - 1];
}

static void each_day_is_one_more_than_the_day_before_and_no_other_date_is_read(void **state)
{
    (void)state;
    sp_day expected = 0, day;
    for (int year = 1960; year <= 2210; year++) {
        for (int month = 0; month <= 14; month++) {
            for (int d = 0; d <= 33; d++) {
                char text[40], again[16];
                snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, d);
                const bool exists = year >= 1970 && year <= 2200 && month >= 1 && month <= 12 &&
                                    d >= 1 && d <= days_in(year, month);
                assert_int_equal(sp_date_read(&day, text), exists);
                if (!exists) continue;
                assert_int_equal(day, expected);
                sp_date_print(again, day);
                assert_string_equal(again, text);
                expected++;
            }
        }
    }
    assert_int_equal(expected, 84371); /* 2201-01-01, by Python's datetime */
}

static void known_days_have_their_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        sp_day day;
    } known[] = {
        {"1970-01-01", 0}, {"2000-02-29", 11016}, {"2026-11-24", 20781}, {"2200-12-31", 84370}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        sp_day day;
        assert_true(sp_date_read(&day, known[i].text));
        assert_int_equal(day, known[i].day);
    }
}

static void only_the_plain_form_is_read(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",
                                        "2026",
                                        "2026-1-2",
                                        "2026-11-2",
                                        "2026-11-244",
                                        "2026-11-24 ",
                                        " 2026-11-24",
                                        "26-11-24",
                                        "2026/11/24",
                                        "2026-11/24",
                                        "20261124",
                                        "2026-11-24T00:00",
                                        "-026-11-24",
                                        "+026-11-24",
                                        "2026--1-24",
                                        "2026-+1-24",
                                        "2026- 1-24",
                                        "2026-11-2x",
                                        "202x-11-24",
                                        "2026-1x-24",
                                        "0x26-11-24",
                                        "2026-11--4",
                                        "\xd9\xa2-26-11-24"};
    sp_day day;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (sp_date_read(&day, wrong[i])) fail_msg("\"%s\" was read", wrong[i]);
}

static void no_part_of_a_date_is_read(void **state)
{
    (void)state;
    char text[] = "2026-11-24";
    sp_day day;
    for (size_t n = strlen(text); n-- > 0;) {
        text[n] = '\0';
        assert_false(sp_date_read(&day, text));
    }
}

/* Weeks of ISO 8601 counted from a known Monday: the first one of a year has its 4 January. */
static void weeks_follow_iso_8601(void **state)
{
    (void)state;
    int n_weeks = 1;
    for (sp_day day = 4, year_of_week = 1970; day < 80000; day++) { /* 5 January 1970: a Monday */
        char text[16], expected[32], fourth[32];
        assert_int_equal(sp_weekday(day), (day - 4) % 7);
        if (sp_weekday(day) == 0) {
            sp_day january;
            snprintf(fourth, sizeof fourth, "%04d-01-04", (int)year_of_week + 1);
            assert_true(sp_date_read(&january, fourth));
            n_weeks++;
            if (january >= day && january < day + 7) {
                n_weeks = 1;
                year_of_week++;
            }
        }
        snprintf(expected, sizeof expected, "%04d-W%02d", (int)year_of_week, n_weeks);
        sp_week_print(text, day);
        assert_string_equal(text, expected);
    }
    assert_int_equal(sp_weekday(0), 3);
    assert_int_equal(sp_weekday(-1), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_day_is_one_more_than_the_day_before_and_no_other_date_is_read),
        cmocka_unit_test(known_days_have_their_numbers),
        cmocka_unit_test(only_the_plain_form_is_read),
        cmocka_unit_test(no_part_of_a_date_is_read),
        cmocka_unit_test(weeks_follow_iso_8601),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
