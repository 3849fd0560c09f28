/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks on where facts come from: links, sources, languages. */
#include <math.h>
#include <string.h>

#include "base/link.h"
#include "base/try.h"
#include "core/check.h"

/* What is said of the whole holds for its part. */
static bool has_source(const sp_catalog *c, const sp_course *course, const char *field)
{
    if (sp_course_source(course, field)) return true;
    const sp_course_id whole = course->part_of ? sp_course_find(c, course->part_of) : SP_NONE;
    return whole != SP_NONE && sp_course_source(&c->courses[whole], field);
}

static bool has_hours(const sp_hours *h)
{
    return isfinite(h->low) || isfinite(h->expected) || isfinite(h->high);
}

static sp_status check_facts(sp_checking *k, const sp_course *course)
{
    const struct {
        bool is_stated;
        const char *field, *also; /* a source of the second serves as well */
    } facts[] = {
        {course->workload != NULL, "workload", "hours"},
        {has_hours(&course->stated_hours), "hours", "workload"},
        {isfinite(course->weekly_low), "weekly_hours", "workload"},
        {isfinite(course->rating.mean), "rating", "rating"},
        {isfinite(course->views), "views", "views"},
        {isfinite(course->upvotes) || isfinite(course->upvotes_below), "upvotes", "upvotes"},
        {isfinite(course->year), "year", "year"},
        {course->level != SP_STAGE_NONE, "level", "level"},
        {course->cost != SP_COST_NONE, "cost", "price"},
        {course->price != NULL, "price", "cost"},
        {course->formal_text != NULL, "formal_text", "formal"},
        {course->formal_given, "formal", "formal_text"},
        {course->n_teaches > 0, "teaches", "teaches"}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (!facts[i].is_stated || has_source(k->catalog, course, facts[i].field) ||
            has_source(k->catalog, course, facts[i].also))
            continue;
        SP_TRY(sp_check__add(k, SP_FOUND_MISSING_SOURCE, sp_check__at_course(course),
                             "%s has no source", facts[i].field));
    }
    return SP_OK;
}

/* Two or three small letters. */
static bool is_language(const char *text)
{
    const size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    return (length == 2 || length == 3) && !text[length];
}

static sp_status check_course(sp_checking *k, const sp_course *course)
{
    const char *fault = course->url ? sp_link_fault(course->url) : NULL;
    if (fault)
        SP_TRY(
            sp_check__add(k, SP_FOUND_BAD_LINK, sp_check__at_course(course), "the link %s", fault));
    if (course->language && !is_language(course->language))
        SP_TRY(sp_check__add(k, SP_FOUND_ODD_LANGUAGE, sp_check__at_course(course),
                             "the language is \"%s\"", course->language));
    return check_facts(k, course);
}

sp_status sp_check__sources(sp_checking *k)
{
    const sp_catalog *c = k->catalog;
    for (size_t t = c->n_shipped_topics; t < c->topics.n_items; t++) {
        const sp_topic *topic = &c->topics.items[t];
        if (!topic->source)
            SP_TRY(sp_check__add(k, SP_FOUND_MISSING_SOURCE, sp_check__at_topic(topic),
                                 "the topic has no source"));
    }
    for (size_t g = c->n_shipped_goals; g < c->n_goals; g++) {
        const sp_goal *goal = &c->goals[g];
        if (!goal->n_sources)
            SP_TRY(sp_check__add(k, SP_FOUND_MISSING_SOURCE, sp_check__at_goal(goal),
                                 "the goal has no source"));
    }
    for (size_t i = 0; i < c->n_courses; i++) SP_TRY(check_course(k, &c->courses[i]));
    return SP_OK;
}
