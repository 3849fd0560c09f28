/* SPDX-License-Identifier: GPL-3.0-or-later
 * The proof of a bound that was found, for others. */
#ifndef STUDYPATH_PLAN_CERTIFY_H
#define STUDYPATH_PLAN_CERTIFY_H

#include "plan/limited.h"
#include "studypath/certificate.h"

/* Prove that no set of actions that reaches the goal (its reachable part) costs less than
 * `found->bound`. The certificate names actions where a plan names courses. It is made afresh over
 * all actions, none removed beforehand, and knows what is to be proved: so nothing has to be
 * carried back through the search's reductions. SP_CERTIFICATE_NONE, with the reason, when it is
 * too large or too much work. Errors: SP_MEMORY. */
sp_status sp_certify(sp_certificate *out, const sp_problem *problem, const sp_search_result *found,
                     sp_arena *a, sp_error *e);

/* What is to be proved of paths within limits: that none loses less of the wishes than `lost`, and
 * that none that loses at most `most_lost` costs less than `bound`. */
typedef struct sp_limited_claim {
    const sp_problem *problem; /* its goal is asked for beside the wishes */
    const sp_wish *wishes;
    uint32_t n_wishes;
    const sp_limits *limits;
    int64_t lost, most_lost, bound;
} sp_limited_claim;

/* The proof of the first and of the second; numbers past those of the actions are wishes. */
sp_status sp_certify_limited(sp_certificate *value, sp_certificate *cost,
                             const sp_limited_claim *claim, sp_arena *a, sp_error *e);

#endif
