/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a goal is worth, a level at a time: what counts where limits cut a path. */
#ifndef STUDYPATH_CHECK_WANTS_H
#define STUDYPATH_CHECK_WANTS_H

#include "studypath/profile.h"

/* One level of a stated topic above the one that is held. */
typedef struct sp_want {
    sp_pair step;
    int64_t weight;
    const sp_pair *pairs; /* that are to be held for it */
    uint32_t n_pairs;
} sp_want;

/* Those that `reachable`, levels, allow, in the order of topics, then of levels. Errors: SP_MEMORY.
 */
sp_status sp_check__wants(sp_want **out, uint32_t *n_wants, const sp_learner *learner,
                          const uint8_t *reachable, sp_arena *a, sp_error *e);

bool sp_check__is_reached(const sp_want *want, const uint8_t *levels);

#endif
