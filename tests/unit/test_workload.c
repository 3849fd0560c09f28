/* SPDX-License-Identifier: GPL-3.0-or-later
 * Hours of a course from its workload text: what counts as hours of study there, and that all else
 * is left alone. What texts state is tested in test_text_forms.c. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include "core/workload.h"

static void reads(const char *text, double low, double high)
{
    sp_hours hours = {0};
    if (!sp_workload_read(&hours, text)) fail_msg("\"%s\" is not read", text);
    if (hours.low != low || hours.high != high)
        fail_msg("\"%s\" is read as %g-%g", text, hours.low, hours.high);
    assert_int_equal(hours.basis, SP_BASIS_STATED);
}

static void leaves(const char *text)
{
    sp_hours hours = {.low = 7};
    if (sp_workload_read(&hours, text))
        fail_msg("\"%s\" is read as %g-%g", text, hours.low, hours.high);
    assert_true(hours.low == 7);
}

static void weeks_times_hours_a_week_are_read(void **state)
{
    (void)state;
    reads("10 weeks, 10 hours/week", 100, 100);
    reads("10 weeks, 4-8 hours/week", 40, 80);
    reads("5 weeks, 7 \xe2\x80\x93 10 hours/week", 35, 50);
    reads("15 Weeks, 10\xe2\x80\x93"
          "14 hours per week",
          150, 210);
    reads("14 weeks | 6-8 hours/week", 84, 112);
    reads("3 weeks at 2.5 h a week", 7.5, 7.5);
    reads("3 weeks x 2.5 h a week", 7.5, 7.5);
    reads("10 weeks, 10 hours/week, 2 exams", 100, 100);
    reads("6 Wochen, 3-4 Stunden pro Woche", 18, 24);
}

static void months_times_hours_a_week_are_read(void **state)
{
    (void)state;
    reads("2 months at 10 hours a week", 80, 2 * 4.345 * 10);
}

static void hours_in_all_are_read(void **state)
{
    (void)state;
    reads("Approx. 39 hours to complete", 39, 39);
    reads("about 150 hours", 150, 150);
    reads("40-80 hours", 40, 80);
    reads("1 hour", 1, 1);
    reads("90 minutes", 1.5, 1.5);
    reads("2 total hours\n24 lectures\nBeginner", 2, 2);
}

static void what_states_no_hours_of_study_is_left_alone(void **state)
{
    (void)state;
    const char *const others[] = {"",
                                  "up to you",
                                  "34 Lectures",
                                  "8 weeks",
                                  "Approximately 4 months to complete",
                                  "0 hours",
                                  "hours",
                                  "10 hours/week",
                                  "1 - 3 Months",
                                  "8-4 hours",
                                  "12 hours of video",
                                  "18 lectures of 60 minutes each",
                                  "Less than 2 hours",
                                  "100+ hours",
                                  "552 pages",
                                  "Lectures: 3 sessions / week, 1 hour / session",
                                  "0-3 hours",
                                  "PT0S",
                                  "99999999999 hours",
                                  "1e9 hours",
                                  "-5 hours"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) leaves(others[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weeks_times_hours_a_week_are_read),
        cmocka_unit_test(months_times_hours_a_week_are_read),
        cmocka_unit_test(hours_in_all_are_read),
        cmocka_unit_test(what_states_no_hours_of_study_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
