/* SPDX-License-Identifier: GPL-3.0-or-later
 * The topic graph: its order (or the cycle that prevents one) and closures over it. */
#include "core/topics.h"

#include <string.h>

#include "studypath/text.h"
#include "base/try.h"

const char *sp_level_name(unsigned level)
{
    static const char *const names[SP_LEVELS] = {"none", "follow", "use", "derive"};
    return level < SP_LEVELS ? names[level] : "?";
}

int sp_level_read(const char *text)
{
    for (int l = 0; l < SP_LEVELS; l++) {
        const char digit[2] = {(char)('0' + l), '\0'};
        if (strcmp(text, digit) == 0 || strcmp(text, sp_level_name((unsigned)l)) == 0) return l;
    }
    return -1;
}

enum { WHITE, GREY, BLACK }; /* not seen, on the way, done */

typedef struct walk {
    sp_topic_id topic;
    size_t next_need;
} walk;

/* Name the cycle that closes at `again`: the topics of the walk from there on, each needing the
 * next. */
static sp_status report_cycle(const sp_topics *topics, const walk *way, size_t depth,
                              sp_topic_id again, sp_arena *a, sp_error *e)
{
    size_t first = 0;
    while (way[first].topic != again) first++;
    sp_buffer names = {.arena = a};
    for (size_t i = first; i < depth; i++)
        sp_buffer_printf(&names, "%s -> ", topics->items[way[i].topic].id);
    sp_buffer_puts(&names, topics->items[again].id);
    return sp_fail(e, SP_CYCLE, "topics", "topics need each other in a cycle: %s",
                   names.failed ? "?" : names.text);
}

sp_status sp_topics_sort(sp_topics *topics, sp_arena *a, sp_error *e)
{
    const size_t n = topics->n_items;
    topics->order = sp_arena_array(a, n, sizeof *topics->order);
    SP_NEED(topics->order, e);
    const sp_arena_mark mark = sp_arena_here(a);
    char *colour = sp_arena_take(a, n);
    walk *way = sp_arena_array(a, n, sizeof *way);
    SP_NEED(colour && way, e);
    size_t n_done = 0;
    for (size_t root = 0; root < n; root++) {
        if (colour[root] != WHITE) continue;
        size_t depth = 1;
        way[0] = (walk){.topic = (sp_topic_id)root};
        colour[root] = GREY;
        while (depth) {
            walk *here = &way[depth - 1];
            const sp_topic *topic = &topics->items[here->topic];
            if (here->next_need == topic->n_needs) {
                colour[here->topic] = BLACK;
                topics->order[n_done++] = here->topic;
                depth--;
                continue;
            }
            const sp_topic_id need = topic->needs[here->next_need++].topic;
            if (colour[need] == GREY) return report_cycle(topics, way, depth, need, a, e);
            if (colour[need] == WHITE) {
                colour[need] = GREY;
                way[depth++] = (walk){.topic = need};
            }
        }
    }
    sp_arena_rewind(a, mark);
    return SP_OK;
}

void sp_levels_close(const sp_topics *topics, uint8_t *levels)
{
    for (size_t i = topics->n_items; i-- > 0;) { /* what needs comes before what is needed */
        const sp_topic *topic = &topics->items[topics->order[i]];
        const unsigned level = levels[topics->order[i]];
        for (size_t k = 0; k < topic->n_needs; k++) {
            const sp_need need = topic->needs[k];
            if (level < need.from) continue;
            const unsigned least = level > need.lag + 1U ? level - need.lag : 1;
            if (levels[need.topic] < least) levels[need.topic] = (uint8_t)least;
        }
    }
}
