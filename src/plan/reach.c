/* SPDX-License-Identifier: GPL-3.0-or-later
 * Closures. See reach.h. */
#include "plan/reach.h"

#include <string.h>

#include "base/try.h"

sp_status sp_plan__reach_make(sp_reach *out, const sp_facts *facts, sp_arena *a, sp_error *e)
{
    *out = (sp_reach){.facts = facts};
    out->in = sp_arena_array(a, facts->n_ops, sizeof *out->in);
    out->held = sp_arena_array(a, facts->n_facts, sizeof *out->held);
    out->lacking = sp_arena_array(a, facts->n_ops, sizeof *out->lacking);
    out->fresh = sp_arena_array(a, facts->n_ops, sizeof *out->fresh);
    out->queue = sp_arena_array(a, facts->n_facts, sizeof *out->queue);
    SP_NEED(out->in && out->held && out->lacking && out->fresh && out->queue, e);
    for (uint32_t o = 0; o < facts->n_ops; o++) out->fresh[o] = facts->ops[o].n_needs;
    return SP_OK;
}

static void hold_adds(sp_reach *reach, uint32_t op)
{
    const sp_op *o = &reach->facts->ops[op];
    reach->facts->work->left -= 2 + 2 * (int64_t)o->n_adds;
    for (uint32_t i = 0; i < o->n_adds; i++) {
        const uint32_t p = o->adds[i];
        if (reach->held[p]) continue;
        reach->held[p] = 1;
        reach->goals_left -= reach->facts->is_goal[p];
        reach->queue[reach->n_held++] = p;
    }
}

/* Tell each newly held fact to those who need it, up to a fixpoint; with `stop_at_goal` only until
 * the goals are reached. */
static void propagate(sp_reach *reach, bool stop_at_goal)
{
    const sp_facts *f = reach->facts;
    while (reach->n_done < reach->n_held && !(stop_at_goal && reach->goals_left == 0)) {
        const uint32_t p = reach->queue[reach->n_done++];
        f->work->left -= 4 + 2 * (int64_t)(f->needer_at[p + 1] - f->needer_at[p]);
        for (uint32_t i = f->needer_at[p]; i < f->needer_at[p + 1]; i++) {
            const uint32_t o = f->needers[i];
            if (--reach->lacking[o] == 0 && reach->in[o]) hold_adds(reach, o);
        }
    }
}

void sp_plan__reach_run(sp_reach *reach)
{
    const sp_facts *f = reach->facts;
    memset(reach->held, 0, f->n_facts);
    memcpy(reach->lacking, reach->fresh, f->n_ops * sizeof *reach->lacking);
    reach->n_held = reach->n_done = 0;
    reach->goals_left = f->n_goals;
    f->work->left -= f->n_facts / 8 + f->n_ops / 2;
    for (uint32_t i = 0; i < f->n_ready; i++)
        if (reach->in[f->ready[i]]) hold_adds(reach, f->ready[i]);
    propagate(reach, false);
}

static void undo(sp_reach *reach, uint32_t n_held)
{
    const sp_facts *f = reach->facts;
    while (reach->n_held > n_held) {
        const uint32_t p = reach->queue[--reach->n_held];
        reach->held[p] = 0;
        reach->goals_left += f->is_goal[p];
        if (reach->n_held >= reach->n_done) continue;
        for (uint32_t i = f->needer_at[p]; i < f->needer_at[p + 1]; i++)
            reach->lacking[f->needers[i]]++;
    }
    reach->n_done = n_held;
}

bool sp_plan__reach_grow(sp_reach *reach, uint32_t op)
{
    const uint32_t before = reach->n_held;
    reach->in[op] = 1;
    if (reach->lacking[op] > 0) return true;
    hold_adds(reach, op);
    propagate(reach, true);
    if (reach->goals_left > 0) return true;
    undo(reach, before);
    reach->in[op] = 0;
    return false;
}
