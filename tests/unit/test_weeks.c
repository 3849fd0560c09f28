/* SPDX-License-Identifier: GPL-3.0-or-later
 * The closed form against a seeded simulation of the model that it approximates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "num/num.h"
#include "small_catalog.h"
#include "studypath/init.h"

enum { RUNS = 40000 };

typedef struct range {
    double low, high;
} range;

static const double probabilities[] = {0.1, 0.5, 0.8, 0.9};

static sp_workload workload_of(const range *courses, size_t n)
{
    sp_workload w = {0};
    for (size_t i = 0; i < n; i++) sp_workload_add(&w, courses[i].low, courses[i].high, 1);
    return w;
}

/* Weeks until as many hours are studied as the courses take, once. */
static double simulate_once(gsl_rng *r, const range *courses, size_t n, double hours_per_week,
                            double pace)
{
    double left = 0;
    for (size_t i = 0; i < n; i++) {
        const double mean = (log(courses[i].low) + log(courses[i].high)) / 2;
        left += gsl_ran_lognormal(r, mean,
                                  (log(courses[i].high) - log(courses[i].low)) / 2.563103131);
    }
    left *= pace * gsl_ran_lognormal(r, log(1.1), 0.30);
    double weeks = 0;
    while (left > 0) {
        weeks += 1;
        if (gsl_rng_uniform(r) >= 0.15)
            left -= hours_per_week * gsl_ran_lognormal(r, -0.35 * 0.35 / 2, 0.35);
    }
    return weeks;
}

static void simulate(double out[4], const range *courses, size_t n, double hours_per_week,
                     double pace)
{
    static double weeks[RUNS];
    gsl_rng *r = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(r);
    gsl_rng_set(r, 20260124);
    for (int i = 0; i < RUNS; i++) weeks[i] = simulate_once(r, courses, n, hours_per_week, pace);
    gsl_rng_free(r);
    sp_sort(weeks, RUNS);
    for (int i = 0; i < 4; i++) out[i] = weeks[(int)(probabilities[i] * RUNS)];
}

static void one_course_of_20_to_40_hours_takes_4_to_11_weeks_at_6_hours(void **state)
{
    (void)state;
    const sp_workload w = workload_of(&(range){20, 40}, 1);
    const double expected[] = {4, 7, 10, 11};
    for (int i = 0; i < 4; i++)
        assert_near(sp_weeks_quantile(&w, 6, 1, probabilities[i]), expected[i], 0);
}

static void the_closed_form_agrees_with_simulation(void **state)
{
    (void)state;
    const range one[] = {{20, 40}};
    const range ten[] = {{20, 40}, {10, 30}, {50, 110},  {8, 12},  {60, 120},
                         {30, 64}, {15, 24}, {100, 220}, {20, 60}, {5, 16}};
    const struct plan {
        const range *courses;
        size_t n;
        double hours_per_week, pace, weeks_off;
    } plans[] = {{one, 1, 6, 1, 0},
                 {one, 1, 6, 1 / 1.1, 1},
                 {ten, 4, 6, 1, 1},
                 {ten, 10, 8, 1, 1},
                 {ten, 10, 3, 1.3, 3}};
    for (size_t p = 0; p < sizeof plans / sizeof *plans; p++) {
        const struct plan *plan = &plans[p];
        const sp_workload w = workload_of(plan->courses, plan->n);
        double simulated[4];
        simulate(simulated, plan->courses, plan->n, plan->hours_per_week, plan->pace);
        for (int i = 0; i < 4; i++) {
            const double weeks = sp_weeks_quantile(&w, plan->hours_per_week, plan->pace,
                                                   probabilities[i]);
            print_message("# plan %zu, p%.0f: simulated %g, closed form %g weeks\n", p,
                          100 * probabilities[i], simulated[i], weeks);
            assert_near(weeks, simulated[i], plan->weeks_off);
        }
    }
}

static void lognormal_mean_has_the_points_as_its_tenths(void **state)
{
    (void)state;
    const double sd = log(40.0 / 20) / (2 * sp_normal_quantile(0.9));
    assert_near(sp_lognormal_mean(20, 40), sqrt(800) * exp(sd * sd / 2), 1e-9);
    assert_near(sp_lognormal_mean(7, 7), 7, 1e-12);
}

static void a_workload_is_a_sum_and_scales(void **state)
{
    (void)state;
    sp_workload twice = {0}, half = {0}, none = {0};
    const sp_workload once = workload_of(&(range){20, 40}, 1);
    sp_workload_add(&twice, 20, 40, 1);
    sp_workload_add(&twice, 20, 40, 1);
    sp_workload_add(&half, 20, 40, 0.5);
    sp_workload_add(&none, 20, 40, 0);
    assert_near(twice.mean_hours, 2 * once.mean_hours, 1e-12);
    assert_near(twice.variance, 2 * once.variance, 1e-9);
    assert_near(half.mean_hours, once.mean_hours / 2, 1e-12);
    assert_near(half.variance, once.variance / 4, 1e-9);
    assert_near(none.mean_hours, 0, 0);
}

