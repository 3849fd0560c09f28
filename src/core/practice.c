/* SPDX-License-Identifier: GPL-3.0-or-later
 * See studypath/practice.h. */
#include "studypath/practice.h"

#include "base/try.h"

const sp_exercise *sp_exercise_find(const sp_practice *p, sp_topic_id topic, unsigned level)
{
    for (size_t i = 0; i < p->n_exercises; i++)
        if (p->exercises[i].topic == topic && p->exercises[i].level == level)
            return &p->exercises[i];
    return NULL;
}

sp_status sp_practice_carry(sp_practice *out, const sp_practice *p, const sp_catalog *from,
                            const sp_catalog *to, sp_arena *a, sp_error *e)
{
    *out = (sp_practice){0};
    out->exercises = sp_arena_array(a, p->n_exercises, sizeof *out->exercises);
    out->items = sp_arena_array(a, p->n_items, sizeof *out->items);
    SP_NEED(out->exercises && out->items, e);
    for (size_t i = 0; i < p->n_exercises; i++) {
        sp_exercise *exercise = &out->exercises[out->n_exercises];
        *exercise = p->exercises[i];
        exercise->topic = sp_topic_find(to, from->topics.items[exercise->topic].id);
        out->n_exercises += exercise->topic != SP_NONE;
    }
    for (size_t i = 0; i < p->n_items; i++) {
        sp_item *item = &out->items[out->n_items];
        *item = p->items[i];
        item->topic = sp_topic_find(to, from->topics.items[item->topic].id);
        out->n_items += item->topic != SP_NONE;
    }
    return SP_OK;
}
