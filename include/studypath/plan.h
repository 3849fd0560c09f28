/* SPDX-License-Identifier: GPL-3.0-or-later
 * A learning path: the cheapest set of courses that closes the gap, in an order, with hours, and
 * what is known about it. */
#ifndef STUDYPATH_PLAN_H
#define STUDYPATH_PLAN_H

#include "studypath/certificate.h"
#include "studypath/score.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sp_plan_status {
    SP_PLAN_OPTIMAL, /* proved: no set of courses that reaches the goal costs less */
    SP_PLAN_GAP, /* reaches the goal; the search was ended before its proof, `bound` says how far
                    off it can be */
    SP_PLAN_INFEASIBLE, /* some pair of the goal can't be taught; the path reaches the rest */
    SP_PLAN_BUDGET /* the limits cut: the path reaches the most of the goal that fits into them */
} sp_plan_status;

#define SP_CHOICE_STATUS "optimal|gap|infeasible|budget"

/* The words "optimal", "gap", "infeasible", "budget". */
const char *sp_plan_status_name(sp_plan_status status);

typedef struct sp_plan_options {
    int64_t node_limit; /* branch-and-bound nodes, >= 1; default 100,000. Work, not time, so that
                           the answer never depends on the machine */
    sp_forecast_options forecast;
    bool certificate; /* keep a proof of the bounds that others can check; default false */
    bool whole;       /* plan the whole goal, whatever its deadline and the number of courses */
    bool formal; /* a course needs what its provider lists, where that is known, instead of what
                    one needs to follow it */
} sp_plan_options;

sp_plan_options sp_plan_defaults(void);

/* A step before or after another, and the pair that one brings and the other requires. */
typedef struct sp_step_link {
    size_t step; /* SIZE_MAX: there is none */
    sp_pair pair;
} sp_step_link;

typedef struct sp_step {
    sp_course_id course;
    sp_hours
        hours; /* this learner's, here: catalogue hours x share that is new at this moment x pace */
    double share_new;       /* at this moment, with the floor */
    int64_t cost_minutes;   /* as rank prints it: as if the course stood alone */
    const sp_pair *reaches; /* levels that it newly reaches */
    size_t n_reaches;
    const sp_pair *closes; /* those of them that the goal needs */
    size_t n_closes;
    const sp_step_link *opens; /* later steps that require what it newly reaches, the first first */
    size_t n_opens;
    sp_step_link after;     /* the last earlier step that brings something that it requires */
    const char *const *why; /* reasons, the strongest first; at least one */
    size_t n_why;
} sp_step;

/* A pair that the goal needs and the path can't reach, and the nearest help. */
typedef struct sp_missing {
    sp_pair pair;
    unsigned taught_to;     /* the highest level that usable courses reach; below pair.level */
    sp_course_id ruled_out; /* a course that teaches it but is filtered, or SP_NONE */
    sp_filter filter;       /* by this rule */
} sp_missing;

#define SP_NO_LIMIT INT64_MAX

/* What a path may take, and what came of that. Each level of a stated pair of the goal that the
 * learner lacks is a step. It is worth the hours that it takes (step hours, rounded, at least 1),
 * and it is reached when all that the level needs is held too. */
typedef struct sp_plan_limits {
    int64_t minutes; /* stand-alone, that can be done by the deadline; SP_NO_LIMIT: no deadline */
    int64_t courses; /* SP_NO_LIMIT: any number */
    bool bind;       /* the cheapest path to the whole goal is not within them */
    int64_t value,
        value_bound;         /* of what the path reaches; of what any path within the limits does */
    int64_t value_of_goal;   /* of all steps of it that can be reached at all */
    const sp_pair *left_out; /* stated pairs, at the level that is wanted, that are not reached */
    size_t n_left_out;
    /* What the whole goal would take; NAN and SP_NO_DAY where it is reached, where there is no
     * deadline, and where more than 168 hours a week or 100 years would be needed. */
    double hours_per_week; /* to be done by the deadline, rounded up to 0.1 */
    sp_day deadline;       /* at the hours a week that there are */
    size_t n_courses;      /* of the cheapest path to it without limits */
} sp_plan_limits;

typedef struct sp_plan {
    sp_plan_status status;
    bool proved;
    int64_t cost_minutes, bound_minutes;
    double minutes;        /* sum of the courses' stand-alone minutes, settling in included */
    double shortest_hours; /* the fewest hours (stand-alone, settling in included) of any set that
                              reaches the same */
    bool shortest_proved;
    sp_course_id *shortest; /* the courses of such a set */
    size_t n_shortest;
    /* Of bound_minutes and of shortest_hours; kind SP_CERTIFICATE_NONE where none was asked for.
     * The latter is the former when the learner prefers what is shortest and no limits bind. */
    sp_certificate certificate, shortest_certificate;
    /* Where limits bind: of value_bound, and that no path to the whole goal costs less than the
     * cheapest one without limits, `whole`. */
    sp_certificate value_certificate, whole_certificate;
    sp_course_id *whole;
    size_t n_whole;
    sp_hours hours;     /* sums over the steps: each number adds up */
    sp_forecast finish; /* at the learner's hours; all weeks are 0 for an empty path */
    sp_schedule schedule;
    sp_step *steps;
    size_t n_steps;
    sp_missing *missing;
    size_t n_missing;
    sp_plan_limits limits;
    bool order_is_exact;
    bool formal; /* as the options said */
    int64_t nodes;
    const sp_scores *scores; /* that the costs come from */
} sp_plan;

#ifdef __cplusplus
}
#endif
#endif
