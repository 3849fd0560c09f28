/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a belief costs: hours of study that are expected to be misplaced when every pair is decided
 * by its own probability, and what seeing more is expected to save of them. */
#ifndef STUDYPATH_ASK_RISK_H
#define STUDYPATH_ASK_RISK_H

#include "ask/belief.h"

/* The pairs that carry hours. */
typedef struct sp_stakes {
    const double *hours; /* n_topics x SP_LEVELS; 0 where nothing is at stake */
    const sp_topic_id *topics;
    size_t n_topics; /* those with hours */
} sp_stakes;

/* Something that may be seen next of a topic: a chance for each outcome. */
typedef struct sp_probe {
    sp_topic_id topic;
    size_t n_outcomes;                                      /* at most SP_LEVELS */
    double chance[SP_MOST_REPORTERS][SP_LEVELS][SP_LEVELS]; /* P(outcome | reporter, level) */
} sp_probe;

typedef struct sp_outlook {
    double saves; /* hours: the risk now less the expected risk after */
    double gain;  /* the same with the smooth risk 2 p (1 - p), in hours */
    double stake; /* hours of the pairs that are decided differently after different outcomes */
} sp_outlook;

/* Sum over the pairs of hours x min(p, 1 - p), p the probability that the pair is held. */
double sp_risk__now(const sp_belief *b, const sp_stakes *stakes);

void sp_risk__look(sp_outlook *out, sp_belief *b, const sp_stakes *stakes, const sp_probe *probe);

#endif
