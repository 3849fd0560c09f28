/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checking a certificate. See bound.h. */
#include "check/bound.h"

#include <inttypes.h>
#include <string.h>

#include "base/try.h"
#include "studypath/plan.h"
#include "studypath/text.h"

enum { FREE, TAKEN, LEFT_OUT, REMOVED };

typedef struct checking {
    const sp_claim *claim;
    const sp_certificate *certificate;
    uint32_t n;      /* offers, and the leaving out of wants */
    int64_t divisor; /* of what counts of all of these, so of every set's objective */
    int64_t enough;  /* what a set of the bound's objective counts in the step at hand */
    uint8_t *state;  /* per offer, in the node at hand */
    uint32_t *trail; /* offers that are not free, in the order in which that came */
    uint32_t n_trail;
    int64_t *left; /* per offer: what the step at hand does not charge of what it counts */
    sp_buffer why;
} checking;

/* The branches whose other side is still to come. */
typedef struct open_branch {
    uint32_t n_trail, offer;
} open_branch;

static bool can_take(const sp_offer *offer, const uint8_t *levels)
{
    for (uint32_t i = 0; i < offer->n_requires; i++)
        if (levels[offer->requires[i].topic] < offer->requires[i].level) return false;
    return true;
}

static void take(const sp_offer *offer, uint8_t *levels)
{
    for (uint32_t i = 0; i < offer->n_teaches; i++)
        if (levels[offer->teaches[i].topic] < offer->teaches[i].level)
            levels[offer->teaches[i].topic] = offer->teaches[i].level;
}

static bool is_goal_held(const sp_claim *claim, const uint8_t *levels)
{
    for (uint32_t t = 0; t < claim->n_topics; t++)
        if (levels[t] < claim->goal[t]) return false;
    return true;
}

bool sp_check__close(const sp_claim *claim, const uint8_t *allowed, uint8_t *levels,
                     uint32_t *pending)
{
    uint32_t n_pending = 0, n_before;
    uint32_t n_demanded = 0; /* that are not taken */
    for (uint32_t i = 0; i < claim->n_offers; i++) {
        n_demanded += claim->offers[i].is_demanded;
        if (claim->offers[i].is_usable && (!allowed || allowed[i])) pending[n_pending++] = i;
    }
    memcpy(levels, claim->start, claim->n_topics);
    do {
        n_before = n_pending;
        n_pending = 0;
        for (uint32_t i = 0; i < n_before; i++) {
            const sp_offer *offer = &claim->offers[pending[i]];
            if (!can_take(offer, levels)) {
                pending[n_pending++] = pending[i];
                continue;
            }
            take(offer, levels);
            n_demanded -= offer->is_demanded;
        }
    } while (n_pending < n_before);
    for (uint32_t i = 0; i < claim->n_wants; i++)
        if (allowed && !allowed[claim->n_offers + i] &&
            !sp_check__is_reached(&claim->wants[i], levels))
            return false;
    return n_demanded == 0 && is_goal_held(claim, levels);
}

/* ---- what offers count ---- */

static bool is_usable(const sp_claim *claim, uint32_t i)
{
    return i >= claim->n_offers || claim->offers[i].is_usable;
}

static const char *name_of(const sp_claim *claim, uint32_t i)
{
    return i < claim->n_offers ? claim->offers[i].id : "a step of the goal";
}

/* How much of what is priced the offer takes. */
static int64_t use_of(const sp_claim *claim, uint32_t i, int price)
{
    if (i >= claim->n_offers) {
        const bool is_use = price == SP_PRICE_WORTH ||
                            (price == SP_PRICE_OBJECTIVE && claim->is_worth);
        return is_use ? claim->wants[i - claim->n_offers].weight : 0;
    }
    switch (price) {
    case SP_PRICE_OBJECTIVE: return claim->is_worth ? 0 : claim->offers[i].cost;
    case SP_PRICE_MINUTES: return claim->offers[i].minutes;
    case SP_PRICE_COURSES: return 1;
    default: return 0;
    }
}

