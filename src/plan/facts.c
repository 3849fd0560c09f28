/* SPDX-License-Identifier: GPL-3.0-or-later
 * Compiling pairs to facts, and keeping a part of a compiled problem. See facts.h. */
#include "plan/facts.h"

#include <string.h>

#include "base/try.h"
#include "plan/reach.h"

enum { TOP_LEVEL = SP_LEVELS - 1 };

/* Sort by insertion (the lists are short and nearly sorted) and drop repetitions; the new length.
 */
static uint32_t sort_unique(uint32_t *ids, uint32_t n)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t id = ids[i];
        uint32_t at = kept;
        while (at > 0 && ids[at - 1] > id) at--;
        if (at > 0 && ids[at - 1] == id) continue;
        memmove(ids + at + 1, ids + at, (kept - at) * sizeof *ids);
        ids[at] = id;
        kept++;
    }
    return kept;
}

/* first_fact[t] is the fact (t, start + 1); the facts of a topic follow each other. The number of
 * facts. */
static uint32_t number_facts(uint32_t *first_fact, const sp_problem *problem)
{
    uint32_t n = 0;
    for (uint32_t t = 0; t < problem->n_topics; t++) {
        first_fact[t] = n;
        n += (uint32_t)(TOP_LEVEL - problem->start[t]);
    }
    return n;
}

static uint8_t level_needed(const sp_action *action, sp_topic_id topic)
{
    uint8_t level = 0;
    for (uint32_t i = 0; i < action->n_needs; i++)
        if (action->needs[i].topic == topic && action->needs[i].level > level)
            level = action->needs[i].level;
    return level;
}

static uint32_t list_needs(uint32_t *ids, const sp_problem *problem, const sp_action *action,
                           const uint32_t *first_fact)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < action->n_needs; i++) {
        const sp_topic_id t = action->needs[i].topic;
        const uint8_t level = level_needed(action, t);
        if (level > problem->start[t]) ids[n++] = first_fact[t] + level - problem->start[t] - 1;
    }
    return sort_unique(ids, n);
}

/* Levels up to the one that the action needs of the same topic are not its doing. */
static uint32_t list_adds(uint32_t *ids, const sp_problem *problem, const sp_action *action,
                          const uint32_t *first_fact)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < action->n_adds; i++) {
        const sp_topic_id t = action->adds[i].topic;
        const uint8_t start = problem->start[t], needed = level_needed(action, t);
        const uint8_t held = needed > start ? needed : start;
        for (uint8_t level = (uint8_t)(held + 1); level <= action->adds[i].level; level++)
            ids[n++] = first_fact[t] + level - start - 1;
    }
    return sort_unique(ids, n);
}

static sp_status compile_ops(sp_facts *out, const sp_problem *problem, const int64_t *costs,
                             const uint32_t *first_fact, sp_arena *a, sp_error *e)
{
    size_t room = 0;
    for (uint32_t i = 0; i < problem->n_actions; i++)
        room += (size_t)problem->actions[i].n_needs +
                (size_t)problem->actions[i].n_adds * TOP_LEVEL;
    uint32_t *ids = sp_arena_array(a, room, sizeof *ids);
    out->ops = sp_arena_array(a, problem->n_actions, sizeof *out->ops);
    SP_NEED(ids && out->ops, e);
    for (uint32_t i = 0; i < problem->n_actions; i++) {
        const sp_action *action = &problem->actions[i];
        sp_op *op = &out->ops[i];
        op->cost = costs[i];
        op->action = i;
        op->needs = ids;
        op->n_needs = list_needs(ids, problem, action, first_fact);
        op->adds = ids + action->n_needs;
        op->n_adds = list_adds(op->adds, problem, action, first_fact);
        ids = op->adds + (size_t)action->n_adds * TOP_LEVEL;
    }
    out->n_ops = problem->n_actions;
    return SP_OK;
}

/* Counting sort of the pairs (fact, operator) by fact. at[p] is counted up to the end of fact p's
 * part and down again to its beginning while the list is filled from behind. */
