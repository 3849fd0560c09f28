/* SPDX-License-Identifier: GPL-3.0-or-later
 * Private to this room: the functions behind the rows of sp_features. */
#ifndef STUDYPATH_SCORE_FEATURES_H
#define STUDYPATH_SCORE_FEATURES_H

#include "studypath/score.h"

/* What the features of every course need to know of one learner; computed once. */
typedef struct sp_feature_inputs {
    const sp_learner *learner;
    const sp_ratings *ratings;
    double gap_hours;    /* step hours that the goal still lacks */
    double *area_levels; /* a topic: mean over the topics of its area of max(held, goal) */
    double *share_new;   /* a course: with the floor */
} sp_feature_inputs;

sp_status sp_features__prepare(sp_feature_inputs *out, const sp_learner *learner,
                               const sp_ratings *ratings, sp_arena *a, sp_error *e);

/* All features of one course, each in [0, 1]. */
void sp_features__values(double out[SP_FEATURES], const sp_feature_inputs *in, sp_course_id course);

#endif
