/* SPDX-License-Identifier: GPL-3.0-or-later
 * From probabilities to levels: what the profile says is held. */
#ifndef STUDYPATH_ASK_DECIDE_H
#define STUDYPATH_ASK_DECIDE_H

#include "studypath/profile.h"

/* The levels with the least expected hours misplaced among those that are closed over the topic
 * graph, as far as single changes (with what each entails) find them. held[t * SP_LEVELS + l] is
 * the probability that t is held at l or above, hours[...] what the pair weighs. */
sp_status sp_decide__levels(uint8_t *levels, const sp_topics *topics, const double *held,
                            const double *hours, sp_arena *a, sp_error *e);

#endif
