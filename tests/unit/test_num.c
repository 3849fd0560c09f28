/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "num/num.h"
#include "small_catalog.h"
#include "studypath/init.h"

static double beta_quantile(double probability, double a, double b)
{
    double x;
    assert_int_equal(sp_beta_quantile(&x, probability, a, b, NULL), SP_OK);
    return x;
}

static double beta_probability(double x, double a, double b)
{
    double p;
    assert_int_equal(sp_beta_probability(&p, x, a, b, NULL), SP_OK);
    return p;
}

static void normal_quantile_is_the_inverse_of_the_probability(void **state)
{
    (void)state;
    assert_near(sp_normal_quantile(0.9), 1.2815515655446004, 1e-12);
    for (double p = 0.01; p < 1; p += 0.07)
        assert_near(sp_normal_probability(sp_normal_quantile(p)), p, 1e-12);
}

static void beta_with_a_known_quantile(void **state)
{
    (void)state;
    assert_near(beta_quantile(0.3, 1, 1), 0.3, 1e-12);
    assert_near(beta_quantile(0.25, 1, 3), 1 - cbrt(0.75), 1e-11);
    assert_near(beta_probability(0.5, 7, 7), 0.5, 1e-14);
}

static void beta_quantile_is_the_inverse_for_small_and_large_shapes(void **state)
{
    (void)state;
    const double shapes[] = {0.05, 0.7, 1, 9, 300, 4000, 99000};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        for (size_t j = 0; j < sizeof shapes / sizeof *shapes; j++) {
            const double x = beta_quantile(0.9, shapes[i], shapes[j]);
            if (x < 1 - 1e-9) assert_near(beta_probability(x, shapes[i], shapes[j]), 0.9, 1e-6);
        }
    }
}

static void very_large_shapes_are_taken_as_normal(void **state)
{
    (void)state;
    assert_near(beta_quantile(0.5, 1e6, 1e6), 0.5, 1e-12);
    assert_near(beta_quantile(0.9, 1e6, 1e6), 0.5 + 1.2815515655446004 * sqrt(0.25 / (2e6 + 1)),
                1e-12);
    assert_near(beta_quantile(0.9, 0.9e5, 0.1e5),
                beta_quantile(0.9, 0.9e5 + 0.2e5, 0.1e5 + 0.2e5 / 9), 2e-4);
    assert_near(beta_probability(0.5, 1e300, 1e300), 0.5, 1e-12);
}

static void beta_ends_are_exact(void **state)
{
    (void)state;
    assert_near(beta_quantile(0, 2, 3), 0, 0);
    assert_near(beta_quantile(1, 2, 3), 1, 0);
    assert_near(beta_probability(-4, 2, 3), 0, 0);
    assert_near(beta_probability(4, 2, 3), 1, 0);
}

static void beta_refuses_what_has_no_answer(void **state)
{
    (void)state;
    const double bad[][3] = {{NAN, 2, 3},  {-0.1, 2, 3},  {1.1, 2, 3},       {0.5, 0, 3},
                             {0.5, 2, -1}, {0.5, NAN, 3}, {0.5, INFINITY, 3}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double out;
        sp_error e = {0};
        assert_int_equal(sp_beta_quantile(&out, bad[i][0], bad[i][1], bad[i][2], &e), SP_NUMERIC);
        assert_int_equal(e.code, SP_NUMERIC);
        assert_true(e.text[0] != '\0');
    }
    double out;
    assert_int_equal(sp_beta_probability(&out, NAN, 2, 3, NULL), SP_NUMERIC);
}

/* A line through (0, 1), (1, 3), (2, 5) with one value moved by 1: known in closed form. */
static void least_squares_of_a_line(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    const double design[] = {1, 0, 1, 1, 1, 2}, target[] = {1, 4, 5};
    sp_linear_fit fit;
    const sp_equations line = {.design = design, .target = target, .n_rows = 3, .n_columns = 2};
    assert_int_equal(sp_linear_fit_make(&fit, &line, a, NULL), SP_OK);
    assert_near(fit.coefficient[0], 4.0 / 3, 1e-12);
    assert_near(fit.coefficient[1], 2, 1e-12);
    assert_near(fit.residual_sd, sqrt(2.0 / 3), 1e-12);
    assert_near(fit.standard_error[0], sqrt(2.0 / 3 * 5 / 6), 1e-12);
    assert_near(fit.standard_error[1], sqrt(2.0 / 3 / 2), 1e-12);
    sp_arena_free(a);
}