static int64_t common_divisor(const sp_claim *claim, uint32_t n)
{
    int64_t divisor = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!is_usable(claim, i)) continue;
        for (int64_t b = use_of(claim, i, SP_PRICE_OBJECTIVE); b != 0;) {
            const int64_t rest = divisor % b;
            divisor = b;
            b = rest;
        }
    }
    return divisor ? divisor : 1;
}

/* Add `price` times `use`; false when that is not exact. */
static bool add_priced(int64_t *sum, int64_t price, int64_t use)
{
    int64_t product;
    return !__builtin_mul_overflow(price, use, &product) &&
           !__builtin_add_overflow(*sum, product, sum);
}

/* What everything counts at the step's prices, and how much is enough: a set within the limits
 * whose objective is below the bound, so at most the last multiple of the divisor before it, counts
 * less.
 */
static bool apply_prices(checking *k, uint32_t step)
{
    static const int64_t plain[SP_N_PRICES] = {SP_CHARGES_PER_MINUTE};
    const sp_claim *claim = k->claim;
    const int64_t *prices = k->certificate->steps[step].prices;
    bool is_exact = true, is_plain = true;
    for (int p = 0; p < SP_N_PRICES; p++) is_plain = is_plain && prices[p] == 0;
    if (is_plain) prices = plain;
    k->enough = 1;
    for (int p = 0; p < SP_N_PRICES; p++) {
        if (prices[p] == 0) continue;
        const int64_t most = p == SP_PRICE_OBJECTIVE ? (claim->bound - 1) / k->divisor * k->divisor
                                                     : claim->most[p];
        is_exact = is_exact && prices[p] > 0 && most != SP_NO_LIMIT &&
                   add_priced(&k->enough, prices[p], most);
    }
    for (uint32_t i = 0; i < k->n && is_exact; i++) {
        k->left[i] = 0;
        for (int p = 0; p < SP_N_PRICES && is_usable(claim, i); p++)
            is_exact = is_exact && add_priced(&k->left[i], prices[p], use_of(claim, i, p));
    }
    if (!is_exact)
        sp_buffer_printf(
            &k->why, "step %" PRIu32 " has prices on what is not limited, or too large ones", step);
    return is_exact;
}

static void move(checking *k, uint32_t offer, uint8_t state)
{
    k->state[offer] = state;
    k->trail[k->n_trail++] = offer;
}

static void undo(checking *k, uint32_t n_trail)
{
    while (k->n_trail > n_trail) k->state[k->trail[--k->n_trail]] = FREE;
}

/* ---- landmarks ---- */

static bool check_landmark(checking *k, uint32_t index, uint8_t *allowed, uint8_t *levels,
                           uint32_t *pending)
{
    const sp_landmark *landmark = &k->certificate->landmarks[index];
    memset(allowed, 1, k->n);
    for (uint32_t i = 0; i < landmark->n_courses; i++) {
        const uint32_t offer = landmark->courses[i];
        if (offer >= k->n || !allowed[offer]) {
            sp_buffer_printf(&k->why, "landmark %" PRIu32 " names %s twice or no course", index,
                             offer < k->n ? name_of(k->claim, offer) : "?");
            return false;
        }
        allowed[offer] = 0;
    }
    if (!sp_check__close(k->claim, allowed, levels, pending)) return true;
    sp_buffer_printf(&k->why, "the goal can be reached without the courses of landmark %" PRIu32,
                     index);
    return false;
}

static sp_status check_landmarks(checking *k, bool *holds, sp_arena *a, sp_error *e)
{
    uint8_t *allowed = sp_arena_take(a, k->n);
    uint8_t *levels = sp_arena_take(a, k->claim->n_topics);
    uint32_t *pending = sp_arena_array(a, k->claim->n_offers, sizeof *pending);
    SP_NEED(allowed && levels && pending, e);
    *holds = true;
    for (uint32_t i = 0; i < k->certificate->n_landmarks && *holds; i++)
        *holds = check_landmark(k, i, allowed, levels, pending);
    return SP_OK;
}

/* ---- steps ---- */

