/* SPDX-License-Identifier: GPL-3.0-or-later
 * The numbers of the time model, for closed form and simulation alike; docs/time.md has their
 * sources. Private to this room. */
#ifndef STUDYPATH_TIME_PACE_H
#define STUDYPATH_TIME_PACE_H

#define SP_PACE__MEDIAN 1.1 /* time taken / time stated, over learners */
#define SP_PACE__LOG_SD 0.30
#define SP_PACE__MISSED 0.15 /* share of weeks without any study */
#define SP_PACE__WEEK_LOG_SD                                                                       \
    0.35 /* of the hours in a week with study; their mean is as planned                            \
          */

/* Standard deviation of ln hours whose 10 % and 90 % points are low and high. */
double sp_pace__log_sd(double low, double high);

#endif
