/* SPDX-License-Identifier: GPL-3.0-or-later
 * Random problems with wishes, and limits that cut them. */
#ifndef TESTS_GENERATE_LIMITED_H
#define TESTS_GENERATE_LIMITED_H

#include "generate.h"
#include "plan/limited.h"

enum { GENERATE_WISHES = 8 };

typedef struct generated_limited {
    generated g;
    uint8_t goal[GENERATE_MOST_TOPICS]; /* none: wishes take its place */
    sp_wish wishes[GENERATE_WISHES];
    sp_pair pairs[GENERATE_WISHES][2];
    int64_t minutes[GENERATE_MOST_ACTIONS];
    sp_limits limits;
} generated_limited;

/* Points into itself: do not copy. */
void generate_limited(generated_limited *out, uint64_t seed, uint32_t most_actions);

#endif
