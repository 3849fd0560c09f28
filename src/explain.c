/* SPDX-License-Identifier: GPL-3.0-or-later
 * See explain.h. */
#include "explain.h"

#include <string.h>

#include "base/try.h"

sp_status sp_explain_plan(sp_plan *out, const sp_asking *ask, const sp_profile *changed,
                          sp_error *e)
{
    sp_learner learner;
    SP_TRY(sp_learner_make(&learner, &ask->engine->catalog, changed, ask->learner->start,
                           ask->arena, e));
    return sp_plan_find(out, ask->engine, &learner, &ask->options, ask->arena, e);
}

sp_status sp_explain_levels(uint8_t **out, const sp_learner *learner, const sp_plan *plan,
                            sp_arena *a, sp_error *e)
{
    const size_t n_topics = learner->catalog->topics.n_items;
    uint8_t *levels = sp_arena_take(a, n_topics);
    SP_NEED(levels, e);
    memcpy(levels, learner->held, n_topics);
    for (size_t s = 0; s < plan->n_steps; s++)
        for (size_t i = 0; i < plan->steps[s].n_reaches; i++)
            levels[plan->steps[s].reaches[i].topic] = plan->steps[s].reaches[i].level;
    *out = levels;
    return SP_OK;
}

static bool has_course(const sp_plan *plan, sp_course_id course)
{
    for (size_t i = 0; i < plan->n_steps; i++)
        if (plan->steps[i].course == course) return true;
    return false;
}

/* The courses of `these` that are not in `those`, in the order of the path. */
static sp_status courses_beyond(sp_course_id **out, size_t *n_out, const sp_plan *these,
                                const sp_plan *those, sp_arena *a, sp_error *e)
{
    sp_course_id *ids = sp_arena_array(a, these->n_steps, sizeof *ids);
    SP_NEED(ids, e);
    *n_out = 0;
    for (size_t i = 0; i < these->n_steps; i++)
        if (!has_course(those, these->steps[i].course)) ids[(*n_out)++] = these->steps[i].course;
    *out = ids;
    return SP_OK;
}

static sp_status list_lost(sp_other_path *out, const sp_asking *ask, const sp_plan *first)
{
    const sp_learner *l = ask->learner;
    uint8_t *had, *has;
    SP_TRY(sp_explain_levels(&had, l, first, ask->arena, ask->error));
    SP_TRY(sp_explain_levels(&has, l, &out->plan, ask->arena, ask->error));
    const size_t n_topics = l->catalog->topics.n_items;
    sp_pair *lost = sp_arena_array(ask->arena, n_topics, sizeof *lost);
    SP_NEED(lost, ask->error);
    for (sp_topic_id t = 0; t < n_topics; t++) {
        const uint8_t reached = had[t] < l->goal[t] ? had[t] : l->goal[t];
        if (reached > has[t]) lost[out->n_lost++] = (sp_pair){t, reached};
    }
    out->lost = lost;
    return SP_OK;
}

sp_status sp_explain_compare(sp_other_path *out, const sp_asking *ask, const sp_plan *first)
{
    SP_TRY(courses_beyond(&out->more, &out->n_more, &out->plan, first, ask->arena, ask->error));
    SP_TRY(courses_beyond(&out->fewer, &out->n_fewer, first, &out->plan, ask->arena, ask->error));
    return list_lost(out, ask, first);
}
