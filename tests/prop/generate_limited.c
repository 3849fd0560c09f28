/* SPDX-License-Identifier: GPL-3.0-or-later
 * See generate_limited.h. */
#include "generate_limited.h"

void generate_limited(generated_limited *out, uint64_t seed, uint32_t most_actions)
{
    uint64_t state = ~seed;
    int64_t sum = 0;
    *out = (generated_limited){.limits = {.minutes = out->minutes, .most_actions = INT64_MAX}};
    generate_any(&out->g, seed, most_actions);
    out->g.problem.goal = out->goal;
    for (unsigned w = 0; w < GENERATE_WISHES; w++) {
        out->wishes[w] = (sp_wish){
            .weight = 1 + generate_below(&state, 20), .pairs = out->pairs[w], .n_pairs = 2};
        for (unsigned i = 0; i < 2; i++)
            out->pairs[w][i] = (sp_pair){generate_below(&state, out->g.problem.n_topics),
                                         (uint8_t)(1 + generate_below(&state, 3))};
    }
    for (uint32_t i = 0; i < out->g.problem.n_actions; i++) {
        out->minutes[i] = seed % 2 ? out->g.actions[i].cost : 1 + generate_below(&state, 50);
        sum += out->minutes[i];
    }
    out->limits.most_minutes = sum / (int64_t)(2 + generate_below(&state, 8));
    if (seed % 3 == 0) out->limits.most_actions = 2 + generate_below(&state, 4);
}
