/* SPDX-License-Identifier: GPL-3.0-or-later
 * The tree of a depth-first branch and bound: an operator is taken in, later it is left out. */
#ifndef STUDYPATH_PLAN_TREE_H
#define STUDYPATH_PLAN_TREE_H

#include "plan/bound.h"

/* A branch that is still to be visited: after `n_trail` decisions operator `op` is left out; its
 * plans cost at least `lower`. */
typedef struct sp_branch {
    uint32_t n_trail, op;
    int64_t lower;
} sp_branch;

typedef struct sp_tree {
    sp_node *node;
    sp_branch *later;
    uint32_t n_later;
} sp_tree;

sp_status sp_plan__tree_make(sp_tree *out, sp_node *node, sp_arena *a, sp_error *e);

/* Take `op` in; to leave it out comes later. `lower` bounds both. */
void sp_plan__tree_take(sp_tree *tree, uint32_t op, int64_t lower);

/* Go to the branch that was put off last, of those with a bound of at most `most`. False when there
 * is none. */
bool sp_plan__tree_back(sp_tree *tree, int64_t most, int64_t *lower);

/* The least of `lower` and the bounds of all that is put off. */
int64_t sp_plan__tree_least(const sp_tree *tree, int64_t lower);

/* How much the relaxation takes of a free operator, after sp_plan__bound_improve. */
double sp_plan__tree_share(const sp_bounder *b, uint32_t op);

/* What to branch on: in the landmark with the fewest choices, the operator that the relaxation
 * takes most of. Without a landmark (the pool is full) any free operator would do; the first one
 * does. SP_NONE when none is free. */
uint32_t sp_plan__tree_choose(const sp_bounder *b);

/* The free operator with a weight, one an action, that the relaxation is most undecided about, by
 * weight; SP_NONE when there is none. */
uint32_t sp_plan__tree_doubt(const sp_bounder *b, const int64_t *weight);

#endif
