/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "small_catalog.h"

static struct sp_kind_factor kinds[] = {
    {"explainer", 1, false, 0.5, 2},  {"mooc", 1.1, false, 0.5, 2},
    {"interactive", 1, true, 0.5, 2}, {"subject", 2.8, false, 0.5, 2},
    {"book", 2.8, true, 0.4, 2.5},    {"proof", 2.2, false, 0.6, 1.8},
};

static const sp_hours_model model = {
    .kinds = kinds, .n_kinds = sizeof kinds / sizeof *kinds, .fixed_hours = 8};

/* The complete hours of a course of the small catalogue that states `stated`. */
static sp_status complete(sp_hours *out, sp_hours stated, sp_error *e)
{
    small_world w;
    small_world_make(&w);
    w.catalog.courses[FILMS].stated_hours = stated;
    const sp_status status = sp_hours_complete(&w.catalog, &model, e);
    *out = w.catalog.courses[FILMS].hours;
    small_world_free(&w);
    return status;
}

static sp_hours completed(double low, double expected, double high, sp_basis basis)
{
    sp_hours out;
    assert_int_equal(complete(&out, (sp_hours){low, expected, high, basis}, NULL), SP_OK);
    assert_true(0 < out.low && out.low <= out.expected && out.expected <= out.high);
    return out;
}

static void a_stated_range_stays_and_gets_its_lognormal_mean(void **state)
{
    (void)state;
    const sp_hours h = completed(40, NAN, 80, SP_BASIS_NONE);
    assert_near(h.low, 40, 0);
    assert_near(h.high, 80, 0);
    assert_near(h.expected, sp_lognormal_mean(40, 80), 1e-12);
    assert_int_equal(h.basis, SP_BASIS_STATED);
}

static void expected_hours_stated_with_a_range_stay(void **state)
{
    (void)state;
    const sp_hours h = completed(38, 45, 100, SP_BASIS_DERIVED);
    assert_near(h.low, 38, 0);
    assert_near(h.expected, 45, 0);
    assert_near(h.high, 100, 0);
    assert_int_equal(h.basis, SP_BASIS_DERIVED);
}

static void one_number_is_three_quarters_to_one_point_six(void **state)
{
    (void)state;
    const sp_hours forms[] = {
        completed(20, NAN, 20, SP_BASIS_STATED), completed(NAN, 20, NAN, SP_BASIS_STATED),
        completed(20, NAN, NAN, SP_BASIS_STATED), completed(NAN, NAN, 20, SP_BASIS_STATED),
        completed(20, 20, 20, SP_BASIS_STATED)};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        assert_near(forms[i].low, 15, 1e-12);
        assert_near(forms[i].high, 32, 1e-12);
        assert_near(forms[i].expected, sp_lognormal_mean(15, 32), 1e-12);
    }
}

static void hours_without_a_statement_come_from_what_is_taught(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    assert_int_equal(sp_hours_complete(&w.catalog, &model, NULL), SP_OK);
    const sp_course *mooc = &w.catalog.courses[LINEAR_MOOC];
    const double centre = 1.1 * (8 + 4 + 10); /* vectors and matrices from nothing to level 2 */
    assert_near(mooc->hours.low, 0.5 * centre, 1e-12);
    assert_near(mooc->hours.high, 2 * centre, 1e-12);
    assert_near(mooc->hours.expected, sp_lognormal_mean(0.5 * centre, 2 * centre), 1e-12);
    assert_int_equal(mooc->hours.basis, SP_BASIS_ESTIMATED);
    assert_near(w.catalog.courses[PROOFS].hours.low, 0.6 * 2.2 * (8 + 7 * 2.2), 1e-12);
    assert_int_equal(w.catalog.courses[SCHOOL].hours.basis, SP_BASIS_STATED);
    small_world_free(&w);
}

