/* SPDX-License-Identifier: GPL-3.0-or-later
 * The belief: weighted particles, each a whole learner (general ability, area abilities, a level
 * for every topic, a way of reporting). Answers reweight them; when few carry the weight they are
 * resampled and moved by Gibbs sweeps (Chopin, A sequential particle filter method for static
 * models, Biometrika 89 (2002), 539-551). */
#ifndef STUDYPATH_ASK_BELIEF_H
#define STUDYPATH_ASK_BELIEF_H

#include "ask/prior.h"

/* P(what was seen | reporter, level of the topic). */
typedef struct sp_evidence {
    double chance[SP_MOST_REPORTERS][SP_LEVELS];
} sp_evidence;

/* Arrays over particles lie one behind the other, a row a topic or area, so that a sweep over
 * particles reads memory in order. */
typedef struct sp_belief {
    const sp_prior *prior;
    size_t n; /* particles */
    unsigned n_sweeps;
    double *weight;              /* they add up to 1 */
    uint8_t *general, *reporter; /* n */
    uint8_t *ability;            /* n_areas rows of n */
    uint8_t *level;              /* n_topics rows of n */
    sp_evidence *seen;           /* of each topic, the product of all that was seen */
    bool *is_seen;               /* of each topic */
    sp_topic_id *seen_topics;    /* those, in the order of their first evidence */
    size_t n_seen;
    sp_schooling schooling;
    uint64_t trail;        /* a hash of all evidence so far: it seeds the moves */
    double *uniform;       /* scratch: n for each topic, area and two more */
    double *chance;        /* scratch: n x SP_ABILITIES */
    uint8_t *cap;          /* scratch: n */
    double *sorted_weight; /* scratch: n */
    uint32_t *index;       /* scratch: n */
    uint8_t *copy;         /* scratch: n */
} sp_belief;

/* How many particles a graph of so many topics gets. */
size_t sp_belief__size(const sp_placement_model *m, size_t n_topics);

/* Allocate; the belief is not set before sp_belief__reset. */
sp_status sp_belief__make(sp_belief *out, const sp_prior *prior, const sp_placement_model *m,
                          sp_arena *a, sp_error *e);

/* Draw the particles anew, knowing only the schooling. */
sp_status sp_belief__reset(sp_belief *b, const char *version, sp_schooling schooling, sp_error *e);

/* Take up evidence on a topic; `tag` goes into the trail. */
sp_status sp_belief__observe(sp_belief *b, sp_topic_id topic, const sp_evidence *evidence,
                             unsigned tag, sp_error *e);

/* P(level) of a topic. */
void sp_belief__marginal(double out[SP_LEVELS], const sp_belief *b, sp_topic_id topic);

#endif
