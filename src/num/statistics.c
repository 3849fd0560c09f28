/* SPDX-License-Identifier: GPL-3.0-or-later
 * Order statistics, rank correlation and agreement.
 *
 * Ties make Kendall's coefficient tau-b: Kendall, The treatment of ties in ranking problems,
 * Biometrika 33 (1945), 239-251. Weighted kappa: Cohen, Weighted kappa, Psychological Bulletin 70
 * (1968), 213-220. */
#include <math.h>
#include <stdlib.h>

#include "num/num.h"

static int by_size(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

void sp_sort(double *values, size_t n)
{
    if (n > 1) qsort(values, n, sizeof *values, by_size);
}

double sp_median(double *values, size_t n)
{
    if (n == 0) return 0;
    sp_sort(values, n);
    return n % 2 ? values[n / 2] : values[n / 2 - 1] + (values[n / 2] - values[n / 2 - 1]) / 2;
}

static int sign(double value)
{
    return (value > 0) - (value < 0);
}

double sp_kendall_tau(const double *x, const double *y, size_t n)
{
    double agreement = 0, untied_x = 0, untied_y = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            const int in_x = sign(x[i] - x[j]), in_y = sign(y[i] - y[j]);
            agreement += in_x * in_y;
            untied_x += in_x != 0;
            untied_y += in_y != 0;
        }
    }
    const double scale = sqrt(untied_x * untied_y);
    return scale > 0 ? agreement / scale : 0;
}

double sp_weighted_kappa(const double *counts, size_t n_levels)
{
    double observed = 0, expected = 0, total = 0;
    for (size_t i = 0; i < n_levels * n_levels; i++) total += counts[i];
    for (size_t i = 0; i < n_levels; i++) {
        for (size_t j = 0; j < n_levels; j++) {
            double row = 0, column = 0;
            for (size_t k = 0; k < n_levels; k++) {
                row += counts[i * n_levels + k];
                column += counts[k * n_levels + j];
            }
            const double distance = (double)i - (double)j;
            observed += distance * distance * counts[i * n_levels + j];
            expected += distance * distance * row * column / total;
        }
    }
    return expected > 0 ? 1 - observed / expected : 1;
}
