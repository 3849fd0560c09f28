/* SPDX-License-Identifier: GPL-3.0-or-later
 * Normal and beta distribution.
 *
 * gsl_cdf_beta_Pinv is not used: it fails to converge for some shapes above 1e4, and its bisection
 * does not end when the distribution function returns NaN (which it does for shapes of 1e6). A
 * plain bisection on gsl_cdf_beta_P always ends. For shapes above 1e5 the normal distribution of
 * the same mean and variance is used; its error is below 1e-4 there, since the skewness of Beta(a,
 * b) falls with the root of a + b. */
#include <math.h>

#include <gsl/gsl_cdf.h>

#include "num/num.h"

#define LARGEST_SHAPE 1e5 /* of a and b, for gsl_cdf_beta_P; measured accurate to 1e-10 there */

double sp_normal_probability(double z)
{
    return gsl_cdf_ugaussian_P(z);
}

double sp_normal_quantile(double probability)
{
    return gsl_cdf_ugaussian_Pinv(probability);
}

static bool shapes_are_valid(double a, double b)
{
    return isfinite(a) && isfinite(b) && a > 0 && b > 0;
}

static bool is_nearly_normal(double a, double b)
{
    return a > LARGEST_SHAPE || b > LARGEST_SHAPE;
}

/* Standard deviation of Beta(a, b), written so that large shapes do not overflow. */
static double beta_sd(double a, double b)
{
    const double mean = a / (a + b);
    return sqrt(mean * (1 - mean) / (a + b + 1));
}

static double cut_to_unit(double x)
{
    return fmin(1, fmax(0, x));
}

sp_status sp_beta_probability(double *out, double x, double a, double b, sp_error *e)
{
    if (!shapes_are_valid(a, b) || isnan(x)) {
        return sp_fail(e, SP_NUMERIC, "", "no beta distribution with shapes %g and %g at %g", a, b,
                       x);
    }
    const double at = cut_to_unit(x);
    *out = is_nearly_normal(a, b) ? sp_normal_probability((at - a / (a + b)) / beta_sd(a, b))
                                  : gsl_cdf_beta_P(at, a, b);
    if (!isfinite(*out))
        return sp_fail(e, SP_NUMERIC, "", "the beta distribution (%g, %g) has no value at %g", a, b,
                       at);
    return SP_OK;
}

sp_status sp_beta_quantile(double *out, double probability, double a, double b, sp_error *e)
{
    if (!shapes_are_valid(a, b) || !(probability >= 0 && probability <= 1)) {
        return sp_fail(e, SP_NUMERIC, "",
                       "no quantile %g of a beta distribution with shapes %g and %g", probability,
                       a, b);
    }
    if (probability <= 0 || probability >= 1) {
        *out = probability;
        return SP_OK;
    }
    if (is_nearly_normal(a, b)) {
        *out = cut_to_unit(a / (a + b) + sp_normal_quantile(probability) * beta_sd(a, b));
        return SP_OK;
    }
    double low = 0, high = 1;
    for (int halvings = 0; halvings < 200 && high - low > 1e-12 * high; halvings++) {
        const double middle = low + (high - low) / 2;
        const double below = gsl_cdf_beta_P(middle, a, b);
        if (!isfinite(below))
            return sp_fail(e, SP_NUMERIC, "", "the beta distribution (%g, %g) failed", a, b);
        if (below < probability)
            low = middle;
        else
            high = middle;
    }
    *out = low + (high - low) / 2;
    return SP_OK;
}
