/* SPDX-License-Identifier: GPL-3.0-or-later
 * Is a certificate a proof? By closures and sums alone: nothing here searches, and nothing of the
 * planner is included.
 *
 * Two things are shown. Every landmark is one: with all other offers the goal stays out of reach.
 * And in each step no offer is charged more than it costs; so a set that reaches the goal, which
 * has an offer of every landmark, costs at least the sum of the multipliers, and with an offer that
 * is charged less it costs what is left of its price on top. What would cost the bound or more with
 * an offer is therefore no reason to look at it again: the offer is removed. A branch divides the
 * sets into those with an offer and those without; the former have its price in their sums.
 *
 * Within limits the goal is a list of wants, and to leave one out is one more offer, whose number
 * is that of the offers and the want's place. Each step has prices, on the objective and on what is
 * limited: then no set within the limits counts more than its objective and all limits do. */
#ifndef STUDYPATH_CHECK_BOUND_H
#define STUDYPATH_CHECK_BOUND_H

#include "check/wants.h"
#include "studypath/certificate.h"

/* A course as far as it matters here. */
typedef struct sp_offer {
    const char *id;
    int64_t cost, minutes;
    const sp_pair *requires, *teaches;
    uint32_t n_requires, n_teaches;
    bool is_usable;   /* else no set has it */
    bool is_demanded; /* every set has it */
} sp_offer;

/* "Every set of usable offers that reaches the goal from the start costs at least `bound`." With
 * wants: "that takes at most most[SP_PRICE_MINUTES] minutes" and so on "costs" or, if `is_worth`,
 * "leaves out wants worth at least `bound`." */
typedef struct sp_claim {
    const uint8_t *start, *goal; /* levels */
    uint32_t n_topics;
    const sp_offer *offers;
    uint32_t n_offers;
    const sp_want *wants;
    uint32_t n_wants;
    int64_t most[SP_N_PRICES]; /* SP_NO_LIMIT: any */
    bool is_worth;
    int64_t bound;
} sp_claim;

/* Raise `levels`, the start at first, by the usable offers that `allowed` marks (NULL: all), as
 * long as one can be taken. Returns whether the goal is reached then, with the wants that `allowed`
 * does not let be left out. `pending` has room for n_offers. */
bool sp_check__close(const sp_claim *claim, const uint8_t *allowed, uint8_t *levels,
                     uint32_t *pending);

/* `*why` is NULL when the certificate proves the claim, else what is wrong with it. Errors:
 * SP_MEMORY. */
sp_status sp_check__bound(const char **why, const sp_claim *claim,
                          const sp_certificate *certificate, sp_arena *a, sp_error *e);

#endif