static void more_weeks_more_hours_or_less_work_never_hurt(void **state)
{
    (void)state;
    const sp_workload small = workload_of(&(range){20, 40}, 1),
                      large = workload_of(&(range){30, 60}, 1);
    double before = 0;
    for (int weeks = 1; weeks < 40; weeks++) {
        const double now = sp_weeks_probability(&small, 6, 1, weeks);
        assert_true(now >= before);
        assert_true(sp_weeks_probability(&small, 7, 1, weeks) >= now);
        assert_true(sp_weeks_probability(&small, 6, 1.2, weeks) <= now);
        assert_true(sp_weeks_probability(&large, 6, 1, weeks) <= now);
        before = now;
    }
    assert_true(before > 0.99);
}

static void a_quantile_is_the_fewest_weeks_that_are_enough(void **state)
{
    (void)state;
    const sp_workload w = workload_of(&(range){100, 300}, 1);
    for (double p = 0.05; p < 1; p += 0.1) {
        const double weeks = sp_weeks_quantile(&w, 5, 1, p);
        assert_true(sp_weeks_probability(&w, 5, 1, weeks) >= p);
        assert_true(sp_weeks_probability(&w, 5, 1, weeks - 1) < p);
    }
}

/* Share of runs in which so many weeks are enough for so many minutes, by the model itself. */
static double simulate_delivery(double minutes, int n_weeks, double hours_per_week)
{
    gsl_rng *r = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(r);
    gsl_rng_set(r, 20261124);
    int n_enough = 0;
    for (int i = 0; i < RUNS; i++) {
        double left = minutes / 60 * gsl_ran_lognormal(r, log(1.1), 0.30);
        for (int week = 0; week < n_weeks; week++)
            if (gsl_rng_uniform(r) >= 0.15)
                left -= hours_per_week * gsl_ran_lognormal(r, -0.35 * 0.35 / 2, 0.35);
        n_enough += left <= 0;
    }
    gsl_rng_free(r);
    return (double)n_enough / RUNS;
}

static void deliverable_minutes_agree_with_simulation(void **state)
{
    (void)state;
    static const int weeks[] = {4, 12, 40, 150};
    for (int w = 0; w < 4; w++)
        for (int i = 1; i < 4; i++) {
            const double minutes = sp_minutes_deliverable(weeks[w], 5, probabilities[i]);
            const double share = simulate_delivery(minutes, weeks[w], 5);
            print_message("# %d weeks, %.0f %%: %.0f minutes, simulated %.1f %%\n", weeks[w],
                          100 * probabilities[i], minutes, 100 * share);
            assert_near(share, probabilities[i], 0.03);
        }
}

static void deliverable_minutes_are_the_inverse_of_the_weeks(void **state)
{
    (void)state;
    for (double p = 0.5; p < 0.99; p += 0.08)
        for (double minutes = 100; minutes < 100000; minutes *= 3) {
            const double weeks = sp_weeks_to_deliver(minutes, 6, p);
            assert_true(sp_minutes_deliverable(weeks, 6, p) >= minutes);
            assert_true(weeks == 1 || sp_minutes_deliverable(weeks - 1, 6, p) < minutes);
            const sp_workload sure = {.mean_hours = minutes / 60};
            assert_near(sp_weeks_quantile(&sure, 6, 1, p), weeks, 0);
        }
    assert_near(sp_minutes_deliverable(0, 6, 0.8), 0, 0);
    assert_near(sp_minutes_deliverable(10, 0, 0.8), 0, 0);
    assert_near(sp_minutes_deliverable(NAN, 6, 0.8), 0, 0);
    assert_near(sp_weeks_to_deliver(100, 0, 0.8), SP_MOST_WEEKS, 0);
}

static void odd_arguments_have_defined_answers(void **state)
{
    (void)state;
    const sp_workload nothing = {0}, some = workload_of(&(range){20, 40}, 1);
    assert_near(sp_weeks_probability(&nothing, 6, 1, 0), 1, 0);
    assert_near(sp_weeks_quantile(&nothing, 6, 1, 0.9), 1, 0);
    assert_near(sp_weeks_probability(&some, 0, 1, 10), 0, 0);
    assert_near(sp_weeks_probability(&some, 6, 1, 0), 0, 0);
    assert_near(sp_weeks_probability(&some, 6, 1, -3), 0, 0);
    assert_near(sp_weeks_probability(&some, NAN, 1, 3), 0, 0);
    const sp_workload endless = {.mean_hours = INFINITY, .variance = INFINITY};
    assert_near(sp_weeks_probability(&endless, 6, 1, 3), 0, 0);
    assert_near(sp_weeks_quantile(&some, 0, 1, 0.5), SP_MOST_WEEKS, 0);
    assert_near(sp_weeks_quantile(&some, 6, 1, 1), SP_MOST_WEEKS, SP_MOST_WEEKS - 30);
}

int main(void)
{
    sp_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_course_of_20_to_40_hours_takes_4_to_11_weeks_at_6_hours),
        cmocka_unit_test(the_closed_form_agrees_with_simulation),
        cmocka_unit_test(lognormal_mean_has_the_points_as_its_tenths),
        cmocka_unit_test(a_workload_is_a_sum_and_scales),
        cmocka_unit_test(more_weeks_more_hours_or_less_work_never_hurt),
        cmocka_unit_test(a_quantile_is_the_fewest_weeks_that_are_enough),
        cmocka_unit_test(deliverable_minutes_agree_with_simulation),
        cmocka_unit_test(deliverable_minutes_are_the_inverse_of_the_weeks),
        cmocka_unit_test(odd_arguments_have_defined_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
