/* SPDX-License-Identifier: GPL-3.0-or-later
 * Taking actions by the book. See replay.h. */
#include "replay.h"

#include <string.h>

static bool has_needs(const sp_action *action, const uint8_t *levels)
{
    for (uint32_t i = 0; i < action->n_needs; i++)
        if (levels[action->needs[i].topic] < action->needs[i].level) return false;
    return true;
}

/* Raise the levels; whether any rose. Adds the levels that were skipped to `jumps`. */
static bool raise_levels(const sp_action *action, uint8_t *levels, int64_t *jumps)
{
    bool any = false;
    for (uint32_t i = 0; i < action->n_adds; i++) {
        uint8_t *level = &levels[action->adds[i].topic];
        if (*level >= action->adds[i].level) continue;
        *jumps += action->adds[i].level - *level - 1;
        *level = action->adds[i].level;
        any = true;
    }
    return any;
}

/* Does `one` add a pair, not held at the start, that `other` needs? */
static bool unlocks(const sp_problem *problem, const sp_action *one, const sp_action *other)
{
    for (uint32_t i = 0; i < one->n_adds; i++)
        for (uint32_t j = 0; j < other->n_needs; j++) {
            if (one->adds[i].topic != other->needs[j].topic ||
                one->adds[i].level < other->needs[j].level)
                continue;
            if (other->needs[j].level > problem->start[other->needs[j].topic]) return true;
        }
    return false;
}

replayed replay(const sp_problem *problem, const uint32_t *actions, uint32_t n_actions,
                const uint16_t *area)
{
    replayed r = {.is_usable = true};
    memcpy(r.levels, problem->start, problem->n_topics);
    for (uint32_t i = 0; i < n_actions; i++) {
        const sp_action *action = &problem->actions[actions[i]];
        r.is_usable = r.is_usable && has_needs(action, r.levels);
        raise_levels(action, r.levels, &r.jumps);
        r.cost += action->cost;
        if (area && i > 0 && area[actions[i]] != area[actions[i - 1]]) r.switches++;
        for (uint32_t j = 0; j < n_actions; j++)
            if (j != i && unlocks(problem, action, &problem->actions[actions[j]]))
                r.waiting += i + 1;
    }
    return r;
}

void replay_set(uint8_t *levels, const sp_problem *problem, uint32_t set)
{
    int64_t jumps = 0;
    memcpy(levels, problem->start, problem->n_topics);
    for (bool any = true; any;) {
        any = false;
        for (uint32_t i = 0; i < problem->n_actions; i++)
            if (set >> i & 1 && has_needs(&problem->actions[i], levels))
                any |= raise_levels(&problem->actions[i], levels, &jumps);
    }
}
