/* SPDX-License-Identifier: GPL-3.0-or-later
 * Numbers: distributions, random numbers, least squares and a few statistics. The only room that
 * includes GSL, and no GSL type leaves it.
 *
 * Arguments that are not finite are refused with SP_NUMERIC, because GSL lets them through (a
 * Cholesky factorisation of a matrix with a NaN reports success, and the inverse of the beta
 * distribution never returns). */
#ifndef STUDYPATH_NUM_NUM_H
#define STUDYPATH_NUM_NUM_H

#include <stddef.h>

#include "studypath/arena.h"
#include "studypath/error.h"

/* P(Z <= z) of a standard normal Z. */
double sp_normal_probability(double z);

/* The z with P(Z <= z) = `probability`, which must be in (0, 1). */
double sp_normal_quantile(double probability);

/* P(X <= x) of X ~ Beta(a, b); a, b > 0; x is cut to [0, 1]. */
sp_status sp_beta_probability(double *out, double x, double a, double b, sp_error *e);

/* The x with P(X <= x) = `probability` (0 to 1), by bisection to a relative 1e-12. */
sp_status sp_beta_quantile(double *out, double probability, double a, double b, sp_error *e);

/* Equations of a linear model, row by row: design (n_rows x n_columns) * coefficients = target. */
typedef struct sp_equations {
    const double *design, *target;
    const double *weight; /* one a row, > 0; NULL: all 1 */
    size_t n_rows, n_columns;
} sp_equations;

typedef struct sp_linear_fit {
    double *coefficient, *standard_error; /* n_columns */
    double residual_sd;                   /* 0 when there are as many rows as columns */
} sp_linear_fit;

/* Weighted linear least squares. A ridge penalty is a matter of more rows. Errors: SP_NUMERIC
 * (fewer rows than columns, linearly dependent columns, a number that is not finite), SP_MEMORY. */
sp_status sp_linear_fit_make(sp_linear_fit *out, const sp_equations *equations, sp_arena *a,
                             sp_error *e);

/* A stream of random numbers, which lives as long as the call of `use`: uniform in (0, 1), and
 * standard normal. The same seed gives the same numbers everywhere. Errors: SP_MEMORY. */
typedef struct sp_random sp_random;
sp_status sp_random_use(void (*use)(sp_random *random, void *payload), void *payload, uint64_t seed,
                        sp_error *e);
double sp_random_uniform(sp_random *random);
double sp_random_normal(sp_random *random);

/* Fill `out` with n numbers, uniform in (0, 1). The same seed gives the same numbers everywhere.
 * A normal one is sp_normal_quantile of a uniform one. Errors: SP_MEMORY. */
sp_status sp_random_uniforms(double *out, size_t n, uint64_t seed, sp_error *e);

/* The index that a uniform number in (0, 1) picks, each in proportion to its weight (>= 0, finite);
 * the last one when all weights are 0. n >= 1. */
size_t sp_random_pick(const double *weights, size_t n, double uniform);

/* Sort `values` (finite) upwards. */
void sp_sort(double *values, size_t n);

/* The median of `values` (finite), which it sorts; 0 when there are none. */
double sp_median(double *values, size_t n);

/* Kendall's tau-b of n pairs of finite numbers: 1 the same order, -1 the reverse; 0 when one side
 * is constant. O(n^2). */
double sp_kendall_tau(const double *x, const double *y, size_t n);

/* Cohen's kappa with quadratic weights: how far two labelings agree beyond chance, 1 = wholly.
 * counts[i * n_levels + j] things got level i from one and level j from the other. 1 when nothing
 * could be disagreed about. */
double sp_weighted_kappa(const double *counts, size_t n_levels);

#endif