static void invert(uint32_t *at, uint32_t *list, const sp_facts *facts, bool of_needs)
{
    for (uint32_t o = 0; o < facts->n_ops; o++) {
        const sp_op *op = &facts->ops[o];
        const uint32_t *ids = of_needs ? op->needs : op->adds,
                       n = of_needs ? op->n_needs : op->n_adds;
        for (uint32_t i = 0; i < n; i++) at[ids[i]]++;
    }
    for (uint32_t p = 1; p <= facts->n_facts; p++) at[p] += at[p - 1];
    for (uint32_t o = facts->n_ops; o-- > 0;) {
        const sp_op *op = &facts->ops[o];
        const uint32_t *ids = of_needs ? op->needs : op->adds,
                       n = of_needs ? op->n_needs : op->n_adds;
        for (uint32_t i = 0; i < n; i++) list[--at[ids[i]]] = o;
    }
}

static sp_status build_lists(sp_facts *facts, sp_arena *a, sp_error *e)
{
    size_t n_needs = 0, n_adds = 0;
    for (uint32_t o = 0; o < facts->n_ops; o++) {
        n_needs += facts->ops[o].n_needs;
        n_adds += facts->ops[o].n_adds;
    }
    if (n_needs > UINT32_MAX || n_adds > UINT32_MAX)
        return sp_fail(e, SP_LIMIT, "", "the actions list more than 2^32 pairs");
    facts->needer_at = sp_arena_array(a, (size_t)facts->n_facts + 1, sizeof *facts->needer_at);
    facts->adder_at = sp_arena_array(a, (size_t)facts->n_facts + 1, sizeof *facts->adder_at);
    facts->needers = sp_arena_array(a, n_needs, sizeof *facts->needers);
    facts->adders = sp_arena_array(a, n_adds, sizeof *facts->adders);
    facts->ready = sp_arena_array(a, facts->n_ops, sizeof *facts->ready);
    SP_NEED(facts->needer_at && facts->adder_at && facts->needers && facts->adders && facts->ready,
            e);
    facts->size = (int64_t)(n_needs + n_adds) + facts->n_facts + facts->n_ops;
    invert(facts->needer_at, facts->needers, facts, true);
    invert(facts->adder_at, facts->adders, facts, false);
    facts->n_ready = 0;
    for (uint32_t o = 0; o < facts->n_ops; o++)
        if (facts->ops[o].n_needs == 0) facts->ready[facts->n_ready++] = o;
    return SP_OK;
}

/* Set the goals to the wanted level of each topic, or the highest one below it that all operators
 * together reach. */
static sp_status set_goals(sp_facts *facts, sp_pair *missing, uint32_t *n_missing,
                           const sp_problem *problem, const uint32_t *first_fact, sp_arena *a,
                           sp_error *e)
{
    facts->goals = sp_arena_array(a, problem->n_topics, sizeof *facts->goals);
    facts->is_goal = sp_arena_array(a, facts->n_facts, sizeof *facts->is_goal);
    SP_NEED(facts->goals && facts->is_goal, e);
    sp_reach reach;
    SP_TRY(sp_plan__reach_make(&reach, facts, a, e));
    memset(reach.in, 1, facts->n_ops);
    sp_plan__reach_run(&reach);
    *n_missing = 0;
    for (sp_topic_id t = 0; t < problem->n_topics; t++) {
        const uint8_t start = problem->start[t];
        uint8_t level = problem->goal[t];
        while (level > start && !reach.held[first_fact[t] + level - start - 1]) level--;
        if (level < problem->goal[t])
            missing[(*n_missing)++] = (sp_pair){.topic = t, .level = problem->goal[t]};
        if (level > start) facts->goals[facts->n_goals++] = first_fact[t] + level - start - 1;
    }
    for (uint32_t i = 0; i < facts->n_goals; i++) facts->is_goal[facts->goals[i]] = 1;
    return SP_OK;
}

sp_status sp_plan__facts_compile(sp_facts *out, sp_pair *missing, uint32_t *n_missing,
                                 const sp_problem *problem, const int64_t *costs, sp_arena *a,
                                 sp_error *e)
{
    *out = (sp_facts){.work = out->work, .n_uses = out->n_uses, .uses = out->uses};
    if (problem->n_topics > UINT32_MAX / SP_LEVELS)
        return sp_fail(e, SP_LIMIT, "", "too many topics");
    uint32_t *first_fact = sp_arena_array(a, problem->n_topics, sizeof *first_fact);
    out->taken = sp_arena_array(a, problem->n_actions, sizeof *out->taken);
    out->dropped = sp_arena_array(a, problem->n_actions, sizeof *out->dropped);
    SP_NEED(first_fact && out->taken && out->dropped, e);
    out->n_facts = number_facts(first_fact, problem);
    SP_TRY(compile_ops(out, problem, costs, first_fact, a, e));
    SP_TRY(build_lists(out, a, e));
    return set_goals(out, missing, n_missing, problem, first_fact, a, e);
}

