/* SPDX-License-Identifier: GPL-3.0-or-later
 * The facade's part for paths within limits: a deadline, a number of courses. */
#ifndef STUDYPATH_WITHIN_H
#define STUDYPATH_WITHIN_H

#include "plan/limited.h"
#include "studypath/plan.h"

typedef struct sp_within {
    const sp_learner *learner;
    const sp_problem *problem;
    const sp_course_id *course; /* of each action */
    sp_limits limits;
    sp_wish *wishes; /* the steps of the stated pairs; then one for each included course */
    sp_pair *steps;  /* that the wishes stand for */
    uint32_t n_steps, n_wishes;
    uint8_t *is_reachable; /* per step: by all courses together */
    int64_t value;         /* of the steps that are */
} sp_within;

/* The limits of the learner's profile (none, when `whole`) and what the goal is worth, for a
 * problem whose actions are courses and whose facts past the topics are included courses. */
sp_status sp_within_make(sp_within *out, const sp_learner *learner, const sp_scores *scores,
                         const sp_problem *problem, const sp_course_id *course, bool whole,
                         sp_arena *a, sp_error *e);

/* The steps that can be reached, as wishes beside included courses, which are no wishes but the
 * goal of `problem`: what proofs and other solvers are about. */
typedef struct sp_reachable {
    sp_problem problem;
    sp_wish *wishes;
    sp_pair *steps;
    uint32_t n_wishes;
} sp_reachable;

sp_status sp_within_reachable(sp_reachable *out, const sp_within *w, sp_arena *a, sp_error *e);

/* Find the most that fits, `found` being the cheapest path to the whole goal: it stays as it is if
 * it fits. Fills out->limits, and all of `found` but status and missing. Errors: those of the
 * search; SP_INVALID (an included course that does not fit). */
sp_status sp_within_find(sp_plan *out, sp_search_result *found, const sp_within *w,
                         const sp_search_options *options, sp_arena *a, sp_error *e);

/* Once out->shortest_hours is known: what the whole goal would take. */
void sp_within_advise(sp_plan *out, const sp_within *w);

#endif
