/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks on names: former ids, parts, and courses that may be the same thing twice. */
#include <stdlib.h>
#include <string.h>

#include "base/link.h"
#include "base/try.h"
#include "core/check.h"
#include "core/words.h"
#include "studypath/text.h"

/* ---- former ids ---- */

typedef struct name {
    const char *text;
    const sp_course *course;
    bool is_former;
} name;

/* A present id comes before the former ones that are the same. */
static int compare_names(const void *a, const void *b)
{
    const name *left = a, *right = b;
    const int order = strcmp(left->text, right->text);
    if (order) return order;
    if (left->is_former != right->is_former) return left->is_former ? 1 : -1;
    return (left->course > right->course) - (left->course < right->course);
}

static sp_status check_former_ids(sp_checking *k)
{
    const sp_catalog *c = k->catalog;
    size_t n = c->n_courses;
    for (size_t i = 0; i < c->n_courses; i++) n += c->courses[i].n_was;
    name *names = sp_arena_array(k->arena, n, sizeof *names);
    SP_NEED(names, k->error);
    n = 0;
    for (size_t i = 0; i < c->n_courses; i++) {
        const sp_course *course = &c->courses[i];
        names[n++] = (name){course->id, course, false};
        for (size_t j = 0; j < course->n_was; j++)
            names[n++] = (name){course->was[j], course, true};
    }
    if (n) qsort(names, n, sizeof *names, compare_names);
    for (size_t i = 1; i < n; i++) {
        const name *former = &names[i], *other = &names[i - 1];
        if (!former->is_former || strcmp(former->text, other->text) != 0) continue;
        SP_TRY(sp_check__add(k, SP_FOUND_FORMER_ID_TAKEN, sp_check__at_course(former->course),
                             "the former id \"%s\" is %s of \"%s\"", former->text,
                             other->is_former ? "a former id" : "the id", other->course->id));
    }
    return SP_OK;
}

/* ---- parts ---- */

enum { UNSEEN, ON_THE_WAY, SEEN };

/* The course of which each is a part (SP_NONE for none), names that nobody has being found. */
static sp_status find_wholes(sp_checking *k, sp_course_id *whole_of)
{
    const sp_catalog *c = k->catalog;
    for (size_t i = 0; i < c->n_courses; i++) {
        const sp_course *course = &c->courses[i];
        whole_of[i] = course->part_of ? sp_course_find(c, course->part_of) : SP_NONE;
        if (course->part_of && whole_of[i] == SP_NONE)
            SP_TRY(sp_check__add(k, SP_FOUND_UNKNOWN_NAME, sp_check__at_course(course),
                                 "is part of \"%s\", which the catalogue does not have",
                                 course->part_of));
    }
    return SP_OK;
}

/* Go from `start` outwards to the first course whose root is known or that has no whole, and give
 * that root to all on the way. A circle is found once, and cut where it closes. */
static sp_status climb(sp_checking *k, sp_course_id start, sp_course_id *root_of,
                       sp_course_id *whole_of, uint8_t *seen)
{
    sp_course_id at = start;
    seen[at] = ON_THE_WAY;
    while (whole_of[at] != SP_NONE && seen[whole_of[at]] == UNSEEN) {
        at = whole_of[at];
        seen[at] = ON_THE_WAY;
    }
    const sp_course_id next = whole_of[at];
    if (next != SP_NONE && seen[next] == ON_THE_WAY) {
        const sp_course *courses = k->catalog->courses;
        SP_TRY(sp_check__add(k, SP_FOUND_CYCLE, sp_check__at_course(&courses[at]),
                             "is part of \"%s\", which is a part of it", courses[next].id));
        whole_of[at] = SP_NONE;
    }
    const sp_course_id root = whole_of[at] == SP_NONE ? at : root_of[next];
    for (at = start; at != SP_NONE && seen[at] == ON_THE_WAY; at = whole_of[at]) {
        seen[at] = SEEN;
        root_of[at] = root;
    }
    return SP_OK;
}

/* The outermost whole of each course. */
static sp_status find_roots(sp_checking *k, sp_course_id *root_of)
{
    const size_t n = k->catalog->n_courses;
    sp_course_id *whole_of = sp_arena_array(k->arena, n, sizeof *whole_of);
    uint8_t *seen = sp_arena_take(k->arena, n);
    SP_NEED(whole_of && seen, k->error);
    SP_TRY(find_wholes(k, whole_of));
    for (sp_course_id i = 0; i < n; i++)
        if (seen[i] == UNSEEN) SP_TRY(climb(k, i, root_of, whole_of, seen));
    return SP_OK;
}

/* ---- twins ---- */

/* A text that tells courses apart; "" when a course has none. NULL when out of memory. */
typedef const char *key_of_course(const sp_course *course, sp_arena *a);

