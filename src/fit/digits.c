/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rounding to significant digits, so that the last bits in which compilers and libraries differ do
 * not reach a file. */
#include <math.h>
#include <stdlib.h>

#include "fit/fit.h"

double sp_round_digits(double value)
{
    if (!isfinite(value) || !(fabs(value) > 0)) return value;
    const int places = 5 - (int)floor(log10(fabs(value)));
    const double scale = pow(10, abs(places));
    return places >= 0 ? round(value * scale) / scale : round(value / scale) * scale;
}
