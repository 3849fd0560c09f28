/* SPDX-License-Identifier: GPL-3.0-or-later
 * See core/entry.h. First each course by itself; then all together: courses are opened as a learner
 * who begins with nothing could, and where courses wait for each other, one of them is taken to
 * begin earlier than was inferred. */
#include "core/entry.h"

#include <string.h>

#include "base/try.h"

typedef struct inferring {
    const sp_catalog *catalog;
    uint8_t *taught; /* of each topic: the highest level that some course teaches */
    uint8_t *asked;  /* of each topic, by the course at hand */
} inferring;

/* Whoever teaches a topic begins with it where its learners are. */
static void ask(inferring *in, const sp_course *course, sp_topic_id topic, unsigned level)
{
    if (sp_pairs_level(course->teaches, course->n_teaches, topic)) return;
    if (in->asked[topic] < level) in->asked[topic] = (uint8_t)level;
}

static unsigned level_of_need(sp_need need, unsigned level)
{
    return level > need.lag + 1U ? level - need.lag : 1;
}

/* A course for beginners, or for everyone, builds its own area up from the ground; but for the
 * tools of a topic, which are needed as high as the topic itself. */
static void ask_for_needs(inferring *in, const sp_course *course, sp_pair pair)
{
    const sp_topics *topics = &in->catalog->topics;
    const sp_topic *topic = &topics->items[pair.topic];
    const bool goes_on = course->level == SP_STAGE_INTERMEDIATE ||
                         course->level == SP_STAGE_ADVANCED;
    for (size_t i = 0; i < topic->n_needs; i++) {
        const sp_need need = topic->needs[i];
        const bool same_area = strcmp(topics->items[need.topic].area, topic->area) == 0;
        if (pair.level >= need.from && (goes_on || !same_area || need.lag == 0))
            ask(in, course, need.topic, level_of_need(need, pair.level));
    }
}

/* What nobody teaches can't be asked for; what leads there can. */
static void settle(inferring *in, const sp_course *course)
{
    const sp_topics *topics = &in->catalog->topics;
    for (size_t i = topics->n_items; i-- > 0;) {
        const sp_topic_id id = topics->order[i];
        const sp_topic *topic = &topics->items[id];
        const unsigned level = in->asked[id];
        if (level <= in->taught[id]) continue;
        in->asked[id] = in->taught[id];
        for (size_t k = 0; k < topic->n_needs && !in->taught[id]; k++)
            if (level >= topic->needs[k].from)
                ask(in, course, topic->needs[k].topic, level_of_need(topic->needs[k], level));
    }
}

static sp_status infer(inferring *in, sp_course *course, sp_arena *a, sp_error *e)
{
    const size_t n_topics = in->catalog->topics.n_items;
    memset(in->asked, 0, n_topics);
    for (size_t i = 0; i < course->n_teaches; i++) ask_for_needs(in, course, course->teaches[i]);
    for (size_t i = 0; i < course->n_formal; i++)
        ask(in, course, course->formal[i].topic, course->formal[i].level);
    settle(in, course);
    size_t n = 0;
    for (size_t t = 0; t < n_topics; t++) n += in->asked[t] > 0;
    sp_pair *pairs = sp_arena_array(a, n, sizeof *pairs);
    SP_NEED(pairs, e);
    course->requires = pairs;
    course->n_requires = n;
    course->requires_given = true;
    for (size_t t = 0; t < n_topics; t++)
        if (in->asked[t]) *pairs++ = (sp_pair){.topic = (sp_topic_id)t, .level = in->asked[t]};
    return SP_OK;
}

/* ---- who waits for whom ---- */

static bool can_open(const sp_course *course, const uint8_t *reached)
{
    for (size_t i = 0; i < course->n_requires; i++)
        if (course->requires[i].level > reached[course->requires[i].topic]) return false;
    return true;
}

/* Whether that brings anybody any further. */
static bool open_course(const sp_course *course, uint8_t *reached)
{
    bool raised = false;
    for (size_t i = 0; i < course->n_teaches; i++) {
        const sp_pair pair = course->teaches[i];
        if (reached[pair.topic] >= pair.level) continue;
        reached[pair.topic] = pair.level;
        raised = true;
    }
    return raised;
}

/* Open what can be opened until nothing is raised any more. Each round raises some topic. */
static void open_all(const sp_catalog *c, uint8_t *reached)
{
    for (bool raised = true; raised;) {
        raised = false;
        for (size_t i = 0; i < c->n_courses; i++)
            if (can_open(&c->courses[i], reached) && open_course(&c->courses[i], reached))
                raised = true;
    }
}

/* Of the courses that wait for each other, and may be changed, the one that teaches the lowest
 * topic which is not reached; NULL when none does. */
static sp_course *find_waiting(const sp_catalog *c, const bool *is_given, const uint8_t *reached,
                               const size_t *ranks)
{
    sp_course *first = NULL;
    size_t lowest = SIZE_MAX;
    for (size_t i = 0; i < c->n_courses; i++) {
        sp_course *course = &c->courses[i];
        if (is_given && is_given[i]) continue;
        for (size_t k = 0; k < course->n_teaches; k++) {
            const sp_pair pair = course->teaches[k];
            if (pair.level <= reached[pair.topic] || ranks[pair.topic] >= lowest) continue;
            lowest = ranks[pair.topic];
            first = course;
        }
    }
    return first;
}

static sp_status drop_unmet(sp_course *course, const uint8_t *reached, sp_arena *a, sp_error *e)
{
    sp_pair *kept = sp_arena_array(a, course->n_requires, sizeof *kept);
    SP_NEED(kept, e);
    size_t n = 0;
    for (size_t i = 0; i < course->n_requires; i++) {
        const sp_pair pair = course->requires[i];
        if (pair.level <= reached[pair.topic]) kept[n++] = pair;
    }
    course->requires = kept;
    course->n_requires = n;
    return SP_OK;
}

static sp_status untangle(sp_catalog *c, const bool *is_given, sp_arena *a, sp_error *e)
{
    const size_t n_topics = c->topics.n_items;
    uint8_t *reached = sp_arena_take(a, n_topics);
    size_t *ranks = sp_arena_array(a, n_topics, sizeof *ranks);
    SP_NEED(reached && ranks, e);
    for (size_t i = 0; i < n_topics; i++) ranks[c->topics.order[i]] = i;
    for (;;) {
        open_all(c, reached);
        sp_course *waiting = find_waiting(c, is_given, reached, ranks);
        if (!waiting) return SP_OK;
        SP_TRY(drop_unmet(waiting, reached, a, e));
    }
}

sp_status sp_entries_infer(sp_catalog *c, const bool *is_given, sp_arena *a, sp_error *e)
{
    inferring in = {.catalog = c,
                    .taught = sp_arena_take(a, c->topics.n_items),
                    .asked = sp_arena_take(a, c->topics.n_items)};
    SP_NEED(in.taught && in.asked, e);
    for (size_t i = 0; i < c->n_courses; i++) {
        const sp_course *course = &c->courses[i];
        for (size_t k = 0; k < course->n_teaches; k++) {
            const sp_pair pair = course->teaches[k];
            if (in.taught[pair.topic] < pair.level) in.taught[pair.topic] = pair.level;
        }
    }
    for (size_t i = 0; i < c->n_courses; i++)
        if (c->courses[i].n_teaches && !(is_given && is_given[i]))
            SP_TRY(infer(&in, &c->courses[i], a, e));
    return untangle(c, is_given, a, e);
}
