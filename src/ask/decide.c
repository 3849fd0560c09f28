/* SPDX-License-Identifier: GPL-3.0-or-later
 * Each pair alone is held when that is likelier than not. Whoever reads the profile closes it over
 * the topic graph, and that may turn a doubtful need into a held one; so the levels are chosen as a
 * closed set: begin with the closure of the single decisions and take single changes, each with
 * what it entails, as long as one of them lowers the expected loss. */
#include "ask/decide.h"

#include <math.h>
#include <string.h>

#include "ask/prior.h"
#include "base/try.h"

#define LEAST_STEP 1e-9 /* hours; below it a change is rounding */
enum { MOST_PASSES = 8 };

static double loss(const uint8_t *levels, size_t n_topics, const double *held, const double *hours)
{
    double sum = 0;
    for (size_t t = 0; t < n_topics; t++)
        for (unsigned l = 1; l < SP_LEVELS; l++) {
            const double chance = held[t * SP_LEVELS + l];
            sum += hours[t * SP_LEVELS + l] * (levels[t] >= l ? 1 - chance : chance);
        }
    return sum;
}

static uint8_t decide_alone(const double held[SP_LEVELS], const double hours[SP_LEVELS])
{
    double best = 0, sum = 0;
    uint8_t level = 0;
    for (unsigned l = 1; l < SP_LEVELS; l++) {
        sum += hours[l] * (1 - 2 * held[l]);
        if (sum >= best) continue;
        best = sum;
        level = (uint8_t)l;
    }
    return level;
}

/* Lower whatever needs more than is there. */
static void cap_levels(const sp_topics *topics, uint8_t *levels)
{
    for (size_t i = 0; i < topics->n_items; i++) { /* needs first */
        const sp_topic *topic = &topics->items[topics->order[i]];
        uint8_t *level = &levels[topics->order[i]];
        for (size_t k = 0; k < topic->n_needs; k++) {
            const unsigned allowed = sp_need_allows(topic->needs[k], levels[topic->needs[k].topic]);
            if (*level > allowed) *level = (uint8_t)allowed;
        }
    }
}

sp_status sp_decide__levels(uint8_t *levels, const sp_topics *topics, const double *held,
                            const double *hours, sp_arena *a, sp_error *e)
{
    const size_t n = topics->n_items;
    const sp_arena_mark mark = sp_arena_here(a);
    uint8_t *changed = sp_arena_take(a, n);
    SP_NEED(changed, e);
    for (size_t t = 0; t < n; t++)
        levels[t] = decide_alone(&held[t * SP_LEVELS], &hours[t * SP_LEVELS]);
    memcpy(changed, levels, n);
    sp_levels_close(topics, levels);
    bool better = memcmp(changed, levels, n) != 0; /* else every pair is at its own best */
    double least = loss(levels, n, held, hours);
    for (unsigned pass = 0; better && pass < MOST_PASSES; pass++) {
        better = false;
        for (size_t i = 0; i < n; i++) {
            const sp_topic_id t = topics->order[i];
            for (unsigned l = 0; l < SP_LEVELS; l++) {
                if (l == levels[t]) continue;
                memcpy(changed, levels, n);
                changed[t] = (uint8_t)l;
                if (l < levels[t])
                    cap_levels(topics, changed);
                else
                    sp_levels_close(topics, changed);
                const double now = loss(changed, n, held, hours);
                if (now >= least - LEAST_STEP) continue;
                least = now;
                memcpy(levels, changed, n);
                better = true;
            }
        }
    }
    sp_arena_rewind(a, mark);
    return SP_OK;
}
