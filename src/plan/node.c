/* SPDX-License-Identifier: GPL-3.0-or-later
 * Decisions and their trail. See node.h. */
#include "plan/node.h"

#include "base/try.h"

sp_status sp_plan__node_make(sp_node *out, const sp_facts *facts, sp_arena *a, sp_error *e)
{
    *out = (sp_node){.facts = facts, .paid = facts->base};
    out->state = sp_arena_array(a, facts->n_ops, sizeof *out->state);
    out->trail = sp_arena_array(a, facts->n_ops, sizeof *out->trail);
    SP_NEED(out->state && out->trail, e);
    for (uint32_t o = 0; o < facts->n_ops; o++)
        if (facts->ops[o].cost == 0) sp_plan__node_decide(out, o, SP_OP_IN);
    return SP_OK;
}

void sp_plan__node_decide(sp_node *node, uint32_t op, uint8_t state)
{
    node->state[op] = state;
    node->trail[node->n_trail++] = op;
    if (state == SP_OP_IN) node->paid += node->facts->ops[op].cost;
}

void sp_plan__node_undo(sp_node *node, uint32_t n_trail)
{
    while (node->n_trail > n_trail) {
        const uint32_t op = node->trail[--node->n_trail];
        if (node->state[op] == SP_OP_IN) node->paid -= node->facts->ops[op].cost;
        node->state[op] = SP_OP_FREE;
    }
}
