/* SPDX-License-Identifier: GPL-3.0-or-later
 * Dropping from a set of operators what it does not need to reach the goals. Everything here takes
 * time in proportion to the set, not to the problem. */
#ifndef STUDYPATH_PLAN_NEEDLESS_H
#define STUDYPATH_PLAN_NEEDLESS_H

#include "plan/facts.h"

/* Scratch for one set at a time; an operator's place is its index in `ops`. */
typedef struct sp_needless {
    const sp_facts *facts;
    const uint32_t *ops;
    uint32_t n_ops;
    uint32_t *needer_at, *needers; /* as in sp_facts, but places, and of the set alone */
    uint32_t *adder_at, *adders;
    uint32_t *n_adders;              /* per fact: those that are not dropped */
    uint8_t *is_needed, *held;       /* per fact; needed: by what is left, without a doubt */
    uint8_t *is_forced, *is_dropped; /* per place; forced: the only adder of a needed fact */
    uint32_t *lacking;               /* per place */
    uint32_t *queue;                 /* of facts */
} sp_needless;

/* For sets of operators of `facts` or of what it is reduced to. */
sp_status sp_plan__needless_make(sp_needless *out, const sp_facts *facts, sp_arena *a, sp_error *e);

/* `ops` reach the goals. Drop, in the order of the list, each operator without which the rest still
 * does; how many are left. When the work runs out the rest of the list stays. */
uint32_t sp_plan__needless_drop(sp_needless *n, const sp_facts *facts, uint32_t *ops,
                                uint32_t n_ops);

#endif
