/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why a goal needs a topic, and what makes a goal as long as it is. */
#include <stdlib.h>
#include <string.h>

#include "base/try.h"
#include "explain.h"

/* Plan as if the pair were held, for sure. */
static sp_status plan_with_known(sp_plan *out, const sp_asking *ask, sp_pair pair)
{
    const size_t n_topics = ask->learner->catalog->topics.n_items;
    sp_profile changed = *ask->learner->profile;
    changed.levels = sp_arena_take(ask->arena, n_topics);
    changed.confidence = sp_arena_array(ask->arena, n_topics, sizeof *changed.confidence);
    SP_NEED(changed.levels && changed.confidence, ask->error);
    memcpy(changed.levels, ask->learner->profile->levels, n_topics);
    memcpy(changed.confidence, ask->learner->profile->confidence,
           n_topics * sizeof *changed.confidence);
    changed.levels[pair.topic] = pair.level;
    changed.confidence[pair.topic] = 1;
    return sp_explain_plan(out, ask, &changed, ask->error);
}

/* ---- topics ---- */

/* How the closed goal came to need a topic at its level. */
typedef struct origin {
    bool is_known;
    sp_topic_id by; /* SP_NONE: it is stated */
    const char *source;
} origin;

/* Breadth first from the stated pairs, so that each topic gets a shortest chain. */
static sp_status trace(origin *origins, const sp_asking *ask)
{
    const sp_learner *l = ask->learner;
    const sp_topics *topics = &l->catalog->topics;
    sp_topic_id *queue = sp_arena_array(ask->arena, topics->n_items, sizeof *queue);
    SP_NEED(queue, ask->error);
    size_t n_queued = 0;
    for (sp_topic_id t = 0; t < topics->n_items; t++) {
        if (!l->goal[t] || l->wanted[t] < l->goal[t]) continue;
        origins[t] = (origin){.is_known = true, .by = SP_NONE};
        queue[n_queued++] = t;
    }
    for (size_t q = 0; q < n_queued; q++) {
        const sp_topic *topic = &topics->items[queue[q]];
        const unsigned level = l->goal[queue[q]];
        for (size_t i = 0; i < topic->n_needs; i++) {
            const sp_need need = topic->needs[i];
            const unsigned asks = level > need.lag ? level - need.lag : 1;
            if (level < need.from || asks != l->goal[need.topic] || origins[need.topic].is_known)
                continue;
            origins[need.topic] = (origin){true, queue[q], topic->need_sources[i]};
            queue[n_queued++] = need.topic;
        }
    }
    return SP_OK;
}

static sp_goal_id who_states(const sp_learner *l, sp_pair pair)
{
    for (size_t i = 0; i < l->profile->n_goals; i++) {
        const sp_goal_choice *choice = &l->profile->goals[i];
        if (choice->named == SP_NONE) continue;
        const sp_goal *goal = &l->catalog->goals[choice->named];
        if (sp_pairs_level(goal->levels, goal->n_levels, pair.topic) == pair.level)
            return choice->named;
    }
    return SP_NONE;
}

static sp_status fill_chain(sp_why_topic *out, const sp_asking *ask)
{
    const sp_learner *l = ask->learner;
    const size_t n_topics = l->catalog->topics.n_items;
    origin *origins = sp_arena_array(ask->arena, n_topics, sizeof *origins);
    SP_NEED(origins, ask->error);
    SP_TRY(trace(origins, ask));
    for (sp_topic_id t = out->topic; t != SP_NONE; t = origins[t].by) out->n_chain++;
    out->chain = sp_arena_array(ask->arena, out->n_chain, sizeof *out->chain);
    SP_NEED(out->chain, ask->error);
    const char *source = NULL;
    size_t at = out->n_chain;
    for (sp_topic_id t = out->topic; t != SP_NONE; t = origins[t].by) {
        out->chain[--at] = (sp_why_link){.pair = {t, l->goal[t]}, .source = source};
        source = origins[t].source;
    }
    out->stated_by = who_states(l, out->chain->pair);
    return SP_OK;
}

sp_status sp_why_topic_find(sp_why_topic *out, const sp_engine *engine, const sp_learner *learner,
                            sp_topic_id topic, const sp_plan_options *options, sp_arena *a,
                            sp_error *e)
{
    sp_asking ask = {engine, learner, *options, a, e};
    ask.options.whole = true;
    *out = (sp_why_topic){.topic = topic,
                          .held = learner->held[topic],
                          .needed = learner->goal[topic],
                          .stated_by = SP_NONE,
                          .step = SIZE_MAX};
    if (out->needed) SP_TRY(fill_chain(out, &ask));
    SP_TRY(sp_plan_find(&out->plan, engine, learner, &ask.options, a, e));
    out->is_solved = out->needed > out->held;
    if (!out->is_solved) return SP_OK;
    for (size_t s = out->plan.n_steps; s-- > 0;)
        if (sp_pairs_level(out->plan.steps[s].reaches, out->plan.steps[s].n_reaches, topic) >=
            out->needed)
            out->step = s;
    SP_TRY(plan_with_known(&out->known.plan, &ask, (sp_pair){topic, (uint8_t)out->needed}));
    return sp_explain_compare(&out->known, &ask, &out->plan);
}