/* The mean of 1, 2, 3, 6 as a fit of one column. */
static void residual_sd_and_error_of_a_mean(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    const double ones[] = {1, 1, 1, 1}, target[] = {1, 2, 3, 6};
    sp_linear_fit fit;
    assert_int_equal(sp_linear_fit_make(&fit, &(sp_equations){ones, target, NULL, 4, 1}, a, NULL),
                     SP_OK);
    assert_near(fit.coefficient[0], 3, 1e-12);
    assert_near(fit.residual_sd, sqrt(14.0 / 3), 1e-12);
    assert_near(fit.standard_error[0], sqrt(14.0 / 3) / 2, 1e-12);
    sp_arena_free(a);
}

static void a_weight_counts_like_repeated_rows(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    const double once[] = {1, 0, 1, 1, 1, 2}, target[] = {1, 4, 5}, weight[] = {1, 2, 1};
    const double twice[] = {1, 0, 1, 1, 1, 1, 1, 2}, target_twice[] = {1, 4, 4, 5};
    sp_linear_fit weighted, repeated;
    assert_int_equal(
        sp_linear_fit_make(&weighted, &(sp_equations){once, target, weight, 3, 2}, a, NULL), SP_OK);
    assert_int_equal(
        sp_linear_fit_make(&repeated, &(sp_equations){twice, target_twice, NULL, 4, 2}, a, NULL),
        SP_OK);
    for (int i = 0; i < 2; i++)
        assert_near(weighted.coefficient[i], repeated.coefficient[i], 1e-12);
    sp_arena_free(a);
}

static void least_squares_refuses_what_it_cannot_solve(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    const double same[] = {1, 2, 1, 2, 1, 2}, with_nan[] = {1, 0, 1, NAN, 1, 2},
                 target[] = {1, 2, 3};
    sp_linear_fit fit;
    sp_error e = {0};
    assert_int_equal(sp_linear_fit_make(&fit, &(sp_equations){same, target, NULL, 3, 2}, a, &e),
                     SP_NUMERIC);
    assert_int_equal(
        sp_linear_fit_make(&fit, &(sp_equations){with_nan, target, NULL, 3, 2}, a, NULL),
        SP_NUMERIC);
    assert_int_equal(sp_linear_fit_make(&fit, &(sp_equations){same, target, NULL, 1, 2}, a, NULL),
                     SP_NUMERIC);
    assert_int_equal(sp_linear_fit_make(&fit, &(sp_equations){same, target, NULL, 3, 0}, a, NULL),
                     SP_NUMERIC);
    sp_arena_free(a);
}

static void median_of_odd_even_and_none(void **state)
{
    (void)state;
    double odd[] = {5, -1, 3}, even[] = {4, 1, 3, 2};
    assert_near(sp_median(odd, 3), 3, 0);
    assert_near(sp_median(even, 4), 2.5, 0);
    assert_near(sp_median(NULL, 0), 0, 0);
}

static void kendall_tau_of_known_rankings(void **state)
{
    (void)state;
    const double up[] = {1, 2, 3, 4}, down[] = {4, 3, 2, 1}, swapped[] = {2, 1, 3, 4},
                 tied[] = {1, 1, 2, 2}, flat[] = {7, 7, 7, 7};
    assert_near(sp_kendall_tau(up, up, 4), 1, 1e-15);
    assert_near(sp_kendall_tau(up, down, 4), -1, 1e-15);
    assert_near(sp_kendall_tau(up, swapped, 4), 4.0 / 6, 1e-15);
    assert_near(sp_kendall_tau(up, tied, 4), 4 / sqrt(24), 1e-15);
    assert_near(sp_kendall_tau(up, flat, 4), 0, 0);
}

