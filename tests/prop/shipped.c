/* SPDX-License-Identifier: GPL-3.0-or-later
 * See shipped.h. */
#include "shipped.h"

sp_arena *shared;
sp_engine shipped;

int open_shipped(void **state)
{
    (void)state;
    sp_error error = {SP_OK, 0, 0, "", ""};
    sp_init();
    shared = sp_arena_make(0);
    sp_findings findings = {.arena = shared};
    return shared ? (int)sp_engine_open(&shipped, NULL, &findings, shared, &error) : -1;
}

int close_shipped(void **state)
{
    (void)state;
    sp_arena_free(shared);
    return 0;
}

unsigned draw_below(uint64_t *state, unsigned n)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33) % n;
}

void close_levels(const sp_catalog *c, unsigned *levels)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t t = 0; t < c->topics.n_items; t++) {
            for (size_t k = 0; k < c->topics.items[t].n_needs; k++) {
                const sp_need need = c->topics.items[t].needs[k];
                if (levels[t] < need.from) continue;
                const int least = (int)levels[t] - (int)need.lag;
                const unsigned wanted = least < 1 ? 1 : (unsigned)least;
                if (levels[need.topic] >= wanted) continue;
                levels[need.topic] = wanted;
                changed = true;
            }
        }
    }
}
