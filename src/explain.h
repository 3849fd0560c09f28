/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the facade's answers to "why" share: plan again with something changed, and tell the two
 * paths apart. */
#ifndef STUDYPATH_EXPLAIN_H
#define STUDYPATH_EXPLAIN_H

#include "studypath/studypath.h"

typedef struct sp_asking {
    const sp_engine *engine;
    const sp_learner *learner;
    sp_plan_options options;
    sp_arena *arena;
    sp_error *error;
} sp_asking;

/* The path of the changed profile. */
sp_status sp_explain_plan(sp_plan *out, const sp_asking *ask, const sp_profile *changed,
                          sp_error *e);

/* Fill all of out but its plan: how it differs from `first`. */
sp_status sp_explain_compare(sp_other_path *out, const sp_asking *ask, const sp_plan *first);

/* The levels of the learner after the path. */
sp_status sp_explain_levels(uint8_t **out, const sp_learner *learner, const sp_plan *plan,
                            sp_arena *a, sp_error *e);

#endif
