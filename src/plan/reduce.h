/* SPDX-License-Identifier: GPL-3.0-or-later
 * Making a compiled problem smaller without losing all cheapest plans: reachability, relevance,
 * fact landmarks, dominance, over and over until nothing changes. */
#ifndef STUDYPATH_PLAN_REDUCE_H
#define STUDYPATH_PLAN_REDUCE_H

#include "plan/facts.h"

/* Replace `facts` by what is left of it with the operators that `keep` marks (NULL: all), reduced
 * to a fixpoint. The least cost is the same, and every plan of the reduced problem is one of the
 * given problem. `*solvable` says whether the goals can be reached at all; if not, `facts` is as it
 * was. */
sp_status sp_plan__reduce(sp_facts *facts, bool *solvable, const uint8_t *keep, sp_arena *a,
                          sp_error *e);

#endif
