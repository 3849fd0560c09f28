/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a set of operators reaches, in time linear in the lists that are touched, growing and
 * undoable.
 *
 * Each operator counts the needs that are not held yet (Dowling & Gallier 1984, for Horn formulas);
 * a fact that becomes held counts them down, and an operator of the set whose count is zero adds
 * its facts. */
#ifndef STUDYPATH_PLAN_REACH_H
#define STUDYPATH_PLAN_REACH_H

#include "plan/facts.h"

typedef struct sp_reach {
    const sp_facts *facts;
    uint8_t *in;       /* per operator: is it in the set? Write it before sp_plan__reach_run */
    uint8_t *held;     /* per fact */
    uint32_t *lacking; /* per operator: needs that are not held */
    uint32_t *fresh;   /* `lacking` with nothing held */
    uint32_t *queue;   /* the held facts in the order in which they came */
    uint32_t n_held, n_done; /* of the queue; done = told to those who need it */
    uint32_t goals_left;
} sp_reach;

sp_status sp_plan__reach_make(sp_reach *out, const sp_facts *facts, sp_arena *a, sp_error *e);

/* Start over with the set that `in` marks. */
void sp_plan__reach_run(sp_reach *reach);

/* Put `op` into the set unless all goals would then be reached; false, with nothing changed, if so.
 */
bool sp_plan__reach_grow(sp_reach *reach, uint32_t op);

#endif
