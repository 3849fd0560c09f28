/* SPDX-License-Identifier: GPL-3.0-or-later
 * Landmark cuts: sets of operators of which every plan contains one (Helmert & Domshlak 2009;
 * Haslum, Slaney & Thiebaux 2012 for making them minimal). */
#ifndef STUDYPATH_PLAN_LMCUT_H
#define STUDYPATH_PLAN_LMCUT_H

#include "plan/node.h"
#include "plan/reach.h"

typedef enum sp_cut_kind {
    SP_CUT_FOUND,
    SP_CUT_FREE,    /* operators of residual cost 0 reach the goals: there is nothing to cut */
    SP_CUT_HOPELESS /* the goals are out of reach without the excluded operators */
} sp_cut_kind;

typedef struct sp_lmcut {
    const sp_facts *facts;
    const uint8_t *state; /* per operator: see node.h */
    int64_t *residual;    /* per operator: what is left of its cost; 0 for included ones */
    uint32_t *cut;        /* the landmark found */
    uint32_t n_cut;
    /* h_max: */
    int64_t *value;      /* per fact */
    uint32_t *lacking;   /* per operator */
    uint32_t *supporter; /* per operator: its dearest need, SP_NONE when it needs nothing */
    uint32_t *achiever;  /* per fact: the operator that its value comes from */
    struct sp_heap_item {
        int64_t value;
        uint32_t fact;
    } * heap;
    uint32_t n_heap;
    /* the cut: */
    uint8_t *side; /* per fact */
    uint32_t *stack;
    sp_reach reach;
} sp_lmcut;

sp_status sp_plan__lmcut_make(sp_lmcut *out, const sp_facts *facts, const uint8_t *state,
                              int64_t *residual, sp_arena *a, sp_error *e);

/* Find a landmark of operators with positive residual cost, besides excluded ones; it is in `cut`.
 */
sp_cut_kind sp_plan__lmcut_find(sp_lmcut *c);

/* Make `cut` minimal by set inclusion (with the excluded operators that this takes), dropping cheap
 * operators first. */
void sp_plan__lmcut_minimise(sp_lmcut *c);

/* Choose a plan by h_max alone: the residual cost of its operators becomes 0, that of the others
 * positive. False when the goals are out of reach. */
bool sp_plan__lmcut_relax(sp_lmcut *c);

/* Take the least residual cost of the cut's free operators off all of them; returns it. */
int64_t sp_plan__lmcut_pay(sp_lmcut *c);

#endif
