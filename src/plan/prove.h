/* SPDX-License-Identifier: GPL-3.0-or-later
 * Proving a bound that is known: the search's bounds once more, written down (proof.h). */
#ifndef STUDYPATH_PLAN_PROVE_H
#define STUDYPATH_PLAN_PROVE_H

#include "plan/priced.h"
#include "plan/proof.h"
#include "plan/separate.h"
#include "plan/wishes.h"

/* `full` and `facts` are compiled, `proof` is made; the rest but what is within limits is made by
 * proving. */
typedef struct sp_prover {
    sp_work work;
    sp_grid grid;
    sp_facts full, facts; /* all actions, and those that are worked on */
    sp_node node;
    sp_pool pool;
    sp_bounder bounder;
    sp_separator separator;
    sp_proof proof;
    int64_t upper; /* a plan cheaper than the bound costs less */
    /* Within limits: */
    const sp_wishing *wishing; /* NULL: there are none */
    sp_priced priced;
    int64_t most_objective; /* of a plan below the bound */
    sp_prices prices[2];    /* to bound with, in turn */
    unsigned n_prices;
    const int64_t *uses[1 + SP_N_LIMITS];
    uint32_t n_explained; /* of the node's trail: decisions that the proof knows */
    uint32_t *op_of;      /* per action: its operator, or SP_NONE */
    sp_arena *arena;
} sp_prover;

/* Does `proof` show, then, that no plan counts less than `upper`, at all prices? False when it is
 * too large, too much work, or lost on the way. */
sp_status sp_plan__prove(sp_prover *c, bool *proved, sp_error *e);

#endif