/* Copy operator `from` with facts renumbered by `new_id` (SP_NONE: gone, or held); the ids are
 * written from `ids` on. */
static void copy_op(sp_op *to, const sp_op *from, const uint32_t *new_id, uint32_t *ids)
{
    *to = (sp_op){.cost = from->cost, .action = from->action, .needs = ids};
    for (uint32_t i = 0; i < from->n_needs; i++)
        if (new_id[from->needs[i]] != SP_NONE) ids[to->n_needs++] = new_id[from->needs[i]];
    to->adds = ids + to->n_needs;
    for (uint32_t i = 0; i < from->n_adds; i++) {
        const uint32_t p = new_id[from->adds[i]];
        if (p == SP_NONE) continue;
        to->adds[to->n_adds++] = p;
        to->adds_hash |= (uint64_t)1 << p % 64;
    }
}

static sp_status filter_ops(sp_facts *out, const sp_facts *in, const uint8_t *keep_op,
                            const uint32_t *new_id, sp_arena *a, sp_error *e)
{
    size_t room = 0, n_kept = 0;
    for (uint32_t o = 0; o < in->n_ops; o++)
        if (keep_op[o]) room += (size_t)in->ops[o].n_needs + in->ops[o].n_adds, n_kept++;
    out->ops = sp_arena_array(a, n_kept, sizeof *out->ops);
    uint32_t *ids = sp_arena_array(a, room, sizeof *ids);
    SP_NEED(out->ops && ids, e);
    for (uint32_t o = 0; o < in->n_ops; o++)
        if (!keep_op[o]) out->dropped[out->n_dropped++] = in->ops[o].action;
    for (uint32_t o = 0; o < in->n_ops; o++) {
        if (!keep_op[o]) continue;
        sp_op *op = &out->ops[out->n_ops];
        copy_op(op, &in->ops[o], new_id, ids);
        if (op->n_adds == 0) {
            out->dropped[out->n_dropped++] = op->action;
            continue;
        }
        ids = op->adds + op->n_adds;
        out->n_ops++;
    }
    return SP_OK;
}

sp_status sp_plan__facts_filter(sp_facts *out, const sp_facts *in, const uint8_t *keep_op,
                                const uint8_t *keep_fact, sp_arena *a, sp_error *e)
{
    sp_facts kept = {
        .base = in->base, .n_taken = in->n_taken, .taken = in->taken, .work = in->work};
    kept.n_dropped = in->n_dropped;
    kept.dropped = in->dropped;
    kept.n_uses = in->n_uses;
    kept.uses = in->uses;
    uint32_t *new_id = sp_arena_array(a, in->n_facts, sizeof *new_id);
    kept.goals = sp_arena_array(a, in->n_goals, sizeof *kept.goals);
    SP_NEED(new_id && kept.goals, e);
    for (uint32_t p = 0; p < in->n_facts; p++) new_id[p] = keep_fact[p] ? kept.n_facts++ : SP_NONE;
    SP_TRY(filter_ops(&kept, in, keep_op, new_id, a, e));
    kept.is_goal = sp_arena_array(a, kept.n_facts, sizeof *kept.is_goal);
    SP_NEED(kept.is_goal, e);
    for (uint32_t i = 0; i < in->n_goals; i++) {
        const uint32_t p = new_id[in->goals[i]];
        if (p == SP_NONE) continue;
        kept.goals[kept.n_goals++] = p;
        kept.is_goal[p] = 1;
    }
    SP_TRY(build_lists(&kept, a, e));
    *out = kept;
    return SP_OK;
}

bool sp_plan__facts_is_counted(const sp_facts *facts, uint32_t action)
{
    bool is_counted = facts->n_uses == 0;
    for (uint32_t k = 0; k < facts->n_uses; k++) is_counted |= facts->uses[k][action] > 0;
    return is_counted;
}

void sp_plan__facts_count_uses(sp_facts *facts)
{
    for (uint32_t o = 0; o < facts->n_ops; o++) {
        facts->ops[o].cost = 0;
        for (uint32_t k = 0; k < facts->n_uses; k++)
            facts->ops[o].cost += facts->uses[k][facts->ops[o].action];
    }
}
