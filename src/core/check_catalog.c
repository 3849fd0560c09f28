/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be wrong with a catalogue whose form is right: things nobody can reach, rest on one
 * provider, or have no source. */
#include <math.h>
#include <string.h>

#include "base/try.h"
#include "core/catalog.h"
#include "studypath/io.h"

typedef struct check {
    const sp_catalog *catalog;
    sp_findings *findings;
    uint8_t
        *reachable; /* level of each topic that courses can bring somebody to who knows nothing */
    sp_error *error;
} check;

#define REPORT(k, severity, code, file, where, line, ...)                                          \
    do {                                                                                           \
        const sp_status added_ = sp_findings_add((k)->findings, severity, code, file, where, line, \
                                                 __VA_ARGS__);                                     \
        if (added_ != SP_OK)                                                                       \
            return sp_fail((k)->error, added_, "", "out of memory (arena limit)");                 \
    } while (0)

static bool can_start(const check *k, const sp_course *course)
{
    for (size_t i = 0; i < course->n_requires; i++)
        if (k->reachable[course->requires[i].topic] < course->requires[i].level) return false;
    return true;
}

static void find_reachable(check *k)
{
    bool grew = true;
    while (grew) {
        grew = false;
        for (size_t i = 0; i < k->catalog->n_courses; i++) {
            const sp_course *course = &k->catalog->courses[i];
            if (!can_start(k, course)) continue;
            for (size_t j = 0; j < course->n_teaches; j++) {
                uint8_t *level = &k->reachable[course->teaches[j].topic];
                if (course->teaches[j].level <= *level) continue;
                *level = course->teaches[j].level;
                grew = true;
            }
        }
    }
}

static bool has_source(const sp_course *course, const char *field)
{
    for (size_t i = 0; i < course->n_sources; i++)
        if (strcmp(course->sources[i].field, field) == 0) return true;
    return false;
}

static sp_status check_sources(check *k, const sp_course *course)
{
    const struct {
        const char *field;
        bool is_stated;
    } facts[] = {{"workload", course->workload != NULL},
                 {"hours", isfinite(course->stated_hours.low) ||
                               isfinite(course->stated_hours.expected) ||
                               isfinite(course->stated_hours.high)},
                 {"rating", isfinite(course->rating.mean)},
                 {"level", course->level != SP_STAGE_NONE},
                 {"teaches", course->n_teaches > 0}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (facts[i].is_stated && !has_source(course, facts[i].field))
            REPORT(k, SP_SEVERITY_WARNING, "missing-source", course->file, course->id, course->line,
                   "%s has no source", facts[i].field);
    return SP_OK;
}

static bool is_web_link(const char *url)
{
    return strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0;
}

static sp_status check_course(check *k, const sp_course *course)
{
    const sp_catalog *c = k->catalog;
    if (!course->n_teaches)
        REPORT(k, SP_SEVERITY_WARNING, "teaches-nothing", course->file, course->id, course->line,
               "teaches no topic, so no path can use it");
    if (course->url && !is_web_link(course->url))
        REPORT(k, SP_SEVERITY_ERROR, "bad-link", course->file, course->id, course->line,
               "the link does not begin with http:// or https://");
    if (course->part_of && sp_course_find(c, course->part_of) == SP_NONE)
        REPORT(k, SP_SEVERITY_ERROR, "unknown-name", course->file, course->id, course->line,
               "is part of \"%s\", which the catalogue does not have", course->part_of);
    for (size_t i = 0; i < course->n_requires; i++) {
        const sp_pair need = course->requires[i];
        if (k->reachable[need.topic] < need.level)
            REPORT(k, SP_SEVERITY_WARNING, "unmet-requirement", course->file, course->id,
                   course->line, "requires %s at level %u, which no course brings a beginner to",
                   c->topics.items[need.topic].id, (unsigned)need.level);
    }
    return check_sources(k, course);
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

static sp_status check_goals(check *k, sp_arena *a)
{
    const sp_catalog *c = k->catalog;
    const size_t n_topics = c->topics.n_items;
    uint8_t *most = sp_arena_take(a, n_topics), *goal = sp_arena_take(a, n_topics);
    SP_NEED(most && goal, k->error);
    for (size_t g = 0; g < c->n_goals; g++) {
        memset(goal, 0, n_topics);
        if (!c->goals[g].n_levels)
            REPORT(k, SP_SEVERITY_WARNING, "empty-goal", c->id, c->goals[g].id, 0,
                   "asks for no topic");
        for (size_t i = 0; i < c->goals[g].n_levels; i++)
            goal[c->goals[g].levels[i].topic] = c->goals[g].levels[i].level;
        sp_levels_close(&c->topics, goal);
        for (size_t t = 0; t < n_topics; t++) {
            if (goal[t] > most[t]) most[t] = goal[t];
            if (goal[t] > k->reachable[t])
                REPORT(k, SP_SEVERITY_WARNING, "goal-out-of-reach", c->id, c->goals[g].id, 0,
                       "needs %s at level %u, which no course brings a beginner to",
                       c->topics.items[t].id, (unsigned)goal[t]);
        }
    }
    for (size_t t = 0; t < n_topics; t++) {
        for (unsigned l = SP_LEVEL_USE; l <= most[t] && l <= k->reachable[t]; l++) {
            const char *provider;
            if (count_providers(c, (sp_topic_id)t, l, &provider) == 1)
                REPORT(k, SP_SEVERITY_NOTE, "single-provider", c->id, c->topics.items[t].id, 0,
                       "level %u, which goals need, is taught by %s alone", l, provider);
        }
    }
    return SP_OK;
}

sp_status sp_catalog_check(const sp_catalog *c, sp_findings *findings, sp_arena *a, sp_error *e)
{
    check k = {.catalog = c, .findings = findings, .error = e};
    k.reachable = sp_arena_take(a, c->topics.n_items);
    SP_NEED(k.reachable, e);
    find_reachable(&k);
    for (size_t i = 0; i < c->n_courses; i++) SP_TRY(check_course(&k, &c->courses[i]));
    return check_goals(&k, a);
}
