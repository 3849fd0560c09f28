/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks on goals: out of reach, or within reach by one provider alone. The shipped goals, which a
 * file without topics speaks of, are not that file's to mend: of them it is only said how many its
 * courses reach. */
#include <string.h>

#include "base/try.h"
#include "core/catalog.h"
#include "core/check.h"
#include "studypath/text.h"

/* What the goal needs and courses do not reach; `most` becomes the highest level that a goal needs
 * of each topic. */
static sp_status check_goal(sp_checking *k, const sp_goal *goal, uint8_t *levels, uint8_t *most)
{
    const sp_topics *topics = &k->catalog->topics;
    if (!goal->n_levels)
        SP_TRY(sp_check__add(k, SP_FOUND_EMPTY_GOAL, sp_check__at_goal(goal), "asks for no topic"));
    sp_pairs_close(levels, topics, goal->levels, goal->n_levels);
    for (size_t t = 0; t < topics->n_items; t++) {
        if (levels[t] > most[t]) most[t] = levels[t];
        if (levels[t] > k->reachable[t])
            SP_TRY(sp_check__add(k, SP_FOUND_GOAL_OUT_OF_REACH, sp_check__at_goal(goal),
                                 "needs %s at level %u, which no course brings a beginner to",
                                 topics->items[t].id, (unsigned)levels[t]));
    }
    return SP_OK;
}

/* Suppliers that teach the topic to the level or above: 0, 1, or 2 for two and more. */
static unsigned count_providers(const sp_catalog *c, sp_topic_id topic, unsigned level,
                                const char **one)
{
    *one = NULL;
    for (size_t i = 0; i < c->n_courses; i++) {
        const sp_course *course = &c->courses[i];
        if (sp_pairs_level(course->teaches, course->n_teaches, topic) < level) continue;
        const char *provider = sp_course_supplier(course);
        if (*one && strcmp(*one, provider) != 0) return 2;
        *one = provider;
    }
    return *one != NULL;
}

static sp_status check_providers(sp_checking *k, const uint8_t *most)
{
    const sp_catalog *c = k->catalog;
    for (size_t t = 0; t < c->topics.n_items; t++) {
        for (unsigned l = SP_LEVEL_USE; l <= most[t] && l <= k->reachable[t]; l++) {
            const char *provider;
            if (count_providers(c, (sp_topic_id)t, l, &provider) == 1)
                SP_TRY(sp_check__add(
                    k, SP_FOUND_SINGLE_PROVIDER, sp_check__at_topic(&c->topics.items[t]),
                    "level %u, which goals need, is taught by %s alone", l, provider));
        }
    }
    return SP_OK;
}

static bool is_reached(const sp_checking *k, const uint8_t *levels)
{
    for (size_t t = 0; t < k->catalog->topics.n_items; t++)
        if (levels[t] > k->reachable[t]) return false;
    return true;
}

static sp_status note_shipped_goals(sp_checking *k, uint8_t *levels)
{
    const sp_catalog *c = k->catalog;
    if (!c->n_shipped_goals || !c->n_courses) return SP_OK;
    sp_buffer names = {.arena = k->arena};
    size_t n_reached = 0;
    for (size_t g = 0; g < c->n_shipped_goals; g++) {
        sp_pairs_close(levels, &c->topics, c->goals[g].levels, c->goals[g].n_levels);
        if (!is_reached(k, levels)) continue;
        sp_buffer_printf(&names, "%s%s", n_reached++ ? ", " : ": ", c->goals[g].id);
    }
    if (names.failed) return sp_fail(k->error, SP_MEMORY, "", "out of memory (arena limit)");
    const sp_place whole_file = {sp_check__at_course(&c->courses[0]).file, "", 0};
    return sp_check__add(k, SP_FOUND_SHIPPED_GOALS, whole_file,
                         "its courses alone bring a beginner to %zu of the %zu shipped goals%s",
                         n_reached, c->n_shipped_goals, n_reached ? names.text : "");
}

sp_status sp_check__goals(sp_checking *k)
{
    const sp_catalog *c = k->catalog;
    uint8_t *levels = sp_arena_take(k->arena, c->topics.n_items);
    uint8_t *most = sp_arena_take(k->arena, c->topics.n_items);
    SP_NEED(levels && most, k->error);
    for (size_t g = c->n_shipped_goals; g < c->n_goals; g++)
        SP_TRY(check_goal(k, &c->goals[g], levels, most));
    SP_TRY(check_providers(k, most));
    return note_shipped_goals(k, levels);
}
