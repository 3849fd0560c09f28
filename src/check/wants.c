/* SPDX-License-Identifier: GPL-3.0-or-later
 * See check/wants.h. */
#include "check/wants.h"

#include <math.h>

#include "base/try.h"

bool sp_check__is_reached(const sp_want *want, const uint8_t *levels)
{
    for (uint32_t i = 0; i < want->n_pairs; i++)
        if (levels[want->pairs[i].topic] < want->pairs[i].level) return false;
    return true;
}

/* What the level rests on, itself included, over what is held. */
static sp_status make_want(sp_want *out, const sp_learner *l, sp_pair step, uint8_t *levels,
                           sp_arena *a, sp_error *e)
{
    const sp_topics *topics = &l->catalog->topics;
    const double hours = l->catalog->step_hours[(size_t)step.topic * SP_LEVELS + step.level];
    *out = (sp_want){.step = step, .weight = (int64_t)fmax(1, round(hours))};
    sp_pairs_close(levels, topics, &step, 1);
    sp_pair *pairs = sp_arena_array(a, topics->n_items, sizeof *pairs);
    SP_NEED(pairs, e);
    for (sp_topic_id t = 0; t < topics->n_items; t++)
        if (levels[t] > l->held[t]) pairs[out->n_pairs++] = (sp_pair){t, levels[t]};
    out->pairs = pairs;
    return SP_OK;
}

sp_status sp_check__wants(sp_want **out, uint32_t *n_wants, const sp_learner *l,
                          const uint8_t *reachable, sp_arena *a, sp_error *e)
{
    const size_t n_topics = l->catalog->topics.n_items;
    *out = sp_arena_array(a, n_topics * (SP_LEVELS - 1), sizeof **out);
    uint8_t *levels = sp_arena_take(a, n_topics);
    SP_NEED(*out && levels, e);
    *n_wants = 0;
    for (sp_topic_id t = 0; t < n_topics; t++)
        for (uint8_t k = (uint8_t)(l->held[t] + 1); k <= l->wanted[t]; k++) {
            sp_want *want = &(*out)[*n_wants];
            SP_TRY(make_want(want, l, (sp_pair){t, k}, levels, a, e));
            *n_wants += sp_check__is_reached(want, reachable);
        }
    return SP_OK;
}
