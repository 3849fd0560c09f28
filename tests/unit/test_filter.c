/* SPDX-License-Identifier: GPL-3.0-or-later
 * Limits on price and providers, and weeks off before a deadline. Courses are those of
 * small_catalog.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "learner_fixture.h"
#include "studypath/io.h"

static void an_amount_needs_a_currency(void **state)
{
    (void)state;
    sp_amount amount;
    assert_true(sp_amount_read(&amount, "50 USD"));
    assert_near(amount.number, 50, 0);
    assert_string_equal(amount.currency, "USD");
    assert_true(sp_amount_read(&amount, "EUR 49.99"));
    assert_near(amount.number, 49.99, 1e-12);
    assert_string_equal(amount.currency, "EUR");
    static const char *const none[] = {"", "50", "cheap", "free", "20-30 USD", "39 USD/month"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(sp_amount_read(&amount, none[i]));
}

typedef struct price_row {
    sp_cost cost;
    const char *price;
    bool is_known;
    sp_filter filter;
} price_row;

static void a_price_is_compared_in_its_own_currency(void **state)
{
    (void)state;
    static const price_row rows[] = {
        {SP_COST_PAID, "50 USD", true, SP_FILTER_NONE},
        {SP_COST_PAID, "$50.01", true, SP_FILTER_PRICE},
        {SP_COST_NONE, "80 USD", true, SP_FILTER_PRICE},
        {SP_COST_NONE, "free", true, SP_FILTER_NONE},
        {SP_COST_PAID, "80 EUR", false, SP_FILTER_NONE},
        {SP_COST_PAID, "some money", false, SP_FILTER_NONE},
        {SP_COST_PAID, NULL, false, SP_FILTER_NONE},
        {SP_COST_NONE, NULL, false, SP_FILTER_NONE},
        {SP_COST_FREE, NULL, true, SP_FILTER_NONE},
        {SP_COST_AUDIT, "80 USD", true, SP_FILTER_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        world.catalog.courses[FILMS].cost = rows[i].cost;
        world.catalog.courses[FILMS].price = rows[i].price;
        wish.max_price = "50 USD";
        learn_from(SP_NO_DAY);
        assert_int_equal(wisher.filter[FILMS], rows[i].filter);
        assert_int_equal(sp_price_is_known(&wish, &world.catalog.courses[FILMS]), rows[i].is_known);
        wish.max_price = NULL;
        learn_from(SP_NO_DAY);
        assert_int_equal(wisher.filter[FILMS], SP_FILTER_NONE);
        assert_true(sp_price_is_known(&wish, &world.catalog.courses[FILMS]));
    }
}

static void providers_are_named_or_ruled_out(void **state)
{
    (void)state;
    static const char *const some[] = {"Tube", "School"}, *const other[] = {"School", "Nobody"};
    sp_course *courses = world.catalog.courses;
    courses[FILMS].provider = "Tube";
    courses[SCHOOL].provider = "School";
    courses[PROOFS].provider = "Press";
    courses[EIGEN_BOOK].provider = NULL;
    wish.providers = some, wish.n_providers = 2;
    learn_from(SP_NO_DAY);
    assert_int_equal(wisher.filter[FILMS], SP_FILTER_NONE);
    assert_int_equal(wisher.filter[SCHOOL], SP_FILTER_NONE);
    assert_int_equal(wisher.filter[PROOFS], SP_FILTER_PROVIDER);
    assert_int_equal(wisher.filter[EIGEN_BOOK], SP_FILTER_NONE);
    wish.not_providers = other, wish.n_not_providers = 2;
    learn_from(SP_NO_DAY);
    assert_int_equal(wisher.filter[FILMS], SP_FILTER_NONE);
    assert_int_equal(wisher.filter[SCHOOL], SP_FILTER_PROVIDER);
    assert_true(sp_provider_exists(&world.catalog, "Press"));
    assert_false(sp_provider_exists(&world.catalog, "press"));
    assert_string_equal(sp_provider_nearest(&world.catalog, "press"), "Press");
    assert_null(sp_provider_nearest(&world.catalog, "Somebody else"));
}

/* Day 18 of 1970 was a Monday. */
static void weeks_off_do_not_count(void **state)
{
    (void)state;
    enum { MONDAY = 18 };
    sp_day off[] = {MONDAY + 9, MONDAY + 13, MONDAY - 2, MONDAY + 400};
    wish.off = off;
    wish.deadline = MONDAY + 28;
    learn_from(MONDAY);
    assert_near(wisher.weeks_to_deadline, 4, 1e-12);
    wish.n_off = 4; /* two days in the second week, one before, one after */
    learn_from(MONDAY);
    assert_near(wisher.weeks_to_deadline, 3, 1e-12);
    assert_int_equal(sp_days_off(&wish, MONDAY + 10, MONDAY + 12), 2);
    assert_int_equal(sp_days_off(&wish, MONDAY - 3, MONDAY + 8), 4);
    for (sp_day day = MONDAY - 7; day < MONDAY; day++) {
        off[0] = day;
        wish.n_off = 1;
        assert_int_equal(sp_days_off(&wish, MONDAY - 7, MONDAY), 7);
        assert_int_equal(sp_days_off(&wish, MONDAY - 14, MONDAY - 7), 0);
    }
    off[0] = -4; /* the Sunday before 1970: its week began on the 22nd of December */
    assert_int_equal(sp_days_off(&wish, -20, 20), 7);
    assert_int_equal(sp_days_off(&wish, -10, -3), 7);
}

static void confidence_has_a_default(void **state)
{
    (void)state;
    learn_from(SP_NO_DAY);
    assert_near(wisher.on_time, 0.8, 0);
    wish.on_time = 0.95;
    learn_from(SP_NO_DAY);
    assert_near(wisher.on_time, 0.95, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_amount_needs_a_currency, make_wish, free_wish),
        cmocka_unit_test_setup_teardown(a_price_is_compared_in_its_own_currency, make_wish,
                                        free_wish),
        cmocka_unit_test_setup_teardown(providers_are_named_or_ruled_out, make_wish, free_wish),
        cmocka_unit_test_setup_teardown(weeks_off_do_not_count, make_wish, free_wish),
        cmocka_unit_test_setup_teardown(confidence_has_a_default, make_wish, free_wish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
