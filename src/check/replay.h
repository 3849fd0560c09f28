/* SPDX-License-Identifier: GPL-3.0-or-later
 * The path taken step by step: what each course finds, costs and brings. */
#ifndef STUDYPATH_CHECK_REPLAY_H
#define STUDYPATH_CHECK_REPLAY_H

#include "studypath/verify.h"

/* What is checked against. Scores are recomputed by those who know how. */
typedef struct sp_evidence {
    const sp_stated_plan *stated;
    const sp_learner *learner;
    const sp_scores *scores;
    int64_t most_minutes, most_courses; /* the learner's limits; SP_NO_LIMIT: none */
} sp_evidence;

typedef struct sp_replayed {
    sp_course_id course; /* SP_NONE: the catalogue has none of that id */
    sp_pair lacking;     /* a requirement that is not held; level 0: there is none */
    double share_new;
    sp_hours hours;
    sp_pair *reaches, *closes;
    size_t n_reaches, n_closes;
} sp_replayed;

typedef struct sp_replay {
    sp_replayed *steps; /* as many as are stated */
    size_t n_unknown;   /* without a course */
    uint8_t *held;      /* at the end */
    sp_hours hours;     /* sums */
    double minutes;
    int64_t whole_minutes; /* each course's rounded: what a limit counts */
    int64_t cost;
} sp_replay;

/* A course's minutes where they are counted whole. */
int64_t sp_check__minutes(const sp_score *score);

sp_status sp_check__replay(sp_replay *out, const sp_evidence *evidence, sp_arena *a, sp_error *e);

#endif
