/* SPDX-License-Identifier: GPL-3.0-or-later
 * A certificate while it is written: landmarks are kept once each, steps are added up here, by the
 * rules that a checker goes by and without regard to how the search counted. */
#ifndef STUDYPATH_PLAN_PROOF_H
#define STUDYPATH_PLAN_PROOF_H

#include "plan/bound.h"
#include "studypath/certificate.h"

typedef struct sp_proof {
    sp_certificate certificate; /* of actions in place of courses */
    const sp_facts *facts;      /* operator i is action i */
    const sp_node *node;
    int64_t bound;      /* to be proved, in the problem's unit of cost */
    int64_t divisor;    /* of all costs, so of every set's */
    uint8_t *is_branch; /* per operator: taken by a branch */
    uint32_t *unit;     /* per operator that is in, but for branches: the landmark with it alone */
    uint64_t *hash;     /* per landmark */
    uint32_t *bucket, *next; /* landmarks by hash: SP_NONE ends a chain */
    uint32_t room_landmarks, room_charges, room_steps, room_nodes;
    uint32_t n_entries, n_kept; /* n_kept: charges of the steps */
    bool is_full;               /* it is larger than is kept; nothing more is added */
    /* The step at hand: */
    int64_t sum;
    int64_t *left; /* per operator: cost that is not charged */
    sp_arena *arena;
} sp_proof;

sp_status sp_plan__proof_make(sp_proof *out, const sp_facts *facts, const sp_node *node,
                              int64_t bound, int64_t divisor, sp_arena *a, sp_error *e);

/* A new node; later steps are its steps. */
sp_status sp_plan__proof_add_node(sp_proof *proof, sp_error *e);

/* Every path of the node contains `op`, which is in: `ops` is the landmark that shows it. */
sp_status sp_plan__proof_add_unit(sp_proof *proof, uint32_t op, const uint32_t *ops, uint32_t n_ops,
                                  sp_error *e);

/* Add up the step that charges the pool's landmarks, those that nothing hits yet, with their
 * multipliers. */
void sp_plan__proof_tally(sp_proof *proof, const sp_pool *pool);

/* Does what was added up show that no path of the node costs less than the bound? Not when it
 * overdraws an operator: the pool's multipliers may be those of another node. */
bool sp_plan__proof_is_closed(const sp_proof *proof);

/* Can no path of the node that costs less than the bound contain the operator, which is free? */
bool sp_plan__proof_is_removable(const sp_proof *proof, uint32_t op);

/* Keep the step that was added up. */
sp_status sp_plan__proof_keep(sp_proof *proof, const sp_pool *pool, uint32_t n_removed,
                              sp_error *e);

/* Keep a step that ends the node: the goals are out of reach without `ops`, all of them out. */
sp_status sp_plan__proof_keep_hopeless(sp_proof *proof, const uint32_t *ops, uint32_t n_ops,
                                       sp_error *e);

#endif
