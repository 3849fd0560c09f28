/* SPDX-License-Identifier: GPL-3.0-or-later
 * The topic graph: its order (or the cycle that prevents one) and closures over it. */
#include "core/topics.h"

#include <string.h>

#include "studypath/findings.h"
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

/* A depth-first walk: needs are done before what needs them. */
typedef struct walk {
    const sp_topics *topics;
    struct step {
        sp_topic_id topic;
        size_t next_need;
    } * way;
    size_t depth;
    uint32_t *place; /* of each topic on the way, from 1; NOT_SEEN or DONE */
    size_t n_done, n_cycles;
    sp_findings *findings;
    sp_error *error;
} walk;

enum { NOT_SEEN = 0 };
#define DONE UINT32_MAX

static void enter(walk *w, sp_topic_id topic)
{
    w->way[w->depth++] = (struct step){.topic = topic};
    w->place[topic] = (uint32_t)w->depth;
}

/* Name the cycle that closes at `again`: the topics of the way from there on, each needing the
 * next. The names of a long one are cut. */
static sp_status report_cycle(walk *w, sp_topic_id again)
{
    enum { MOST_NAMES = 12 };
    const size_t first = w->place[again] - 1, length = w->depth - first;
    const sp_topic *items = w->topics->items;
    sp_buffer names = {.arena = w->findings->arena};
    for (size_t i = 0; i < length && i < MOST_NAMES; i++)
        sp_buffer_printf(&names, "%s -> ", items[w->way[first + i].topic].id);
    if (length > MOST_NAMES) sp_buffer_printf(&names, "(%zu more) -> ", length - MOST_NAMES);
    sp_buffer_puts(&names, items[again].id);
    SP_NEED(!names.failed, w->error);
    const sp_topic *here = &items[w->way[w->depth - 1].topic];
    const sp_status added = sp_findings_add(w->findings, SP_SEVERITY_ERROR,
                                            sp_finding_kinds[SP_FOUND_CYCLE].code,
                                            here->file ? here->file : "", here->id, here->line,
                                            "topics need each other in a cycle: %s", names.text);
    if (added != SP_OK) return sp_fail(w->error, added, "", "out of memory (arena limit)");
    w->n_cycles++;
    return SP_OK;
}

/* Walk from `root` on; needs that close a cycle are not followed. */
static sp_status walk_from(walk *w, sp_topic_id root)
{
    enter(w, root);
    while (w->depth) {
        struct step *here = &w->way[w->depth - 1];
        const sp_topic *topic = &w->topics->items[here->topic];
        if (here->next_need == topic->n_needs) {
            w->place[here->topic] = DONE;
            w->topics->order[w->n_done++] = here->topic;
            w->depth--;
            continue;
        }
        const sp_topic_id need = topic->needs[here->next_need++].topic;
        if (w->place[need] == NOT_SEEN) {
            enter(w, need);
        } else if (w->place[need] != DONE) {
            SP_TRY(report_cycle(w, need));
        }
    }
    return SP_OK;
}

sp_status sp_topics_sort(sp_topics *topics, sp_findings *findings, sp_arena *a, sp_error *e)
{
    const size_t n = topics->n_items;
    topics->order = sp_arena_array(a, n, sizeof *topics->order);
    walk w = {.topics = topics, .findings = findings, .error = e};
    w.way = sp_arena_array(a, n, sizeof *w.way);
    w.place = sp_arena_array(a, n, sizeof *w.place);
    SP_NEED(topics->order && w.way && w.place, e);
    for (size_t root = 0; root < n; root++)
        if (w.place[root] == NOT_SEEN) SP_TRY(walk_from(&w, (sp_topic_id)root));
    if (!w.n_cycles) return SP_OK;
    return sp_fail(e, SP_CYCLE, "topics", "topics need each other in a cycle");
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

void sp_pairs_close(uint8_t *levels, const sp_topics *topics, const sp_pair *pairs, size_t n_pairs)
{
    memset(levels, 0, topics->n_items);
    for (size_t i = 0; i < n_pairs; i++) levels[pairs[i].topic] = pairs[i].level;
    sp_levels_close(topics, levels);
}
