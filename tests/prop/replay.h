/* SPDX-License-Identifier: GPL-3.0-or-later
 * Taking actions one after the other, by the book; the definition that the planner is held to. */
#ifndef TESTS_REPLAY_H
#define TESTS_REPLAY_H

#include "plan/order.h"

enum { REPLAY_MOST_TOPICS = 2048 };

typedef struct replayed {
    bool is_usable; /* each action found its needs when it was taken */
    int64_t cost;
    int64_t switches, jumps, waiting;   /* as order.h defines them */
    uint8_t levels[REPLAY_MOST_TOPICS]; /* at the end */
} replayed;

/* `area` may be NULL: then there are no switches. */
replayed replay(const sp_problem *problem, const uint32_t *actions, uint32_t n_actions,
                const uint16_t *area);

/* Take the actions marked in the bits of `set` (the first 32), whenever they are usable, until
 * nothing changes. */
void replay_set(uint8_t *levels, const sp_problem *problem, uint32_t set);

#endif
