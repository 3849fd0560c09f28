/* SPDX-License-Identifier: GPL-3.0-or-later
 * Looking up names, the table of step hours, and completing a catalogue that was read. */
#include "core/catalog.h"

#include <stdlib.h>
#include <string.h>

#include "base/try.h"

const double sp_step_shares[SP_LEVELS] = {0, 0.3, 1, 2.2};

sp_topic_id sp_topic_find(const sp_catalog *c, const char *id)
{
    for (size_t t = 0; t < c->topics.n_items; t++)
        if (strcmp(c->topics.items[t].id, id) == 0) return (sp_topic_id)t;
    return SP_NONE;
}

sp_goal_id sp_goal_find(const sp_catalog *c, const char *id)
{
    for (size_t g = 0; g < c->n_goals; g++)
        if (strcmp(c->goals[g].id, id) == 0) return (sp_goal_id)g;
    return SP_NONE;
}

static int compare_courses(const void *a, const void *b)
{
    const sp_course *left = a, *right = b;
    return strcmp(left->id, right->id);
}

/* An id that stands twice is a mistake; which of the two comes first must not depend on the sort.
 */
static int compare_places(const void *a, const void *b)
{
    const sp_course *left = a, *right = b;
    int order = compare_courses(a, b);
    if (!order) order = strcmp(left->file ? left->file : "", right->file ? right->file : "");
    return order ? order : (left->line > right->line) - (left->line < right->line);
}

void sp_catalog_sort(sp_catalog *c)
{
    if (c->n_courses) qsort(c->courses, c->n_courses, sizeof *c->courses, compare_places);
}

sp_course_id sp_course_find(const sp_catalog *c, const char *id)
{
    if (!c->n_courses) return SP_NONE;
    const sp_course key = {.id = id};
    const sp_course *found = bsearch(&key, c->courses, c->n_courses, sizeof key, compare_courses);
    if (found) return (sp_course_id)(found - c->courses);
    for (size_t i = 0; i < c->n_courses; i++)
        for (size_t k = 0; k < c->courses[i].n_was; k++)
            if (strcmp(c->courses[i].was[k], id) == 0) return (sp_course_id)i;
    return SP_NONE;
}

const sp_pair *sp_course_entry(size_t *n_out, const sp_course *course, bool formal)
{
    const bool listed = formal && course->formal_given;
    *n_out = listed ? course->n_formal : course->n_requires;
    return listed ? course->formal : course->requires;
}

const char *sp_course_source(const sp_course *course, const char *field)
{
    for (size_t i = 0; i < course->n_sources; i++)
        if (strcmp(course->sources[i].field, field) == 0) return course->sources[i].source;
    return NULL;
}

const char *sp_course_supplier(const sp_course *course)
{
    if (course->same_as) return course->same_as;
    return course->provider ? course->provider : course->id;
}

unsigned sp_pairs_level(const sp_pair *pairs, size_t n_pairs, sp_topic_id topic)
{
    size_t low = 0, high = n_pairs;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (pairs[middle].topic < topic)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n_pairs && pairs[low].topic == topic ? pairs[low].level : 0;
}

static double mean_given_size(const sp_topics *topics, const char *area)
{
    double sum = 0;
    size_t n = 0;
    for (size_t t = 0; t < topics->n_items; t++) {
        const sp_topic *topic = &topics->items[t];
        if (!topic->size_is_given || (area && strcmp(area, topic->area) != 0)) continue;
        sum += topic->size_hours;
        n++;
    }
    return n ? sum / (double)n : 0;
}

void sp_topics_fill_sizes(sp_topics *topics)
{
    const double overall = mean_given_size(topics, NULL);
    for (size_t t = 0; t < topics->n_items; t++) {
        sp_topic *topic = &topics->items[t];
        if (topic->size_is_given) continue;
        const double of_area = mean_given_size(topics, topic->area);
        topic->size_hours = of_area > 0 ? of_area : overall > 0 ? overall : SP_DEFAULT_SIZE_HOURS;
    }
}

