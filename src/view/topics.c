/* SPDX-License-Identifier: GPL-3.0-or-later
 * The topics of a catalogue for reading, area by area. */
#include <string.h>

#include "studypath/view.h"
#include "view/layout.h"

enum { ID_COLUMNS = 24 };

const char *sp_view_topics(const sp_catalog *c, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    const char *area = NULL;
    for (size_t t = 0; t < c->topics.n_items; t++) {
        const sp_topic *topic = &c->topics.items[t];
        if (!area || strcmp(area, topic->area) != 0) {
            sp_buffer_puts(&b, area ? "\n" : "");
            if (*topic->area) sp_view__wrap(&b, topic->area, 0, 0);
        }
        area = topic->area;
        sp_buffer_puts(&b, "  ");
        sp_view__cell(&b, topic->id, ID_COLUMNS);
        sp_buffer_puts(&b, " ");
        sp_view__wrap(&b, topic->name, ID_COLUMNS + 3, ID_COLUMNS + 3);
    }
    return sp_view__finish(&b);
}