/* Charge the offers that the node still has; false when one is charged more than it costs. */
static bool charge(checking *k, const sp_charge *charge, uint32_t step)
{
    const sp_landmark *landmark = &k->certificate->landmarks[charge->landmark];
    for (uint32_t i = 0; i < landmark->n_courses; i++) {
        const uint32_t offer = landmark->courses[i];
        if (k->state[offer] == REMOVED || k->state[offer] == LEFT_OUT) continue;
        k->left[offer] -= charge->multiplier;
        if (k->left[offer] >= 0) continue;
        sp_buffer_printf(&k->why, "step %" PRIu32 " charges %s more than it costs", step,
                         name_of(k->claim, offer));
        return false;
    }
    return true;
}

/* The sum that the step comes to, -1 when it is wrong. */
static int64_t add_charges(checking *k, const sp_charge *charges, uint32_t step)
{
    int64_t sum = 0;
    if (!apply_prices(k, step)) return -1;
    for (uint32_t i = 0; i < k->n; i++) {
        if (k->state[i] != TAKEN) continue;
        if (!add_priced(&sum, 1, k->left[i])) {
            sp_buffer_printf(&k->why, "step %" PRIu32 " adds up to too much", step);
            return -1;
        }
        k->left[i] = 0;
    }
    for (uint32_t i = 0; i < k->certificate->steps[step].n_charges; i++) {
        if (charges[i].landmark >= k->certificate->n_landmarks || charges[i].multiplier < 1 ||
            __builtin_add_overflow(sum, charges[i].multiplier, &sum)) {
            sp_buffer_printf(&k->why, "charge %" PRIu32 " of step %" PRIu32 " is out of range", i,
                             step);
            return -1;
        }
        if (!charge(k, &charges[i], step)) return -1;
    }
    if (sum == k->certificate->steps[step].sum) return sum;
    sp_buffer_printf(&k->why, "step %" PRIu32 " adds up to %" PRId64 ", not %" PRId64, step, sum,
                     k->certificate->steps[step].sum);
    return -1;
}

/* Remove what the step shows to be too dear, which is the use of a step that ends no node. */
static bool remove_dear(checking *k, int64_t sum, uint32_t step)
{
    const uint32_t stated = k->certificate->steps[step].n_removed;
    uint32_t n = 0;
    for (uint32_t i = 0; i < k->n && stated > 0; i++) {
        if (k->state[i] != FREE || !is_usable(k->claim, i)) continue;
        if (k->left[i] < k->enough - sum) continue;
        move(k, i, REMOVED);
        n++;
    }
    if (n == stated && n > 0) return true;
    if (stated == 0)
        sp_buffer_printf(&k->why, "step %" PRIu32 " comes to less than the bound", step);
    else
        sp_buffer_printf(&k->why, "step %" PRIu32 " removes %" PRIu32 " courses, not %" PRIu32,
                         step, n, stated);
    return false;
}

/* Check a step; `*closed`: no set of the node costs less than the bound. */
static bool check_step(checking *k, bool *closed, const sp_charge *charges, uint32_t step)
{
    const int64_t sum = add_charges(k, charges, step);
    if (sum < 0) return false;
    *closed = sum >= k->enough;
    if (!*closed) return remove_dear(k, sum, step);
    if (k->certificate->steps[step].n_removed == 0) return true;
    sp_buffer_printf(&k->why, "step %" PRIu32 " ends its node and removes nothing", step);
    return false;
}

/* ---- nodes ---- */

/* The node's steps, from the step and the charge that come next; both move on. */
static bool check_steps(checking *k, bool *closed, uint32_t node, uint32_t *step, uint32_t *charged)
{
    const sp_certificate *c = k->certificate;
    *closed = false;
    for (uint32_t i = 0; i < c->nodes[node].n_steps; i++, ++*step) {
        if (*step >= c->n_steps || c->steps[*step].n_charges > c->n_charges - *charged) {
            sp_buffer_puts(&k->why, "there are fewer steps or charges than the nodes have");
            return false;
        }
        if (*closed) {
            sp_buffer_printf(&k->why, "step %" PRIu32 " follows one that ends its node", *step);
            return false;
        }
        if (!check_step(k, closed, c->charges + *charged, *step)) return false;
        *charged += c->steps[*step].n_charges;
    }
    return true;
}

