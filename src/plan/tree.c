/* SPDX-License-Identifier: GPL-3.0-or-later
 * Branching. See tree.h. */
#include "plan/tree.h"

#include "base/try.h"

sp_status sp_plan__tree_make(sp_tree *out, sp_node *node, sp_arena *a, sp_error *e)
{
    *out = (sp_tree){.node = node};
    out->later = sp_arena_array(a, node->facts->n_ops, sizeof *out->later);
    SP_NEED(out->later, e);
    return SP_OK;
}

void sp_plan__tree_take(sp_tree *tree, uint32_t op, int64_t lower)
{
    tree->later[tree->n_later++] = (sp_branch){
        .n_trail = tree->node->n_trail, .op = op, .lower = lower};
    sp_plan__node_decide(tree->node, op, SP_OP_IN);
}

bool sp_plan__tree_back(sp_tree *tree, int64_t most, int64_t *lower)
{
    while (tree->n_later > 0) {
        const sp_branch *b = &tree->later[--tree->n_later];
        if (b->lower > most) continue;
        sp_plan__node_undo(tree->node, b->n_trail);
        sp_plan__node_decide(tree->node, b->op, SP_OP_OUT);
        *lower = b->lower;
        return true;
    }
    return false;
}

int64_t sp_plan__tree_least(const sp_tree *tree, int64_t lower)
{
    for (uint32_t i = 0; i < tree->n_later; i++)
        if (tree->later[i].lower < lower) lower = tree->later[i].lower;
    return lower;
}

double sp_plan__tree_share(const sp_bounder *b, uint32_t op)
{
    return b->live_id[op] == SP_NONE ? 0 : b->taken[b->live_id[op]];
}

/* The free operators of landmark `i`; 0 when it is hit or closed. `best` is the one that the
 * relaxation takes most of. */
static uint32_t count_choices(const sp_bounder *b, uint32_t i, uint32_t *best)
{
    uint32_t n_free = 0;
    for (uint32_t m = b->pool->at[i]; m < b->pool->at[i + 1]; m++) {
        const uint32_t op = b->pool->members[m];
        if (b->node->state[op] == SP_OP_IN) return 0;
        if (b->node->state[op] == SP_OP_OUT) continue;
        if (n_free++ == 0 || sp_plan__tree_share(b, op) > sp_plan__tree_share(b, *best)) *best = op;
    }
    return n_free;
}

uint32_t sp_plan__tree_choose(const sp_bounder *b)
{
    uint32_t chosen = SP_NONE, fewest = UINT32_MAX;
    for (uint32_t i = 0; i < b->pool->n_landmarks; i++) {
        uint32_t op = SP_NONE;
        const uint32_t n_choices = count_choices(b, i, &op);
        if (n_choices == 0 || n_choices >= fewest) continue;
        fewest = n_choices;
        chosen = op;
    }
    for (uint32_t o = 0; o < b->facts->n_ops && chosen == SP_NONE; o++)
        if (b->node->state[o] == SP_OP_FREE) chosen = o;
    return chosen;
}

uint32_t sp_plan__tree_doubt(const sp_bounder *b, const int64_t *weight)
{
    uint32_t chosen = SP_NONE;
    double most = 0;
    for (uint32_t o = 0; o < b->facts->n_ops; o++) {
        if (b->node->state[o] != SP_OP_FREE) continue;
        const double share = sp_plan__tree_share(b, o), undecided = share < 0.5 ? share : 1 - share,
                     doubt = undecided * (double)weight[b->facts->ops[o].action];
        if (doubt <= most) continue;
        most = doubt;
        chosen = o;
    }
    return chosen;
}