/* ---- goals ---- */

static sp_status explain_demand(sp_why_demand *out, const sp_asking *ask, const sp_plan *plan)
{
    const sp_learner *l = ask->learner;
    const sp_topics *topics = &l->catalog->topics;
    const sp_arena_mark mark = sp_arena_here(ask->arena);
    uint8_t *levels = sp_arena_take(ask->arena, topics->n_items);
    SP_NEED(levels, ask->error);
    sp_pairs_close(levels, topics, &out->pair, 1);
    for (sp_topic_id t = 0; t < topics->n_items; t++)
        out->n_rests_on += t != out->pair.topic && levels[t] > l->held[t];
    out->held = l->held[out->pair.topic];
    if (out->held < out->pair.level) {
        sp_plan known;
        SP_TRY(plan_with_known(&known, ask, out->pair));
        out->saves_hours = plan->hours.expected - known.hours.expected;
    }
    sp_arena_rewind(ask->arena, mark);
    return SP_OK;
}

static int compare_demands(const void *left, const void *right)
{
    const sp_why_demand *a = left, *b = right;
    if (a->saves_hours != b->saves_hours) return a->saves_hours > b->saves_hours ? -1 : 1;
    return a->pair.topic < b->pair.topic ? -1 : a->pair.topic > b->pair.topic;
}

static sp_status explain_demands(sp_why_goal *out, const sp_asking *ask)
{
    const sp_learner *l = ask->learner;
    const sp_goal *goal = &l->catalog->goals[out->goal];
    out->demands = sp_arena_array(ask->arena, goal->n_levels, sizeof *out->demands);
    SP_NEED(out->demands, ask->error);
    out->n_demands = goal->n_levels;
    for (size_t t = 0; t < l->catalog->topics.n_items; t++) {
        out->n_needed += l->goal[t] > 0;
        out->n_to_learn += l->goal[t] > l->held[t];
    }
    for (size_t i = 0; i < goal->n_levels; i++) {
        out->demands[i].pair = goal->levels[i];
        SP_TRY(explain_demand(&out->demands[i], ask, &out->plan));
    }
    qsort(out->demands, out->n_demands, sizeof *out->demands, compare_demands);
    return SP_OK;
}

/* What the path to all of the profile's goals loses when this one is given up. */
static sp_status explain_giving_up(sp_why_goal *out, const sp_asking *one,
                                   const sp_profile *profile)
{
    sp_profile others = *profile;
    others.goals = sp_arena_array(one->arena, profile->n_goals, sizeof *others.goals);
    SP_NEED(others.goals, one->error);
    others.n_goals = 0;
    for (size_t i = 0; i < profile->n_goals; i++)
        if (profile->goals[i].named != out->goal)
            others.goals[others.n_goals++] = profile->goals[i];
    out->is_yours = others.n_goals < profile->n_goals;
    out->has_without = out->is_yours && others.n_goals > 0;
    if (!out->has_without) return SP_OK;
    sp_learner learner;
    sp_asking all = *one;
    all.learner = &learner;
    SP_TRY(sp_learner_make(&learner, &all.engine->catalog, profile, one->learner->start, all.arena,
                           all.error));
    SP_TRY(sp_explain_plan(&out->all, &all, profile, all.error));
    SP_TRY(sp_explain_plan(&out->without.plan, &all, &others, all.error));
    return sp_explain_compare(&out->without, &all, &out->all);
}

sp_status sp_why_goal_find(sp_why_goal *out, const sp_engine *engine, const sp_profile *profile,
                           sp_goal_id goal, sp_day today, const sp_plan_options *options,
                           sp_arena *a, sp_error *e)
{
    sp_goal_choice choice = {.named = goal};
    sp_profile alone = *profile;
    sp_learner learner;
    sp_asking ask = {engine, &learner, *options, a, e};
    ask.options.whole = true;
    alone.goals = &choice;
    alone.n_goals = 1;
    *out = (sp_why_goal){.goal = goal};
    SP_TRY(sp_learner_make(&learner, &engine->catalog, &alone, today, a, e));
    SP_TRY(sp_plan_find(&out->plan, engine, &learner, &ask.options, a, e));
    SP_TRY(explain_demands(out, &ask));
    return explain_giving_up(out, &ask, profile);
}