/* Take the node's branch, or go back to the last one that is open. */
static bool go_on(checking *k, bool closed, uint32_t node, open_branch *open, uint32_t *n_open)
{
    const uint32_t branch = k->certificate->nodes[node].branch;
    if (branch == SP_NONE && !closed) {
        sp_buffer_printf(&k->why, "node %" PRIu32 " ends without having shown the bound", node);
        return false;
    }
    if (branch != SP_NONE && (closed || branch >= k->n || k->state[branch] != FREE)) {
        sp_buffer_printf(&k->why, "node %" PRIu32 " cannot be divided by %s", node,
                         branch < k->n ? name_of(k->claim, branch) : "no course");
        return false;
    }
    if (branch != SP_NONE) {
        open[(*n_open)++] = (open_branch){.n_trail = k->n_trail, .offer = branch};
        move(k, branch, TAKEN);
        return true;
    }
    const bool is_last = node + 1 == k->certificate->n_nodes;
    if ((*n_open == 0) != is_last) {
        sp_buffer_puts(&k->why, "the nodes are not all sets: some are missing or too many");
        return false;
    }
    if (is_last) return true;
    const open_branch last = open[--*n_open];
    undo(k, last.n_trail);
    move(k, last.offer, LEFT_OUT);
    return true;
}

static sp_status check_nodes(checking *k, bool *holds, sp_arena *a, sp_error *e)
{
    const sp_certificate *c = k->certificate;
    open_branch *open = sp_arena_array(a, k->n, sizeof *open);
    SP_NEED(open, e);
    uint32_t n_open = 0, step = 0, charged = 0;
    *holds = c->n_nodes > 0;
    if (!*holds) sp_buffer_puts(&k->why, "it has no nodes");
    for (uint32_t node = 0; node < c->n_nodes && *holds; node++) {
        bool closed;
        *holds = check_steps(k, &closed, node, &step, &charged) &&
                 go_on(k, closed, node, open, &n_open);
    }
    if (!*holds || (n_open == 0 && step == c->n_steps && charged == c->n_charges)) return SP_OK;
    sp_buffer_puts(&k->why, "there are more steps or charges than the nodes have, or fewer nodes");
    *holds = false;
    return SP_OK;
}

static sp_status check(checking *k, sp_arena *a, sp_error *e)
{
    const sp_claim *claim = k->claim;
    const uint32_t n = k->n;
    bool holds = true;
    k->state = sp_arena_take(a, n);
    k->trail = sp_arena_array(a, n, sizeof *k->trail);
    k->left = sp_arena_array(a, n, sizeof *k->left);
    SP_NEED(k->state && k->trail && k->left, e);
    for (uint32_t i = 0; i < claim->n_offers; i++) {
        if (!claim->offers[i].is_usable) continue;
        holds = holds && claim->offers[i].cost >= 1 &&
                claim->offers[i].cost <= INT64_MAX / SP_CHARGES_PER_MINUTE / (n + (int64_t)1);
    }
    if (!holds) sp_buffer_puts(&k->why, "the costs are too large to add up");
    if (holds) SP_TRY(check_landmarks(k, &holds, a, e));
    if (holds) SP_TRY(check_nodes(k, &holds, a, e));
    return SP_OK;
}

sp_status sp_check__bound(const char **why, const sp_claim *claim,
                          const sp_certificate *certificate, sp_arena *a, sp_error *e)
{
    checking k = {.claim = claim, .certificate = certificate, .why.arena = a};
    k.n = claim->n_offers + claim->n_wants;
    k.divisor = common_divisor(claim, k.n);
    *why = NULL;
    if (claim->bound <= 0) return SP_OK; /* no set costs less than nothing */
    SP_TRY(check(&k, a, e));
    SP_NEED(!k.why.failed, e);
    *why = k.why.text;
    return SP_OK;
}
