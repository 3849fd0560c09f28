/* SPDX-License-Identifier: GPL-3.0-or-later
 * Limits on price and providers, and weeks off before a deadline. Courses are those of
 * small_catalog.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "small_catalog.h"
#include "studypath/io.h"

static small_world w;
static sp_profile p;
static sp_learner l;

static int make_world(void **state)
{
    (void)state;
    static const sp_pair eigen[] = {{EIGEN, 2}};
    static sp_goal_choice goal = {.named = SP_NONE, .pairs = eigen, .n_pairs = 1};
    small_world_make(&w);
    if (sp_profile_make(&p, &w.catalog, w.arena, NULL) != SP_OK) return -1;
    p.goals = &goal;
    p.n_goals = 1;
    return 0;
}

static int free_world(void **state)
{
    (void)state;
    small_world_free(&w);
    return 0;
}

static void learn_from(sp_day today)
{
    assert_int_equal(sp_learner_make(&l, &w.catalog, &p, today, w.arena, NULL), SP_OK);
}

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
        w.catalog.courses[FILMS].cost = rows[i].cost;
        w.catalog.courses[FILMS].price = rows[i].price;
        p.max_price = "50 USD";
        learn_from(SP_NO_DAY);
        assert_int_equal(l.filter[FILMS], rows[i].filter);
        assert_int_equal(sp_price_is_known(&p, &w.catalog.courses[FILMS]), rows[i].is_known);
        p.max_price = NULL;
        learn_from(SP_NO_DAY);
        assert_int_equal(l.filter[FILMS], SP_FILTER_NONE);
        assert_true(sp_price_is_known(&p, &w.catalog.courses[FILMS]));
    }
}

static void providers_are_named_or_ruled_out(void **state)
{
    (void)state;
    static const char *const some[] = {"Tube", "School"}, *const other[] = {"School", "Nobody"};
    sp_course *courses = w.catalog.courses;
    courses[FILMS].provider = "Tube";
    courses[SCHOOL].provider = "School";
    courses[PROOFS].provider = "Press";
    courses[EIGEN_BOOK].provider = NULL;
    p.providers = some, p.n_providers = 2;
    learn_from(SP_NO_DAY);
    assert_int_equal(l.filter[FILMS], SP_FILTER_NONE);
    assert_int_equal(l.filter[SCHOOL], SP_FILTER_NONE);
    assert_int_equal(l.filter[PROOFS], SP_FILTER_PROVIDER);
    assert_int_equal(l.filter[EIGEN_BOOK], SP_FILTER_NONE);
    p.not_providers = other, p.n_not_providers = 2;
    learn_from(SP_NO_DAY);
    assert_int_equal(l.filter[FILMS], SP_FILTER_NONE);
    assert_int_equal(l.filter[SCHOOL], SP_FILTER_PROVIDER);
    assert_true(sp_provider_exists(&w.catalog, "Press"));
    assert_false(sp_provider_exists(&w.catalog, "press"));
    assert_string_equal(sp_provider_nearest(&w.catalog, "press"), "Press");
    assert_null(sp_provider_nearest(&w.catalog, "Somebody else"));
}

/* Day 18 of 1970 was a Monday. */
static void weeks_off_do_not_count(void **state)
{
    (void)state;
    enum { MONDAY = 18 };
    sp_day off[] = {MONDAY + 9, MONDAY + 13, MONDAY - 2, MONDAY + 400};
    p.off = off;
    p.deadline = MONDAY + 28;
    learn_from(MONDAY);
    assert_near(l.weeks_to_deadline, 4, 1e-12);
    p.n_off = 4; /* two days in the second week, one before, one after */
    learn_from(MONDAY);
    assert_near(l.weeks_to_deadline, 3, 1e-12);
    assert_int_equal(sp_days_off(&p, MONDAY + 10, MONDAY + 12), 2);
    assert_int_equal(sp_days_off(&p, MONDAY - 3, MONDAY + 8), 4);
    for (sp_day day = MONDAY - 7; day < MONDAY; day++) {
        off[0] = day;
        p.n_off = 1;
        assert_int_equal(sp_days_off(&p, MONDAY - 7, MONDAY), 7);
        assert_int_equal(sp_days_off(&p, MONDAY - 14, MONDAY - 7), 0);
    }
    off[0] = -4; /* the Sunday before 1970: its week began on the 22nd of December */
    assert_int_equal(sp_days_off(&p, -20, 20), 7);
    assert_int_equal(sp_days_off(&p, -10, -3), 7);
}

static void confidence_has_a_default(void **state)
{
    (void)state;
    learn_from(SP_NO_DAY);
    assert_near(l.on_time, 0.8, 0);
    p.on_time = 0.95;
    learn_from(SP_NO_DAY);
    assert_near(l.on_time, 0.95, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_amount_needs_a_currency, make_world, free_world),
        cmocka_unit_test_setup_teardown(a_price_is_compared_in_its_own_currency, make_world,
                                        free_world),
        cmocka_unit_test_setup_teardown(providers_are_named_or_ruled_out, make_world, free_world),
        cmocka_unit_test_setup_teardown(weeks_off_do_not_count, make_world, free_world),
        cmocka_unit_test_setup_teardown(confidence_has_a_default, make_world, free_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