sp_status sp_steps_set(sp_catalog *c, const sp_area_factor *factors, size_t n_factors, sp_arena *a,
                       sp_error *e)
{
    c->step_hours = sp_arena_array(a, c->topics.n_items * SP_LEVELS, sizeof *c->step_hours);
    SP_NEED(c->step_hours, e);
    for (size_t t = 0; t < c->topics.n_items; t++) {
        const sp_topic *topic = &c->topics.items[t];
        double size = topic->size_hours;
        for (size_t i = 0; i < n_factors; i++)
            if (strcmp(factors[i].area, topic->area) == 0) size *= factors[i].factor;
        for (unsigned l = 1; l < SP_LEVELS; l++)
            c->step_hours[t * SP_LEVELS + l] = size * (sp_step_shares[l] - sp_step_shares[l - 1]);
    }
    return SP_OK;
}

unsigned sp_stage_entry_level(sp_stage stage)
{
    static const unsigned levels[] = {
        [SP_STAGE_INTERMEDIATE] = SP_LEVEL_FOLLOW, [SP_STAGE_ADVANCED] = SP_LEVEL_USE};
    return levels[stage];
}

double sp_course_step_hours(const sp_catalog *c, const sp_course *course)
{
    double sum = 0;
    for (size_t i = 0; i < course->n_teaches; i++) {
        const sp_pair pair = course->teaches[i];
        const unsigned entry = sp_pairs_level(course->requires, course->n_requires, pair.topic);
        for (unsigned l = entry + 1; l <= pair.level; l++)
            sum += c->step_hours[pair.topic * SP_LEVELS + l];
    }
    return sum;
}

/* What the pair (topic, level) of `course` asks for, by the rule of the header, into levels[]. */
static void infer_for_pair(const sp_catalog *c, const sp_course *course, sp_pair pair,
                           uint8_t *levels)
{
    const sp_topic *topic = &c->topics.items[pair.topic];
    if (pair.level < SP_LEVEL_USE) return;
    if (pair.level == SP_LEVEL_DERIVE) levels[pair.topic] = SP_LEVEL_USE;
    for (size_t k = 0; k < topic->n_needs; k++) {
        const sp_need need = topic->needs[k];
        if (pair.level < need.from || strcmp(c->topics.items[need.topic].area, topic->area) == 0)
            continue;
        const unsigned least = pair.level > need.lag + 1U ? pair.level - need.lag : 1;
        if (sp_pairs_level(course->teaches, course->n_teaches, need.topic) >= least) continue;
        if (levels[need.topic] < least) levels[need.topic] = (uint8_t)least;
    }
}

static sp_status infer_requires(const sp_catalog *c, sp_course *course, uint8_t *levels,
                                sp_arena *a, sp_error *e)
{
    const size_t n_topics = c->topics.n_items;
    memset(levels, 0, n_topics);
    for (size_t i = 0; i < course->n_teaches; i++)
        infer_for_pair(c, course, course->teaches[i], levels);
    size_t n = 0;
    for (size_t t = 0; t < n_topics; t++) n += levels[t] > 0;
    sp_pair *requires = sp_arena_array(a, n, sizeof *requires);
    SP_NEED(requires, e);
    n = 0;
    for (size_t t = 0; t < n_topics; t++)
        if (levels[t]) requires[n++] = (sp_pair){.topic = (sp_topic_id)t, .level = levels[t]};
    course->requires = requires;
    course->n_requires = n;
    return SP_OK;
}

sp_status sp_catalog_infer_requires(sp_catalog *c, sp_arena *a, sp_error *e)
{
    uint8_t *levels = sp_arena_take(a, c->topics.n_items);
    SP_NEED(levels, e);
    for (size_t i = 0; i < c->n_courses; i++)
        if (!c->courses[i].requires_given) SP_TRY(infer_requires(c, &c->courses[i], levels, a, e));
    return SP_OK;
}