static void teaching_more_never_takes_fewer_estimated_hours(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    assert_int_equal(sp_hours_complete(&w.catalog, &model, NULL), SP_OK);
    const double before = w.catalog.courses[LINEAR_MOOC].hours.expected;
    const sp_pair more[] = {{VECTORS, 2}, {MATRICES, 2}, {EIGEN, 1}};
    w.catalog.courses[LINEAR_MOOC].teaches = more;
    w.catalog.courses[LINEAR_MOOC].n_teaches = 3;
    assert_int_equal(sp_hours_complete(&w.catalog, &model, NULL), SP_OK);
    assert_true(w.catalog.courses[LINEAR_MOOC].hours.expected > before);
    small_world_free(&w);
}

static void a_kind_that_the_model_lacks_is_named(void **state)
{
    (void)state;
    small_world w;
    sp_error e = {0};
    small_world_make(&w);
    w.catalog.courses[FILMS].format = SP_FORMAT_NONE;
    assert_int_equal(sp_hours_complete(&w.catalog, &model, &e), SP_INVALID);
    assert_string_equal(e.where, "films");
    assert_non_null(strstr(e.text, "other"));
    small_world_free(&w);
}

static void hours_out_of_order_are_refused(void **state)
{
    (void)state;
    const sp_hours bad[] = {{80, NAN, 40, SP_BASIS_STATED},
                            {40, 90, 80, SP_BASIS_STATED},
                            {0, NAN, 20, SP_BASIS_STATED},
                            {NAN, -3, NAN, SP_BASIS_STATED}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sp_hours out;
        sp_error e = {0};
        const sp_status status = complete(&out, bad[i], &e);
        assert_true(status == SP_INVALID || status == SP_NUMERIC);
        assert_string_equal(e.where, "films");
    }
    sp_hours out;
    assert_int_equal(complete(&out, (sp_hours){10, NAN, INFINITY, SP_BASIS_STATED}, NULL),
                     SP_NUMERIC);
    assert_int_equal(complete(&out, (sp_hours){10, 45, INFINITY, SP_BASIS_STATED}, NULL),
                     SP_NUMERIC);
}

static void the_kind_follows_from_format_and_levels(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    sp_course *courses = w.catalog.courses;
    assert_string_equal(sp_course_kind(&courses[EIGEN_BOOK]), "book");
    assert_string_equal(sp_course_kind(&courses[FILMS]), "explainer");
    assert_string_equal(sp_course_kind(&courses[LINEAR_MOOC]), "mooc");
    assert_string_equal(sp_course_kind(&courses[PROOFS]), "proof");
    assert_string_equal(sp_course_kind(&courses[SCHOOL]), "interactive");
    const sp_pair five[] = {
        {ALGEBRA, 2}, {VECTORS, 2}, {MATRICES, 2}, {EIGEN, 2}, {DERIVATIVES, 2}};
    const sp_course narrow = courses[LINEAR_MOOC];
    courses[LINEAR_MOOC].teaches = five;
    courses[LINEAR_MOOC].n_teaches = 5;
    assert_string_equal(sp_course_kind(&courses[LINEAR_MOOC]), "subject");
    courses[LINEAR_MOOC] = narrow;
    courses[LINEAR_MOOC].format = SP_FORMAT_LECTURES;
    assert_string_equal(sp_course_kind(&courses[LINEAR_MOOC]), "subject");
    courses[LINEAR_MOOC].format = SP_FORMAT_NONE;
    assert_string_equal(sp_course_kind(&courses[LINEAR_MOOC]), "other");
    small_world_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stated_range_stays_and_gets_its_lognormal_mean),
        cmocka_unit_test(expected_hours_stated_with_a_range_stay),
        cmocka_unit_test(one_number_is_three_quarters_to_one_point_six),
        cmocka_unit_test(hours_without_a_statement_come_from_what_is_taught),
        cmocka_unit_test(teaching_more_never_takes_fewer_estimated_hours),
        cmocka_unit_test(a_kind_that_the_model_lacks_is_named),
        cmocka_unit_test(hours_out_of_order_are_refused),
        cmocka_unit_test(the_kind_follows_from_format_and_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
