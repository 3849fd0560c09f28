/* SPDX-License-Identifier: GPL-3.0-or-later
 * See generate_catalog.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "generate.h"
#include "generate_catalog.h"
#include "unit/small_catalog.h"

enum { MOST_TOPICS = 8, MOST_COURSES = 10, MOST_TEXTS = 3, MOST_NEEDS = 3, MOST_FRAGMENTS = 4 };

typedef struct maker {
    uint64_t state;
    sp_arena *arena;
    size_t n_topics;
} maker;

static uint32_t below(maker *m, uint32_t end)
{
    return generate_below(&m->state, end);
}

static bool one_in(maker *m, uint32_t n)
{
    return below(m, n) == 0;
}

static void *take(maker *m, size_t count, size_t size)
{
    void *items = sp_arena_array(m->arena, count, size);
    assert_non_null(items);
    return items;
}

/* A name with a number in it. */
static const char *name(maker *m, const char *before, unsigned number, const char *after)
{
    char text[64];
    snprintf(text, sizeof text, "%s%u%s", before, number, after);
    const char *copy = sp_arena_text(m->arena, text, strlen(text));
    assert_non_null(copy);
    return copy;
}

static const char *text(maker *m)
{
    static const char *const fragments[] = {"plain",
                                            "two words",
                                            ",",
                                            "\"",
                                            "\"\"",
                                            "\r\n",
                                            "\n",
                                            "\r",
                                            " ",
                                            "\t",
                                            ";",
                                            "; ",
                                            "=",
                                            "=1+1",
                                            "[",
                                            "[]",
                                            "{}",
                                            "none",
                                            "NA",
                                            "-",
                                            "null",
                                            "caf\xc3\xa9",
                                            "\xe7\xb7\x9a",
                                            "\xf0\x9f\xa7\xae",
                                            "\x01",
                                            "\x7f",
                                            "\\",
                                            "\\u0041",
                                            "<b>&",
                                            "'",
                                            "12",
                                            "4.5",
                                            "x-y",
                                            "#",
                                            "|",
                                            "https://a.org/b",
                                            "Free",
                                            "8 weeks",
                                            "English",
                                            "\xef\xbb\xbf",
                                            "@id"};
    char out[256] = "";
    for (uint32_t n = 1 + below(m, MOST_FRAGMENTS); n > 0; n--) {
        const size_t length = strlen(out);
        const char *fragment = fragments[below(m, sizeof fragments / sizeof *fragments)];
        snprintf(out + length, sizeof out - length, "%s", fragment);
    }
    const char *copy = sp_arena_text(m->arena, out, one_in(m, 20) ? 0 : strlen(out));
    assert_non_null(copy);
    return copy;
}

static const char *maybe_text(maker *m)
{
    return one_in(m, 3) ? NULL : text(m);
}

/* Sometimes none at all. */
static const char *const *texts(maker *m, size_t *n)
{
    *n = one_in(m, 2) ? 0 : 1 + below(m, MOST_TEXTS);
    const char **items = take(m, *n, sizeof *items);
    for (size_t i = 0; i < *n; i++) items[i] = text(m);
    return items;
}

static double maybe_number(maker *m, double most)
{
    return one_in(m, 2) ? NAN : floor(most * below(m, 1000) / 1000);
}

/* Sorted pairs; those of `taught` only below the level that it names. */
static const sp_pair *pairs(maker *m, size_t *n, const sp_course *taught)
{
    sp_pair *items = take(m, m->n_topics, sizeof *items);
    *n = 0;
    for (sp_topic_id t = 0; t < m->n_topics; t++) {
        const unsigned most = taught ? sp_pairs_level(taught->teaches, taught->n_teaches, t) : 0;
        const unsigned end = most ? most - 1 : 3;
        if (!end || one_in(m, 2)) continue;
        items[(*n)++] = (sp_pair){t, (uint8_t)(1 + below(m, end))};
    }
    return items;
}

static void state_hours(maker *m, sp_course *course)
{
    const double unit = (1 + below(m, 100000)) / 997.0;
    sp_hours *h = &course->stated_hours;
    const uint32_t which = below(m, 5); /* 0: nothing is stated */
    if (which == 0) return;
    if (which != 1) h->low = unit;
    if (which != 2) h->expected = 2 * unit;
    if (which != 3) h->high = 3 * unit;
    h->basis = (sp_basis)below(m, SP_BASIS_ESTIMATED + 1);
}

static void state_rating(maker *m, sp_rating *rating)
{
    if (one_in(m, 2)) return;
    rating->of = one_in(m, 2) ? 5 : 100;
    rating->mean = rating->of * below(m, 1001) / 1000;
    rating->count = maybe_number(m, 1e6);
    rating->text = maybe_text(m);
}

