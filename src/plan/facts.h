/* SPDX-License-Identifier: GPL-3.0-or-later
 * The problem compiled to facts, the form that all of the search works on.
 *
 * A fact is one topic at one level that the start does not hold; an operator is an action that
 * needs facts and adds facts (STRIPS without delete effects). Teaching a topic up to level 3 adds
 * its facts at 1, 2 and 3. Costs are integers on a fine grid (grid.h). Lists of who needs and who
 * adds a fact make a closure linear; bit rows make set tests short. */
#ifndef STUDYPATH_PLAN_FACTS_H
#define STUDYPATH_PLAN_FACTS_H

#include "plan/problem.h"

/* An operator's id is its place in `sp_facts.ops`. */
typedef struct sp_op {
    int64_t
        cost; /* on the grid; 0 for one that every plan contains (it is in sp_facts.base then) */
    uint32_t action; /* which action of the problem it is */
    uint32_t n_needs, n_adds;
    uint32_t *needs, *adds; /* fact ids, ascending; no fact is in both */
} sp_op;

typedef struct sp_facts {
    uint32_t n_facts, n_ops, n_goals, n_ready;
    sp_op *ops;
    uint32_t *goals;
    uint8_t *is_goal;
    uint32_t *ready; /* operators without needs */
    /* Fact p is needed by needers[needer_at[p]] up to before needers[needer_at[p + 1]]: */
    uint32_t *needer_at, *needers;
    uint32_t *adder_at, *adders;    /* likewise, who adds it */
    uint32_t n_words;               /* of one bit row over facts */
    uint64_t *goal_bits;            /* one row */
    uint64_t *need_bits, *add_bits; /* a row an operator */
    int64_t base;                   /* cost of what every plan contains */
} sp_facts;

/* Compile `problem`, with action costs `costs` on the grid. Goals that are out of reach go to
 * `missing` (room for n_topics pairs) and give way to the highest level of their topic that is in
 * reach. */
sp_status sp_plan__facts_compile(sp_facts *out, sp_pair *missing, uint32_t *n_missing,
                                 const sp_problem *problem, const int64_t *costs, sp_arena *a,
                                 sp_error *e);

/* The part of `in` that is left with the operators and facts marked in `keep_op` and `keep_fact`;
 * operators that add nothing any more go too. What the others need, and every goal, must be kept.
 */
sp_status sp_plan__facts_filter(sp_facts *out, const sp_facts *in, const uint8_t *keep_op,
                                const uint8_t *keep_fact, sp_arena *a, sp_error *e);

/* Does the set `ops` without `except` (SP_NONE: with all) reach the goals? `held` is scratch of one
 * bit row. Fast for few operators; reach.h is for many. */
bool sp_plan__facts_reached_by(const sp_facts *facts, const uint32_t *ops, uint32_t n_ops,
                               uint32_t except, uint64_t *held);

static inline bool sp_plan__has_bit(const uint64_t *row, uint32_t i)
{
    return row[i / 64] >> (i % 64) & 1;
}

static inline void sp_plan__set_bit(uint64_t *row, uint32_t i)
{
    row[i / 64] |= (uint64_t)1 << (i % 64);
}

static inline bool sp_plan__is_subset(const uint64_t *of, const uint64_t *row, uint32_t n_words)
{
    for (uint32_t w = 0; w < n_words; w++)
        if (row[w] & ~of[w]) return false;
    return true;
}

#endif
