/* SPDX-License-Identifier: GPL-3.0-or-later
 * The proof of a bound that was found, for others. */
#ifndef STUDYPATH_PLAN_CERTIFY_H
#define STUDYPATH_PLAN_CERTIFY_H

#include "plan/problem.h"
#include "studypath/certificate.h"

/* Prove that no set of actions that reaches the goal (its reachable part) costs less than
 * `found->bound`. The certificate names actions where a plan names courses. It is made afresh over
 * all actions, none removed beforehand, and knows what is to be proved: so nothing has to be
 * carried back through the search's reductions. SP_CERTIFICATE_NONE, with the reason, when it is
 * too large or too much work. Errors: SP_MEMORY. */
sp_status sp_certify(sp_certificate *out, const sp_problem *problem, const sp_search_result *found,
                     sp_arena *a, sp_error *e);

#endif