static void state_lists(maker *m, sp_course *course)
{
    static const char *const keys[] = {"x-a", "x-b c", "x-"};
    static const char *const values[] = {"1.50", "\"a, b\"", "{\"c\": [1, {\"d\": null}]}", "[]"};
    sp_statement *stated = take(m, MOST_TEXTS, sizeof *stated);
    sp_source *sources = take(m, MOST_TEXTS, sizeof *sources);
    sp_extra *extras = take(m, sizeof keys / sizeof *keys, sizeof *extras);
    course->n_stated = below(m, MOST_TEXTS);
    course->n_sources = below(m, MOST_TEXTS);
    course->extras = (sp_extras){extras, below(m, sizeof keys / sizeof *keys + 1)};
    for (size_t i = 0; i < course->n_stated; i++)
        stated[i] = (sp_statement){text(m), text(m), maybe_text(m)};
    for (unsigned i = 0; i < course->n_sources; i++)
        sources[i] = (sp_source){name(m, "field, \"", i, "\""), text(m)};
    for (size_t i = 0; i < course->extras.n_items; i++)
        extras[i] = (sp_extra){keys[i], values[below(m, sizeof values / sizeof *values)]};
    course->stated = stated;
    course->sources = sources;
}

static void make_course(maker *m, sp_course *course, unsigned number)
{
    static const char *const ids[][2] = {{"c", ""}, {"A.", ":b"}, {"", "#x"}, {"-_", "-"}};
    const char *const *id = ids[below(m, 4)];
    *course = blank_course(name(m, id[0], number, id[1]));
    do course->title = text(m);
    while (!*course->title);
    course->provider = maybe_text(m);
    course->institution = maybe_text(m);
    course->url = one_in(m, 2) ? "https://a.org/shared" : maybe_text(m);
    course->language = maybe_text(m);
    course->price = maybe_text(m);
    course->workload = maybe_text(m);
    course->formal_text = maybe_text(m);
    course->part_of = one_in(m, 2) ? "c1" : maybe_text(m);
    course->same_as = maybe_text(m);
    course->authors = texts(m, &course->n_authors);
    course->was = texts(m, &course->n_was);
    course->flags = texts(m, &course->n_flags);
    course->year = one_in(m, 2) ? NAN : (double)(1900 + below(m, 200));
    course->views = maybe_number(m, 1e12);
    course->upvotes = maybe_number(m, 1e9);
    if (isnan(course->upvotes)) course->upvotes_below = one_in(m, 2) ? NAN : 0.5 + below(m, 100);
    course->format = (sp_format)below(m, SP_FORMAT_INTERACTIVE + 1);
    course->cost = (sp_cost)below(m, SP_COST_PAID + 1);
    course->level = (sp_stage)below(m, SP_STAGE_ADVANCED + 1);
    if (one_in(m, 2)) {
        course->weekly_low = 1 + below(m, 100) / 7.0;
        course->weekly_high = course->weekly_low + below(m, 3);
    }
    state_hours(m, course);
    state_rating(m, &course->rating);
    course->teaches = pairs(m, &course->n_teaches, NULL);
    course->requires_given = !one_in(m, 3);
    if (course->requires_given) course->requires = pairs(m, &course->n_requires, course);
    course->formal_given = one_in(m, 2);
    if (course->formal_given) course->formal = pairs(m, &course->n_formal, NULL);
    state_lists(m, course);
}

static void make_topic(maker *m, sp_topic *topic, unsigned number)
{
    *topic = (sp_topic){.id = name(m, "t", number, ""),
                        .name = text(m),
                        .area = name(m, "area ", below(m, 3), ""),
                        .size_is_given = one_in(m, 2)};
    topic->size_hours = topic->size_is_given ? 1 + below(m, 50) : 0;
    topic->synonyms = texts(m, &topic->n_synonyms);
    sp_need *needs = take(m, MOST_NEEDS, sizeof *needs);
    topic->need_sources = take(m, MOST_NEEDS, sizeof *topic->need_sources);
    topic->needs = needs;
    if (number) topic->n_needs = below(m, MOST_NEEDS + 1); /* earlier topics: no cycle */
    for (size_t i = 0; i < topic->n_needs; i++)
        needs[i] = (sp_need){below(m, number), (uint8_t)(1 + below(m, 3)), (uint8_t)below(m, 3)};
    if (topic->n_needs > 1 && one_in(m, 4)) needs[1] = needs[0]; /* said twice */
}

static void make_goal(maker *m, sp_catalog *c)
{
    sp_goal *goal = take(m, 1, sizeof *goal);
    *goal = (sp_goal){.id = "goal", .name = text(m), .note = maybe_text(m)};
    goal->levels = pairs(m, &goal->n_levels, NULL);
    goal->sources = texts(m, &goal->n_sources);
    c->goals = goal;
    c->n_goals = 1;
}

void generate_catalog(sp_catalog *out, uint64_t seed, sp_arena *a)
{
    maker m = {.state = seed, .arena = a};
    m.n_topics = 1 + below(&m, MOST_TOPICS);
    *out = (sp_catalog){.id = "generated", .version = maybe_text(&m)};
    out->topics.n_items = m.n_topics;
    out->topics.items = take(&m, m.n_topics, sizeof *out->topics.items);
    for (unsigned t = 0; t < m.n_topics; t++) make_topic(&m, &out->topics.items[t], t);
    make_goal(&m, out);
    out->n_courses = below(&m, MOST_COURSES + 1);
    out->courses = take(&m, out->n_courses, sizeof *out->courses);
    for (unsigned i = 0; i < out->n_courses; i++) make_course(&m, &out->courses[i], i);
}
