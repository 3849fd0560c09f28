/* SPDX-License-Identifier: GPL-3.0-or-later
 * When a path will be done: hours as distributions, weeks that they take, dates, a timetable. */
#ifndef STUDYPATH_TIME_H
#define STUDYPATH_TIME_H

#include "studypath/profile.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Mean of the log-normal with `low` and `high` (0 < low <= high) as its 10 % and 90 % points. */
double sp_lognormal_mean(double low, double high);

#define SP_MOST_WEEKS 5217 /* 100 years */

/* Hours to study, as a sum of independent parts. Begin with {0}. */
typedef struct sp_workload {
    double mean_hours, variance; /* of the sum; hours squared */
} sp_workload;

/* Add hours that are log-normal with the 10 % and 90 % points `low` and `high`, times `factor` (a
 * share; 0 adds nothing). */
void sp_workload_add(sp_workload *w, double low, double high, double factor);

/* Probability that `weeks` weeks are enough at hours_per_week, by the closed form of docs/time.md:
 * one pace for all courses (median 1.1, sd of ln 0.30), which `pace` multiplies; 15 % missed weeks;
 * weekly sd of ln 0.35. */
double sp_weeks_probability(const sp_workload *w, double hours_per_week, double pace, double weeks);

/* Minutes of work, at the learner's own pace, that are done after `weeks` weeks with that
 * probability (above 0, below 1), by the same closed form: the most that a path may take. The hours
 * of single courses count as sure here, which makes it the same for all paths. */
double sp_minutes_deliverable(double weeks, double hours_per_week, double probability);

/* The fewest whole weeks (1 to SP_MOST_WEEKS) that deliver `minutes` with that probability;
 * SP_MOST_WEEKS also where none do. */
double sp_weeks_to_deliver(double minutes, double hours_per_week, double probability);

/* The fewest whole weeks (1 to SP_MOST_WEEKS) that are enough with that probability; SP_MOST_WEEKS
 * also where none are. */
double sp_weeks_quantile(const sp_workload *w, double hours_per_week, double pace,
                         double probability);

/* The first day on which `weeks` weeks of study from l->start are over, the weeks off skipped;
 * SP_NO_DAY without a start, or from SP_MOST_WEEKS on. */
sp_day sp_weeks_end(const sp_learner *l, double weeks);

/* A course of a path, as work: its hours x `share` (new at that moment). */
typedef struct sp_work {
    const sp_course *course;
    double share;
    bool formal; /* it starts when what its provider lists is held, where that is known */
} sp_work;

/* Add the course's hours; a stated mean counts as it is stated. */
void sp_workload_add_work(sp_workload *w, const sp_work *work);

/* The most of the course that can be done in a week, 0 to 1, where its weekly hours are kept to:
 * the middle of its weekly hours over its hours. INFINITY where it states none, or less than
 * that. */
double sp_work_share_a_week(const sp_work *work);

#define SP_FORECAST_RUNS 10000 /* where the closed form does not apply and no number is given */

typedef struct sp_forecast_options {
    int64_t n_runs; /* of the simulation; 0 = by closed form where it applies */
    uint64_t seed;
} sp_forecast_options;

/* When the last course will be done. A date is the last day of so many weeks of study. */
typedef struct sp_forecast {
    double weeks_p10, weeks_p50, weeks_p80, weeks_p90; /* whole; SP_MOST_WEEKS: more than that */
    sp_day p10, p50, p80, p90; /* SP_NO_DAY: no start, or more than 100 years */
    double on_time;            /* probability to be done before the deadline; NAN = none */
    double faster_hours;       /* hours a week, in halves, that make p50 the day by which 80 % are
                                  done; NAN where there are none, and after a simulation */
    double weeks_sure;         /* weeks that the timetable is made for: enough with the learner's
                                  confidence by the closed form */
    int64_t n_runs;            /* simulated; 0 = the closed form */
    uint64_t seed;             /* of the simulation */
} sp_forecast;

/* `path` in its order. The closed form of docs/time.md; a seeded simulation of the same model when
 * options->n_runs says so, or when a course has a load for each week that is kept to
 * (profile->weekly_loads), which has no closed form. Errors: SP_MEMORY. */
sp_status sp_forecast_make(sp_forecast *out, const sp_learner *l, const sp_work *path,
                           size_t n_path, const sp_forecast_options *options, sp_arena *a,
                           sp_error *e);

/* Minutes of study on Monday to Sunday: the profile's days, scaled to the hours a week; without
 * days, the same every day. They add up to the hours a week, rounded to minutes, at least 1. */
void sp_day_minutes(int64_t out[7], const sp_learner *l);

typedef struct sp_session {
    sp_day day;
    uint32_t step; /* index in the path */
    int64_t minutes;
} sp_session;

typedef struct sp_span {
    sp_day start, end; /* first and last day */
    int64_t minutes;   /* set aside */
} sp_span;

/* A week of the timetable, from Monday; the first one begins with the path. */
typedef struct sp_week {
    sp_day from;
    bool is_off;
    size_t first_session, n_sessions;
    int64_t minutes;
} sp_week;

/* A timetable: which course on which day, in order of days and then of the path. */
typedef struct sp_schedule {
    sp_session *sessions;
    size_t n_sessions; /* 0: no start, or more than 100 years */
    sp_week *weeks;
    size_t n_weeks;
    sp_span *steps; /* one a course of the path */
    size_t n_steps;
    int64_t day_minutes[7]; /* Monday first */
} sp_schedule;

/* Put the courses on days. Each gets its part of `weeks` weeks (forecast.weeks_sure), so that the
 * timetable ends with them. At most profile->parallel courses are under way; one starts when the
 * courses that bring what it requires are over; the time of a day is shared evenly among those that
 * are under way. With profile->weekly_loads a course takes no more of a week than
 * sp_work_share_a_week. Errors: SP_MEMORY. */
sp_status sp_schedule_make(sp_schedule *out, const sp_learner *l, const sp_work *path,
                           size_t n_path, double weeks, sp_arena *a, sp_error *e);

#ifdef __cplusplus
}
#endif
#endif