typedef struct keyed {
    const char *key;
    const sp_course *course;
    sp_course_id id;
} keyed;

/* By key, then by place, so that the later one is reported. */
static int compare_keyed(const void *a, const void *b)
{
    const keyed *left = a, *right = b;
    const sp_place one = sp_check__at_course(left->course),
                   two = sp_check__at_course(right->course);
    int order = strcmp(left->key, right->key);
    if (!order) order = strcmp(one.file, two.file);
    if (order) return order;
    if (one.line != two.line) return one.line > two.line ? 1 : -1;
    return (left->id > right->id) - (left->id < right->id);
}

/* The courses that have a key, those of the same key beside each other. */
static sp_status sort_by_key(sp_checking *k, keyed **out, size_t *n_out, key_of_course *key_of)
{
    const sp_catalog *c = k->catalog;
    keyed *rows = sp_arena_array(k->arena, c->n_courses, sizeof *rows);
    SP_NEED(rows, k->error);
    size_t n = 0;
    for (size_t i = 0; i < c->n_courses; i++) {
        const char *key = key_of(&c->courses[i], k->arena);
        SP_NEED(key, k->error);
        if (*key) rows[n++] = (keyed){key, &c->courses[i], (sp_course_id)i};
    }
    if (n) qsort(rows, n, sizeof *rows, compare_keyed);
    *out = rows;
    *n_out = n;
    return SP_OK;
}

static const char *same_as_of(const sp_course *course, sp_arena *a)
{
    (void)a;
    return course->same_as ? course->same_as : "";
}

static const char *link_of(const sp_course *course, sp_arena *a)
{
    return course->url && !sp_link_fault(course->url) ? sp_link_key(course->url, a) : "";
}

/* The folded words of title, provider and institution. */
static const char *title_of(const sp_course *course, sp_arena *a)
{
    const char *const texts[] = {course->title, course->provider, course->institution};
    sp_buffer b = {.arena = a};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        sp_words w = {.at = texts[i] ? texts[i] : ""};
        while (sp_words_next(&w)) sp_buffer_printf(&b, "%s ", w.word);
        if (!b.length && !b.failed) return ""; /* a title without words */
        sp_buffer_puts(&b, "|");
    }
    return b.failed ? NULL : b.text;
}

/* Whether both are parts of one thing, or said to be the same. */
static bool are_related(const keyed *a, const keyed *b, const sp_course_id *root_of)
{
    const char *left = a->course->same_as, *right = b->course->same_as;
    return root_of[a->id] == root_of[b->id] || (left && right && strcmp(left, right) == 0);
}

/* Courses with the same key that are not related, each against the one before it. */
static sp_status check_twins(sp_checking *k, const sp_course_id *root_of, sp_finding_id id,
                             key_of_course *key_of, const char *what)
{
    keyed *rows;
    size_t n_rows;
    SP_TRY(sort_by_key(k, &rows, &n_rows, key_of));
    for (size_t i = 1; i < n_rows; i++) {
        const keyed *one = &rows[i - 1], *two = &rows[i];
        if (strcmp(one->key, two->key) != 0 || strcmp(one->course->id, two->course->id) == 0 ||
            are_related(one, two, root_of))
            continue;
        SP_TRY(sp_check__add(k, id, sp_check__at_course(two->course), "has the %s of \"%s\"", what,
                             one->course->id));
    }
    return SP_OK;
}

/* A name of "the same twice" that one course alone bears is misspelt, or says nothing. */
static sp_status check_same_as(sp_checking *k)
{
    keyed *rows;
    size_t n_rows;
    SP_TRY(sort_by_key(k, &rows, &n_rows, same_as_of));
    for (size_t i = 0; i < n_rows; i++) {
        const bool before = i > 0 && strcmp(rows[i - 1].key, rows[i].key) == 0;
        const bool behind = i + 1 < n_rows && strcmp(rows[i + 1].key, rows[i].key) == 0;
        if (!before && !behind)
            SP_TRY(sp_check__add(k, SP_FOUND_SAME_AS_ALONE, sp_check__at_course(rows[i].course),
                                 "is the only one with same_as \"%s\"", rows[i].key));
    }
    return SP_OK;
}

sp_status sp_check__names(sp_checking *k)
{
    sp_course_id *root_of = sp_arena_array(k->arena, k->catalog->n_courses, sizeof *root_of);
    SP_NEED(root_of, k->error);
    SP_TRY(check_former_ids(k));
    SP_TRY(find_roots(k, root_of));
    SP_TRY(check_twins(k, root_of, SP_FOUND_SAME_LINK, link_of, "link"));
    SP_TRY(check_twins(k, root_of, SP_FOUND_SAME_TITLE, title_of, "title and provider"));
    return check_same_as(k);
}
