/* SPDX-License-Identifier: GPL-3.0-or-later
 * A certificate while it is written. The search's bounds speak of what its reductions have left of
 * the problem; a certificate speaks of all actions. So each landmark is carried back: what is gone
 * is let in again, the last one first, as long as the goals stay out of reach; the others join the
 * landmark. An action that was dropped as another one dominates it is of no use beside that one and
 * all that went later; so it joins only where the other one is a member too, and is charged no more
 * than that one, which costs no more. The steps are then added up over all actions, by the rules
 * that a checker goes by. */
#ifndef STUDYPATH_PLAN_PROOF_H
#define STUDYPATH_PLAN_PROOF_H

#include "plan/bound.h"
#include "studypath/certificate.h"

/* Places by the hash of a set, chained. */
typedef struct sp_places {
    uint32_t *bucket, *next, *place;
    uint64_t *hash;
    uint32_t n, room;
} sp_places;

typedef struct sp_proof {
    sp_certificate certificate; /* of actions in place of courses */
    const sp_facts *full;       /* operator i is action i */
    const sp_facts *facts;      /* what is left of them */
    const sp_node *node;        /* over `facts` */
    int64_t enough; /* what a sum is to come to; it, what operators of `full` cost, and */
    int64_t prices[SP_N_PRICES]; /* the step's prices are the caller's to change */
    uint8_t *base;               /* per action: taken by a reduction, or removed by a step */
    uint32_t *removed;           /* the latter, in order */
    uint32_t n_removed;
    uint8_t *is_branch; /* per action: taken by a branch */
    uint32_t *unit;     /* per action that is in, but for branches: the landmark with it alone */
    sp_places by_set, by_source; /* of landmarks as they are kept and as they came */
    uint32_t n_entries, n_kept;  /* n_kept: charges of the steps that are kept */
    uint32_t room_landmarks, room_charges, room_steps, room_nodes;
    bool is_full; /* larger than is kept: nothing more is added */
    bool is_lost; /* something could not be carried back */
    /* The step at hand: */
    uint8_t *state; /* per action */
    int64_t *left;  /* per action: cost that is not charged */
    int64_t sum;
    uint32_t *members; /* scratch: a landmark */
    sp_reach reach;    /* over `full` */
    sp_arena *arena;
} sp_proof;

/* `facts` and `node` are set by the caller, and may change. */
sp_status sp_plan__proof_make(sp_proof *out, const sp_facts *full, int64_t enough, sp_arena *a,
                              sp_error *e);

/* After `facts` were reduced: what they have taken or charged is in every plan. */
sp_status sp_plan__proof_explain_taken(sp_proof *proof, sp_error *e);

/* Every plan of the node contains `op`, as the landmark of operators shows. */
sp_status sp_plan__proof_explain(sp_proof *proof, uint32_t op, const uint32_t *ops, uint32_t n_ops,
                                 sp_error *e);

/* A new node; later steps are its steps. */
sp_status sp_plan__proof_add_node(sp_proof *proof, sp_error *e);

/* The last node is divided by `op`. */
void sp_plan__proof_branch(sp_proof *proof, uint32_t op);

/* Add up the step that charges the pool's landmarks, those that nothing hits yet, with their
 * multipliers; the step before, if it was not kept, is forgotten. */
sp_status sp_plan__proof_add_up(sp_proof *proof, const sp_pool *pool, sp_error *e);

/* The same when the goals are out of reach of all that is not excluded: `ops` are those that
 * branches left out, and others that are excluded, without which they are. */
sp_status sp_plan__proof_add_up_hopeless(sp_proof *proof, const uint32_t *ops, uint32_t n_ops,
                                         sp_error *e);

/* Does the step show that no plan of the node costs less than the bound? Not when it overdraws an
 * action: the pool's multipliers may be those of another node. */
bool sp_plan__proof_is_closed(const sp_proof *proof);

/* Keep the step, which closes its node. */
sp_status sp_plan__proof_keep(sp_proof *proof, sp_error *e);

/* Keep the step for the actions that it removes, if there are any: no plan of the node that costs
 * less than the bound has one of them. */
sp_status sp_plan__proof_keep_removing(sp_proof *proof, sp_error *e);

/* Go back to where `n_removed` actions were removed. */
void sp_plan__proof_undo(sp_proof *proof, uint32_t n_removed);

#endif
