/* SPDX-License-Identifier: GPL-3.0-or-later
 * How many weeks some hours of study take, in closed form.
 *
 * The hours of each course are log-normal with the 10 % and 90 % points low and high. Their sum is
 * taken as log-normal with the sum's mean and variance (Fenton, The sum of log-normal probability
 * distributions in scatter transmission systems, IRE Trans. Commun. Systems 8 (1960), 57-67), and
 * so are the hours that n weeks supply. All courses share one pace, which keeps long plans
 * uncertain where independent errors would cancel. With M, V the mean and variance of the hours, B
 * the hours a week:
 *
 *     s^2 = ln(1 + V/M^2) + pace_sd^2        mu = ln M - ln(1 + V/M^2)/2 + ln pace
 *     a = B (1 - missed)                     c^2 = ln(1 + weekly_variance / (n a^2))
 *     P(n weeks are enough) = Phi((ln(n a) - c^2/2 - mu) / sqrt(s^2 + c^2))
 *
 * It agrees with simulation to a week or 1 % (tests/unit/test_weeks.c, tests/prop/test_forecast.c).
 */
#include "studypath/time.h"

#include <math.h>

#include "num/num.h"
#include "time/pace.h"

#define Z90 1.2815515655446004    /* 90 % point of the standard normal */
#define LOG_RANGE_IN_SD (2 * Z90) /* ln high - ln low, in standard deviations of ln hours */

double sp_pace__log_sd(double low, double high)
{
    return (log(high) - log(low)) / LOG_RANGE_IN_SD;
}

double sp_lognormal_mean(double low, double high)
{
    const double sd = sp_pace__log_sd(low, high);
    return exp((log(low) + log(high)) / 2 + sd * sd / 2);
}

void sp_workload_add(sp_workload *w, double low, double high, double factor)
{
    if (!(factor > 0)) return;
    const double sd = sp_pace__log_sd(low, high);
    const double mean = factor * sp_lognormal_mean(low, high);
    w->mean_hours += mean;
    w->variance += mean * mean * expm1(sd * sd);
}

/* Variance of one week's hours over the square of their mean, whatever the mean: for a week that is
 * missed with probability p and else log-normal, exp(sd^2) / (1 - p) - 1. */
static double weekly_relative_variance(void)
{
    return exp(SP_PACE__WEEK_LOG_SD * SP_PACE__WEEK_LOG_SD) / (1 - SP_PACE__MISSED) - 1;
}

/* The logarithm of what `weeks` weeks supply has the variance `*variance`; its mean. */
static double log_supply(double *variance, double hours_per_week, double weeks)
{
    *variance = log1p(weekly_relative_variance() / weeks);
    return log(weeks * hours_per_week * (1 - SP_PACE__MISSED)) - *variance / 2;
}

double sp_weeks_probability(const sp_workload *w, double hours_per_week, double pace, double weeks)
{
    if (!(w->mean_hours > 0)) return weeks >= 0 ? 1 : 0;
    if (!(hours_per_week > 0) || !(pace > 0) || !(weeks > 0)) return 0;
    const double spread = log1p(w->variance / (w->mean_hours * w->mean_hours));
    const double demand_variance = spread + SP_PACE__LOG_SD * SP_PACE__LOG_SD;
    const double demand = log(w->mean_hours) - spread / 2 + log(SP_PACE__MEDIAN * pace);
    double supply_variance;
    const double supply = log_supply(&supply_variance, hours_per_week, weeks);
    const double sd = sqrt(demand_variance + supply_variance);
    const double probability = sp_normal_probability((supply - demand) / sd);
    return isfinite(probability) ? probability : 0;
}

double sp_weeks_quantile(const sp_workload *w, double hours_per_week, double pace,
                         double probability)
{
    int not_enough = 0, enough = SP_MOST_WEEKS;
    while (enough - not_enough > 1) {
        const int middle = (not_enough + enough) / 2;
        if (sp_weeks_probability(w, hours_per_week, pace, middle) >= probability)
            enough = middle;
        else
            not_enough = middle;
    }
    return enough;
}

/* The inverse of the form above in M, with V = 0 and a pace of 1. */
double sp_minutes_deliverable(double weeks, double hours_per_week, double probability)
{
    if (!(weeks > 0) || !(hours_per_week > 0)) return 0;
    double variance;
    const double supply = log_supply(&variance, hours_per_week, weeks),
                 sd = sqrt(SP_PACE__LOG_SD * SP_PACE__LOG_SD + variance);
    const double hours = exp(supply - log(SP_PACE__MEDIAN) - sp_normal_quantile(probability) * sd);
    return isfinite(hours) ? 60 * hours : 0;
}

double sp_weeks_to_deliver(double minutes, double hours_per_week, double probability)
{
    int not_enough = 0, enough = SP_MOST_WEEKS;
    while (enough - not_enough > 1) {
        const int middle = (not_enough + enough) / 2;
        if (sp_minutes_deliverable(middle, hours_per_week, probability) >= minutes)
            enough = middle;
        else
            not_enough = middle;
    }
    return enough;
}

sp_day sp_weeks_end(const sp_learner *l, double weeks)
{
    if (l->start == SP_NO_DAY || !(weeks < SP_MOST_WEEKS)) return SP_NO_DAY;
    const sp_day days = (sp_day)(7 * weeks);
    sp_day end = l->start + days, off;
    while ((off = sp_days_off(l->profile, l->start, end)) != end - l->start - days)
        end = l->start + days + off;
    return end;
}
