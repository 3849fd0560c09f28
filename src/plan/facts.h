/* SPDX-License-Identifier: GPL-3.0-or-later
 * The problem compiled to facts, the form that all of the search works on.
 *
 * A fact is one topic at one level that the start does not hold; an operator is an action that
 * needs facts and adds facts (STRIPS without delete effects). Teaching a topic up to level 3 adds
 * its facts at 1, 2 and 3. Costs are integers on a fine grid (grid.h). Lists of who needs and who
 * adds a fact make a closure linear. */
#ifndef STUDYPATH_PLAN_FACTS_H
#define STUDYPATH_PLAN_FACTS_H

#include "plan/problem.h"

/* How much may still be done, in steps of a few nanoseconds each. Counted, never measured: an
 * answer must not depend on the machine. */
typedef struct sp_work {
    int64_t left;
} sp_work;

/* An operator's id is its place in `sp_facts.ops`. */
typedef struct sp_op {
    int64_t
        cost; /* on the grid; 0 for one that every plan contains (it is in sp_facts.base then) */
    uint32_t action; /* which action of the problem it is */
    uint32_t n_needs, n_adds;
    uint32_t *needs, *adds; /* fact ids, ascending; no fact is in both */
    uint64_t adds_hash;     /* a bit of 64 for each add: most set tests end here */
} sp_op;

typedef struct sp_facts {
    uint32_t n_facts, n_ops, n_goals, n_ready;
    sp_op *ops;
    uint32_t *goals;
    uint8_t *is_goal;
    uint32_t *ready; /* operators without needs */
    /* Fact p is needed by needers[needer_at[p]] up to before needers[needer_at[p + 1]]: */
    uint32_t *needer_at, *needers;
    uint32_t *adder_at, *adders; /* likewise, who adds it */
    int64_t size;                /* of all of this: about the steps of one pass over it */
    int64_t base;                /* cost of what every plan contains */
    /* Actions that every plan contains and that are usable from the start on: they are no operators
     * any more, what they add is held. Reductions of the same problem share the array, not its
     * length. */
    uint32_t n_taken;
    uint32_t *taken;
    /* Likewise shared: actions whose operators are gone, in an order in which each one is of no use
     * beside those that are left and those that went after it (certify.h). */
    uint32_t n_dropped;
    uint32_t *dropped;
    sp_work *work; /* what all that is done with this is counted on */
    /* What an action counts for beside its operator's cost: n_uses lists, one number an action.
     * Where there are some, nothing is taken in advance, and what dominates is no worse in any. */
    uint32_t n_uses;
    const int64_t *const *uses;
} sp_facts;

/* Compile `problem`, with action costs `costs` on the grid; `out->work` and `uses` are set already.
 * Goals that are out of reach go to `missing` (room for n_topics pairs) and give way to the highest
 * level of their topic that is in reach. */
sp_status sp_plan__facts_compile(sp_facts *out, sp_pair *missing, uint32_t *n_missing,
                                 const sp_problem *problem, const int64_t *costs, sp_arena *a,
                                 sp_error *e);

/* The part of `in` that is left with the operators and facts marked in `keep_op` and `keep_fact`;
 * operators that add nothing any more go too. Needs and goals that are not kept count as held. */
sp_status sp_plan__facts_filter(sp_facts *out, const sp_facts *in, const uint8_t *keep_op,
                                const uint8_t *keep_fact, sp_arena *a, sp_error *e);

/* Count each operator as the sum of what its action uses: what uses nothing is free. */
void sp_plan__facts_count_uses(sp_facts *facts);

/* Does the action use anything, or are there no uses to count? */
bool sp_plan__facts_is_counted(const sp_facts *facts, uint32_t action);

#endif
