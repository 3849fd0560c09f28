/* SPDX-License-Identifier: GPL-3.0-or-later
 * See studypath/stats.h. Distinct things are counted by sorting, so that the work grows with the
 * number of pairs taught, not with topics times courses. */
#include "studypath/stats.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/try.h"
#include "core/catalog.h"

/* ---- names ---- */

static int compare_names(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

static int compare_tallies(const void *a, const void *b)
{
    const sp_tally *left = a, *right = b;
    if (left->n_courses != right->n_courses) return left->n_courses > right->n_courses ? -1 : 1;
    return strcmp(left->name, right->name);
}

/* Count the names, which are sorted by this; NULL is none. */
static sp_status tally(sp_tallies *out, const char **names, size_t n_names, sp_arena *a,
                       sp_error *e)
{
    size_t n = 0, n_items = 0;
    for (size_t i = 0; i < n_names; i++)
        if (names[i]) names[n++] = names[i];
    if (n) qsort(names, n, sizeof *names, compare_names);
    sp_tally *items = sp_arena_array(a, n, sizeof *items);
    SP_NEED(items, e);
    for (size_t i = 0; i < n; i++) {
        if (!n_items || strcmp(items[n_items - 1].name, names[i]) != 0)
            items[n_items++].name = names[i];
        items[n_items - 1].n_courses++;
    }
    if (n_items) qsort(items, n_items, sizeof *items, compare_tallies);
    *out = (sp_tallies){.items = items, .n_items = n_items, .n_not_stated = n_names - n};
    return SP_OK;
}

static sp_status tally_names(sp_stats *out, const sp_catalog *c, sp_arena *a, sp_error *e)
{
    sp_tallies suppliers;
    const char **names = sp_arena_array(a, c->n_courses, sizeof *names);
    SP_NEED(names, e);
    for (size_t i = 0; i < c->n_courses; i++) names[i] = c->courses[i].language;
    SP_TRY(tally(&out->languages, names, c->n_courses, a, e));
    for (size_t i = 0; i < c->n_courses; i++) names[i] = c->courses[i].provider;
    SP_TRY(tally(&out->providers, names, c->n_courses, a, e));
    for (size_t i = 0; i < c->n_courses; i++) names[i] = sp_course_supplier(&c->courses[i]);
    SP_TRY(tally(&suppliers, names, c->n_courses, a, e));
    out->n_suppliers = suppliers.n_items;
    return SP_OK;
}

/* ---- what a course states ---- */

static sp_rating_kind rating_kind(const sp_course *course)
{
    if (isfinite(course->rating.mean))
        return isfinite(course->rating.count) ? SP_RATING_STARS_COUNTED : SP_RATING_STARS;
    return isfinite(course->views) ? SP_RATING_VIEWS : SP_RATING_NONE;
}

static void count_courses(sp_stats *out, const sp_catalog *c)
{
    for (size_t i = 0; i < c->n_courses; i++) {
        const sp_course *course = &c->courses[i];
        out->n_unused += course->n_teaches == 0;
        out->n_hours[course->hours.basis]++;
        out->n_ratings[rating_kind(course)]++;
        out->n_formats[course->format]++;
        out->n_costs[course->cost]++;
        out->n_stages[course->level]++;
    }
}

/* ---- coverage ---- */

/* One pair that a course teaches. */
typedef struct teaching {
    sp_topic_id topic;
    uint8_t level;
    const char *supplier;
} teaching;

/* By topic and supplier, the highest level first. */
static int compare_teachings(const void *a, const void *b)
{
    const teaching *left = a, *right = b;
    if (left->topic != right->topic) return left->topic > right->topic ? 1 : -1;
    const int supplier = strcmp(left->supplier, right->supplier);
    return supplier ? supplier : (left->level < right->level) - (left->level > right->level);
}

static sp_status list_teachings(teaching **out, size_t *n_out, const sp_catalog *c, sp_arena *a,
                                sp_error *e)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_courses; i++) n += c->courses[i].n_teaches;
    teaching *items = sp_arena_array(a, n, sizeof *items);
    SP_NEED(items, e);
    n = 0;
    for (size_t i = 0; i < c->n_courses; i++) {
        const sp_course *course = &c->courses[i];
        for (size_t k = 0; k < course->n_teaches; k++)
            items[n++] = (teaching){course->teaches[k].topic, course->teaches[k].level,
                                    sp_course_supplier(course)};
    }
    if (n) qsort(items, n, sizeof *items, compare_teachings);
    *out = items;
    *n_out = n;
    return SP_OK;
}

static sp_status cover_topics(sp_coverage *topics, const sp_catalog *c, sp_arena *a, sp_error *e)
{
    teaching *taught;
    size_t n_taught;
    SP_TRY(list_teachings(&taught, &n_taught, c, a, e));
    for (size_t i = 0; i < n_taught; i++) {
        sp_coverage *topic = &topics[taught[i].topic];
        const bool is_new = i == 0 || taught[i - 1].topic != taught[i].topic ||
                            strcmp(taught[i - 1].supplier, taught[i].supplier) != 0;
        for (unsigned l = 1; l <= taught[i].level; l++) {
            topic->n_courses[l]++;
            topic->n_suppliers[l] += is_new; /* the first of a supplier is its highest */
        }
    }
    return SP_OK;
}