static void weighted_kappa_of_known_tables(void **state)
{
    (void)state;
    const double same[] = {5, 0, 0, 5}, opposite[] = {0, 5, 5, 0}, chance[] = {4, 4, 4, 4},
                 one_level[] = {9, 0, 0, 0};
    const double near[] = {2, 1, 0, 0, 2, 1, 0, 0, 2}, far[] = {2, 0, 1, 0, 3, 0, 0, 0, 2};
    assert_near(sp_weighted_kappa(same, 2), 1, 1e-15);
    assert_near(sp_weighted_kappa(opposite, 2), -1, 1e-15);
    assert_near(sp_weighted_kappa(chance, 2), 0, 1e-15);
    assert_near(sp_weighted_kappa(one_level, 2), 1, 0);
    /* by hand: sum of (i - j)^2 is 2 observed; rows 3 3 2, columns 2 3 3: (9 + 4 * 9 + 6 + 9 + 4 *
     * 4 + 6) / 8 by chance */
    assert_near(sp_weighted_kappa(near, 3), 1 - 2 / ((9 + 36 + 6 + 9 + 16 + 6) / 8.0), 1e-15);
    assert_true(sp_weighted_kappa(far, 3) < sp_weighted_kappa(near, 3));
}

static void uniforms_follow_from_the_seed_alone(void **state)
{
    (void)state;
    enum { N = 10000 };
    static double one[N], again[N], other[N];
    double sum = 0, squares = 0;
    assert_int_equal(sp_random_uniforms(one, N, 7, NULL), SP_OK);
    assert_int_equal(sp_random_uniforms(again, N, 7, NULL), SP_OK);
    assert_int_equal(sp_random_uniforms(other, N, UINT64_C(7) << 32 | 1, NULL), SP_OK);
    assert_memory_equal(one, again, sizeof one);
    assert_memory_not_equal(one, other, sizeof one);
    for (size_t i = 0; i < N; i++) {
        assert_true(one[i] > 0 && one[i] < 1);
        sum += one[i];
        squares += one[i] * one[i];
    }
    assert_near(sum / N, 0.5, 4 * sqrt(1.0 / 12 / N));
    assert_near(squares / N, 1.0 / 3, 4 * sqrt(4.0 / 45 / N));
}

static void sum_normals(sp_random *random, void *payload)
{
    double *sums = payload;
    for (int i = 0; i < 10000; i++) {
        const double z = sp_random_normal(random);
        sums[0] += z;
        sums[1] += z * z;
    }
}

static void normals_have_mean_0_and_variance_1(void **state)
{
    (void)state;
    double sums[2] = {0}, again[2] = {0};
    assert_int_equal(sp_random_use(sum_normals, sums, 7, NULL), SP_OK);
    assert_int_equal(sp_random_use(sum_normals, again, 7, NULL), SP_OK);
    assert_memory_equal(sums, again, sizeof sums);
    assert_near(sums[0] / 10000, 0, 0.04);
    assert_near(sums[1] / 10000, 1, 0.06);
}

static void a_pick_is_in_proportion_to_the_weights(void **state)
{
    (void)state;
    static const double weights[] = {1, 0, 3, 4}, none[] = {0, 0};
    size_t n[4] = {0};
    for (int i = 0; i < 800; i++) n[sp_random_pick(weights, 4, (i + 0.5) / 800)]++;
    assert_true(n[0] == 100 && n[1] == 0 && n[2] == 300 && n[3] == 400);
    assert_int_equal(sp_random_pick(none, 2, 0.5), 1);
}

int main(void)
{
    sp_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uniforms_follow_from_the_seed_alone),
        cmocka_unit_test(normals_have_mean_0_and_variance_1),
        cmocka_unit_test(a_pick_is_in_proportion_to_the_weights),
        cmocka_unit_test(normal_quantile_is_the_inverse_of_the_probability),
        cmocka_unit_test(beta_with_a_known_quantile),
        cmocka_unit_test(beta_quantile_is_the_inverse_for_small_and_large_shapes),
        cmocka_unit_test(very_large_shapes_are_taken_as_normal),
        cmocka_unit_test(beta_ends_are_exact),
        cmocka_unit_test(beta_refuses_what_has_no_answer),
        cmocka_unit_test(least_squares_of_a_line),
        cmocka_unit_test(residual_sd_and_error_of_a_mean),
        cmocka_unit_test(a_weight_counts_like_repeated_rows),
        cmocka_unit_test(least_squares_refuses_what_it_cannot_solve),
        cmocka_unit_test(median_of_odd_even_and_none),
        cmocka_unit_test(kendall_tau_of_known_rankings),
        cmocka_unit_test(weighted_kappa_of_known_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
