/* SPDX-License-Identifier: GPL-3.0-or-later
 * A node of the search: which operators are in, which are out, and a trail to take decisions back.
 */
#ifndef STUDYPATH_PLAN_NODE_H
#define STUDYPATH_PLAN_NODE_H

#include "plan/facts.h"

enum { SP_OP_FREE, SP_OP_IN, SP_OP_OUT };

typedef struct sp_node {
    const sp_facts *facts;
    uint8_t *state;  /* per operator */
    uint32_t *trail; /* decided operators, in order */
    uint32_t n_trail;
    int64_t paid; /* cost of what is in, with what every plan contains */
} sp_node;

/* Nothing is decided but operators that cost nothing: they are in. */
sp_status sp_plan__node_make(sp_node *out, const sp_facts *facts, sp_arena *a, sp_error *e);

/* Decide a free operator: SP_OP_IN or SP_OP_OUT. */
void sp_plan__node_decide(sp_node *node, uint32_t op, uint8_t state);

/* Take back all decisions but the first `n_trail`. */
void sp_plan__node_undo(sp_node *node, uint32_t n_trail);

#endif
