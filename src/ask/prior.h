/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is believed of a learner before the first answer, as tables.
 *
 *     general ability g  ->  ability u in each area  ->  level x of each topic, given its needs
 *
 * g and u are normal, on grids, so that every conditional probability is a number in a table. A
 * topic's raw level follows from u of its area; what its needs allow is its cap; a raw level above
 * the cap becomes the cap, except in the share SP_PLACEMENT_UNSUPPORTED. */
#ifndef STUDYPATH_ASK_PRIOR_H
#define STUDYPATH_ASK_PRIOR_H

#include "studypath/ask.h"

enum { SP_GENERALS = 9, SP_ABILITIES = 16 }; /* nodes of the grids */

/* An edge of the topic graph, seen from what is needed: `by` needs it, as its need number `need`.
 */
typedef struct sp_use {
    sp_topic_id by;
    uint32_t need;
} sp_use;

typedef struct sp_prior {
    const sp_topics *topics;
    size_t n_topics, n_areas, n_reporters;
    uint32_t *area;              /* of each topic */
    sp_use *uses;                /* of topic t: uses[first_use[t]] to uses[first_use[t + 1] - 1] */
    uint32_t *first_use;         /* n_topics + 1 */
    double general[SP_GENERALS]; /* P(g) */
    double schooling[SP_LEVELS][SP_GENERALS];  /* P(answer | g); row 0: not asked, all 1 */
    double ability[SP_GENERALS][SP_ABILITIES]; /* P(u | g) */
    double *level; /* P(x | cap, u) of topic t: level[sp_prior_at(t, cap, x) + u] */
    double reporter[SP_MOST_REPORTERS];                     /* P(r) */
    double report[SP_MOST_REPORTERS][SP_LEVELS][SP_LEVELS]; /* P(answer | r, x) */
    double item[SP_LEVELS][4]; /* P(sp_result | levels short of the item's level) */
} sp_prior;

sp_status sp_prior__make(sp_prior *out, const sp_catalog *c, const sp_placement_model *m,
                         sp_arena *a, sp_error *e);

static inline size_t sp_prior_at(size_t topic, unsigned cap, unsigned level)
{
    return ((topic * SP_LEVELS + cap) * SP_LEVELS + level) * SP_ABILITIES;
}

/* The highest level that the need allows when what is needed is held at `held`. */
static inline unsigned sp_need_allows(sp_need need, unsigned held)
{
    unsigned level = need.from - 1U;
    while (level < SP_LEVELS - 1 && held >= (level + 1 > need.lag + 1U ? level + 1 - need.lag : 1))
        level++;
    return level;
}

#endif
