/* SPDX-License-Identifier: GPL-3.0-or-later
 * See levels.h. */
#include "levels.h"

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