static sp_status note_needed(sp_coverage *topics, const sp_catalog *c, sp_arena *a, sp_error *e)
{
    uint8_t *levels = sp_arena_take(a, c->topics.n_items);
    SP_NEED(levels, e);
    for (size_t g = 0; g < c->n_goals; g++) {
        sp_pairs_close(levels, &c->topics, c->goals[g].levels, c->goals[g].n_levels);
        for (size_t t = 0; t < c->topics.n_items; t++)
            if (levels[t] > topics[t].needed) topics[t].needed = levels[t];
    }
    return SP_OK;
}

static void count_needed(sp_stats *out, const sp_coverage *topics)
{
    for (size_t t = 0; t < out->n_topics; t++) {
        for (unsigned l = 1; l <= topics[t].needed; l++) {
            out->n_needed++;
            out->n_needed_untaught += topics[t].n_suppliers[l] == 0;
            out->n_needed_single += topics[t].n_suppliers[l] == 1;
        }
    }
}

/* ---- areas ---- */

/* A topic on its way into its area. */
typedef struct member {
    const char *area;
    sp_topic_id first; /* the first topic of the area */
    sp_topic_id topic;
} member;

static int compare_by_area(const void *a, const void *b)
{
    const member *left = a, *right = b;
    const int area = strcmp(left->area, right->area);
    return area ? area : (left->topic > right->topic) - (left->topic < right->topic);
}

static int compare_by_first(const void *a, const void *b)
{
    const member *left = a, *right = b;
    if (left->first != right->first) return left->first > right->first ? 1 : -1;
    return (left->topic > right->topic) - (left->topic < right->topic);
}

/* The topics, those of an area side by side, areas in the order of their first topics. */
static sp_status order_topics(member **out, const sp_topics *topics, sp_arena *a, sp_error *e)
{
    const size_t n = topics->n_items;
    member *members = sp_arena_array(a, n, sizeof *members);
    SP_NEED(members, e);
    *out = members;
    if (!n) return SP_OK;
    for (size_t t = 0; t < n; t++)
        members[t] = (member){.area = topics->items[t].area, .topic = (sp_topic_id)t};
    qsort(members, n, sizeof *members, compare_by_area);
    for (size_t i = 0; i < n; i++) {
        const bool begins = i == 0 || strcmp(members[i - 1].area, members[i].area) != 0;
        members[i].first = begins ? members[i].topic : members[i - 1].first;
    }
    qsort(members, n, sizeof *members, compare_by_first);
    return SP_OK;
}

/* How many courses teach something of each area. `area_of` has the area of each topic. */
static sp_status count_by_area(sp_area_coverage *areas, size_t n_areas, const size_t *area_of,
                               const sp_catalog *c, sp_arena *a, sp_error *e)
{
    size_t *last = sp_arena_array(a, n_areas, sizeof *last); /* 1 + the last course counted */
    SP_NEED(last, e);
    for (size_t i = 0; i < c->n_courses; i++) {
        const sp_course *course = &c->courses[i];
        for (size_t k = 0; k < course->n_teaches; k++) {
            const size_t area = area_of[course->teaches[k].topic];
            areas[area].n_courses += last[area] != i + 1;
            last[area] = i + 1;
        }
    }
    return SP_OK;
}

static sp_status make_areas(sp_stats *out, const sp_coverage *topics, const sp_catalog *c,
                            sp_arena *a, sp_error *e)
{
    const size_t n = c->topics.n_items;
    member *members = NULL;
    SP_TRY(order_topics(&members, &c->topics, a, e));
    sp_coverage *ordered = sp_arena_array(a, n, sizeof *ordered);
    sp_area_coverage *areas = sp_arena_array(a, n, sizeof *areas);
    size_t *area_of = sp_arena_array(a, n, sizeof *area_of);
    SP_NEED(ordered && areas && area_of, e);
    for (size_t i = 0; i < n; i++) {
        ordered[i] = topics[members[i].topic];
        if (i == 0 || members[i - 1].first != members[i].first)
            areas[out->n_areas++] = (sp_area_coverage){.area = members[i].area,
                                                       .topics = &ordered[i]};
        areas[out->n_areas - 1].n_topics++;
        area_of[members[i].topic] = out->n_areas - 1;
    }
    out->areas = areas;
    return count_by_area(areas, out->n_areas, area_of, c, a, e);
}

sp_status sp_stats_make(sp_stats *out, const sp_catalog *c, sp_arena *a, sp_error *e)
{
    *out = (sp_stats){.n_topics = c->topics.n_items, .n_courses = c->n_courses};
    sp_coverage *topics = sp_arena_array(a, c->topics.n_items, sizeof *topics);
    SP_NEED(topics, e);
    for (size_t t = 0; t < c->topics.n_items; t++) topics[t].topic = (sp_topic_id)t;
    SP_TRY(cover_topics(topics, c, a, e));
    SP_TRY(note_needed(topics, c, a, e));
    SP_TRY(make_areas(out, topics, c, a, e));
    count_needed(out, topics);
    count_courses(out, c);
    return tally_names(out, c, a, e);
}
