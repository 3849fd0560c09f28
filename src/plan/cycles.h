/* SPDX-License-Identifier: GPL-3.0-or-later
 * Facts that depend on each other in a circle. */
#ifndef STUDYPATH_PLAN_CYCLES_H
#define STUDYPATH_PLAN_CYCLES_H

#include "plan/facts.h"

/* Number the strongly connected components of the graph with an edge from each need to each add of
 * an operator: `component[p]` for fact p; `size[c]` (n_facts entries at most) is how many facts
 * component c has. */
sp_status sp_plan__cycles_find(uint32_t *component, uint32_t *size, const sp_facts *facts,
                               sp_arena *a, sp_error *e);

#endif
