/* SPDX-License-Identifier: GPL-3.0-or-later
 * Weighted linear least squares by the singular value decomposition of gsl_multifit.
 *
 * The covariance that GSL gives for weighted rows takes the weights as 1 / variance; ours are
 * relative, so it is scaled by the residual variance (Draper & Smith, Applied Regression Analysis,
 * section 9.2). */
#include <float.h>
#include <math.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit.h>

#include "base/try.h"
#include "num/gsl.h"
#include "num/num.h"

static bool all_finite(const double *values, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(values[i])) return false;
    }
    return true;
}

static sp_status check_equations(const sp_equations *q, sp_error *e)
{
    if (q->n_columns == 0 || q->n_rows < q->n_columns) {
        return sp_fail(e, SP_NUMERIC, "", "%zu equations cannot determine %zu unknowns", q->n_rows,
                       q->n_columns);
    }
    const bool finite = all_finite(q->design, q->n_rows * q->n_columns) &&
                        all_finite(q->target, q->n_rows) &&
                        (!q->weight || all_finite(q->weight, q->n_rows));
    return finite ? SP_OK
                  : sp_fail(e, SP_NUMERIC, "",
                            "an equation of a least-squares fit has a number that is not finite");
}

/* GSL wants the weights as a vector; all 1 where none are given. */
static const double *weights_of(const sp_equations *q, sp_arena *a)
{
    if (q->weight) return q->weight;
    double *ones = sp_arena_array(a, q->n_rows, sizeof *ones);
    for (size_t i = 0; ones && i < q->n_rows; i++) ones[i] = 1;
    return ones;
}

/* Solve into `coefficient` and `covariance`; `rank` is the number of independent columns. */
static sp_status solve(const sp_equations *q, const double *weight, double *coefficient,
                       double *covariance, double *chi_square, size_t *rank, sp_error *e)
{
    gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(q->n_rows, q->n_columns);
    SP_NEED(work, e);
    const gsl_matrix_const_view design = gsl_matrix_const_view_array(q->design, q->n_rows,
                                                                     q->n_columns);
    const gsl_vector_const_view weights = gsl_vector_const_view_array(weight, q->n_rows);
    const gsl_vector_const_view target = gsl_vector_const_view_array(q->target, q->n_rows);
    gsl_vector_view solution = gsl_vector_view_array(coefficient, q->n_columns);
    gsl_matrix_view spread = gsl_matrix_view_array(covariance, q->n_columns, q->n_columns);
    const int status = gsl_multifit_wlinear_tsvd(&design.matrix, &weights.vector, &target.vector,
                                                 DBL_EPSILON, &solution.vector, &spread.matrix,
                                                 chi_square, rank, work);
    gsl_multifit_linear_free(work);
    return sp_num__try(e, status, "least squares");
}

sp_status sp_linear_fit_make(sp_linear_fit *out, const sp_equations *equations, sp_arena *a,
                             sp_error *e)
{
    SP_TRY(check_equations(equations, e));
    const size_t n = equations->n_columns;
    const double *weight = weights_of(equations, a);
    double *covariance = sp_arena_array(a, n * n, sizeof *covariance);
    out->coefficient = sp_arena_array(a, n, sizeof *out->coefficient);
    out->standard_error = sp_arena_array(a, n, sizeof *out->standard_error);
    SP_NEED(weight && covariance && out->coefficient && out->standard_error, e);
    double chi_square;
    size_t rank;
    SP_TRY(solve(equations, weight, out->coefficient, covariance, &chi_square, &rank, e));
    if (rank < n)
        return sp_fail(e, SP_NUMERIC, "", "least squares: only %zu of %zu columns are independent",
                       rank, n);
    const size_t freedom = equations->n_rows - n;
    out->residual_sd = freedom ? sqrt(chi_square / (double)freedom) : 0;
    for (size_t i = 0; i < n; i++)
        out->standard_error[i] = sqrt(covariance[i * n + i]) * out->residual_sd;
    const bool finite = all_finite(out->coefficient, n) && all_finite(out->standard_error, n);
    return finite ? SP_OK
                  : sp_fail(e, SP_NUMERIC, "", "least squares gave a number that is not finite");
}
