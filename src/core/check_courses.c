/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks on what courses teach and require. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/try.h"
#include "core/check.h"
#include "studypath/profile.h"
#include "studypath/text.h"

/* About midway between what the shipped courses for beginners require (37 h at the median) and what
 * the advanced ones do (120 h). */
#define MOST_HOURS_BEFORE_BEGINNER 80.0

static unsigned taught_level(const sp_course *course, sp_topic_id topic)
{
    return sp_pairs_level(course->teaches, course->n_teaches, topic);
}

static unsigned required_level(const sp_course *course, sp_topic_id topic)
{
    return sp_pairs_level(course->requires, course->n_requires, topic);
}

static sp_status check_teaches(sp_checking *k, const sp_course *course, const uint8_t *entry)
{
    const sp_place place = sp_check__at_course(course);
    if (!course->n_teaches)
        return sp_check__add(k, SP_FOUND_TEACHES_NOTHING, place,
                             "teaches no topic, so no path can use it");
    for (size_t i = 0; i < course->n_teaches; i++)
        if (course->teaches[i].level > entry[course->teaches[i].topic]) return SP_OK;
    return sp_check__add(k, SP_FOUND_NOTHING_NEW, place,
                         "all that it teaches follows from what it requires");
}

static sp_status check_requires(sp_checking *k, const sp_course *course)
{
    for (size_t i = 0; i < course->n_requires; i++) {
        const sp_pair need = course->requires[i];
        if (k->reachable[need.topic] < need.level)
            SP_TRY(sp_check__add(k, SP_FOUND_UNMET_REQUIREMENT, sp_check__at_course(course),
                                 "requires %s at level %u, which no course brings a beginner to",
                                 k->catalog->topics.items[need.topic].id, (unsigned)need.level));
    }
    return SP_OK;
}

/* The stated level against what is required, where that is no guess of ours: "intermediate" and
 * "advanced" suggest that something is required at sp_stage_entry_level, as the score has it;
 * "beginner" that little is, and that nothing is proved. */
static sp_status check_level(sp_checking *k, const sp_course *course, const uint8_t *entry,
                             const uint8_t *nothing)
{
    unsigned most_required = 0, most_taught = 0;
    for (size_t i = 0; i < course->n_requires; i++)
        if (course->requires[i].level > most_required) most_required = course->requires[i].level;
    for (size_t i = 0; i < course->n_teaches; i++)
        if (course->teaches[i].level > most_taught) most_taught = course->teaches[i].level;
    const sp_place place = sp_check__at_course(course);
    char level[32];
    if (course->level == SP_STAGE_NONE) return SP_OK;
    sp_choice_name(level, SP_CHOICE_STAGE, course->level - 1);
    if (course->requires_given && most_required < sp_stage_entry_level(course->level))
        SP_TRY(sp_check__add(k, SP_FOUND_DOUBTFUL_LEVEL, place,
                             "its stated level is \"%s\", but it requires nothing at level %u",
                             level, sp_stage_entry_level(course->level)));
    if (course->level != SP_STAGE_BEGINNER) return SP_OK;
    const double hours = sp_gap_step_hours(k->catalog, entry, nothing, NULL);
    if (course->requires_given && hours > MOST_HOURS_BEFORE_BEGINNER)
        SP_TRY(
            sp_check__add(k, SP_FOUND_DOUBTFUL_LEVEL, place,
                          "its stated level is \"%s\", but what it requires takes %.0f h to learn",
                          level, hours));
    if (most_taught == SP_LEVEL_DERIVE)
        SP_TRY(sp_check__add(
            k, SP_FOUND_DOUBTFUL_LEVEL, place,
            "its stated level is \"%s\", but it teaches a topic to the level of proofs", level));
    return SP_OK;
}

/* ---- courses that another one outdoes ---- */

static bool teaches_as_much(const sp_course *better, const sp_course *course)
{
    for (size_t i = 0; i < course->n_teaches; i++)
        if (taught_level(better, course->teaches[i].topic) < course->teaches[i].level) return false;
    return true;
}

static bool requires_no_more(const sp_course *better, const sp_course *course)
{
    for (size_t i = 0; i < better->n_requires; i++)
        if (required_level(course, better->requires[i].topic) < better->requires[i].level)
            return false;
    return true;
}

/* In another language, dearer, or the same thing in another form, it is no rival. */
static bool are_rivals(const sp_course *better, const sp_course *course)
{
    const char *one = better->language ? better->language : "",
               *two = course->language ? course->language : "";
    const bool is_same = better->same_as && course->same_as &&
                         strcmp(better->same_as, course->same_as) == 0;
    const bool is_dearer = course->cost != SP_COST_NONE && better->cost > course->cost;
    return !is_same && !is_dearer && strcmp(one, two) == 0;
}

/* Of two that are alike the one with the smaller id outdoes the other. `better` takes no longer. */
static bool outdoes(const sp_course *better, const sp_course *course)
{
    if (better == course || !are_rivals(better, course) || !teaches_as_much(better, course) ||
        !requires_no_more(better, course))
        return false;
    const bool is_alike = better->hours.expected == course->hours.expected &&
                          teaches_as_much(course, better) && requires_no_more(course, better);
    return !is_alike || better < course;
}

/* The courses that teach each topic, the shortest first: those of topic t from items[first[t]] to
 * items[first[t + 1]]. Whoever outdoes a course teaches all that it teaches, so its rarest topic
 * has few candidates. */
typedef struct teachers {
    const sp_course **sorted; /* whose hours are no guess, the shortest first */
    size_t n_sorted;
    const sp_course **items;
    size_t *first;
} teachers;

static int compare_hours(const void *a, const void *b)
{
    const sp_course *const *left = a, *const *right = b;
    const double one = (*left)->hours.expected, two = (*right)->hours.expected;
    if (one != two) return one > two ? 1 : -1;
    return (*left > *right) - (*left < *right);
}

static sp_status sort_by_hours(teachers *out, sp_checking *k)
{
    const sp_catalog *c = k->catalog;
    out->sorted = sp_arena_array(k->arena, c->n_courses, sizeof *out->sorted);
    SP_NEED(out->sorted, k->error);
    for (size_t i = 0; i < c->n_courses; i++)
        if (c->courses[i].hours.basis != SP_BASIS_ESTIMATED &&
            isfinite(c->courses[i].hours.expected))
            out->sorted[out->n_sorted++] = &c->courses[i];
    if (out->n_sorted) qsort(out->sorted, out->n_sorted, sizeof *out->sorted, compare_hours);
    return SP_OK;
}

static sp_status list_teachers(teachers *out, sp_checking *k)
{
    const size_t n_topics = k->catalog->topics.n_items;
    size_t n_pairs = 0;
    out->first = sp_arena_array(k->arena, n_topics + 2, sizeof *out->first);
    SP_NEED(out->first, k->error);
    SP_TRY(sort_by_hours(out, k));
    for (size_t i = 0; i < out->n_sorted; i++) {
        n_pairs += out->sorted[i]->n_teaches;
        for (size_t j = 0; j < out->sorted[i]->n_teaches; j++)
            out->first[out->sorted[i]->teaches[j].topic + 2]++;
    }
    for (size_t t = 2; t < n_topics + 2; t++) out->first[t] += out->first[t - 1];
    out->items = sp_arena_array(k->arena, n_pairs, sizeof *out->items);
    SP_NEED(out->items, k->error);
    for (size_t i = 0; i < out->n_sorted; i++) { /* moves first[t + 1] from t's begin to its end */
        const sp_course *course = out->sorted[i];
        for (size_t j = 0; j < course->n_teaches; j++)
            out->items[out->first[course->teaches[j].topic + 1]++] = course;
    }
    return SP_OK;
}

static const sp_course *find_better(const teachers *by_topic, const sp_course *course)
{
    enum { MOST_RIVALS = 1000 }; /* so that many courses on one topic stay quick to check */
    size_t begin = 0, end = 0;
    for (size_t i = 0; i < course->n_teaches; i++) {
        const sp_topic_id topic = course->teaches[i].topic;
        const size_t from = by_topic->first[topic], to = by_topic->first[topic + 1];
        if (i && to - from >= end - begin) continue;
        begin = from;
        end = to;
    }
    for (size_t i = begin; i < end && i < begin + MOST_RIVALS; i++) {
        const sp_course *better = by_topic->items[i];
        if (better->hours.expected > course->hours.expected) break;
        if (outdoes(better, course)) return better;
    }
    return NULL;
}

static sp_status check_dominated(sp_checking *k)
{
    teachers by_topic = {0};
    SP_TRY(list_teachers(&by_topic, k));
    for (size_t i = 0; i < by_topic.n_sorted; i++) {
        const sp_course *course = by_topic.sorted[i], *better = find_better(&by_topic, course);
        if (!better) continue;
        SP_TRY(sp_check__add(k, SP_FOUND_DOMINATED, sp_check__at_course(course),
                             "\"%s\" teaches at least as much, requires no more and takes %.1f h, "
                             "this one %.1f h",
                             better->id, better->hours.expected, course->hours.expected));
    }
    return SP_OK;
}

sp_status sp_check__courses(sp_checking *k)
{
    const sp_catalog *c = k->catalog;
    uint8_t *entry = sp_arena_take(k->arena, c->topics.n_items);
    const uint8_t *nothing = sp_arena_take(k->arena, c->topics.n_items);
    SP_NEED(entry && nothing, k->error);
    for (size_t i = 0; i < c->n_courses; i++) {
        sp_pairs_close(entry, &c->topics, c->courses[i].requires, c->courses[i].n_requires);
        SP_TRY(check_teaches(k, &c->courses[i], entry));
        SP_TRY(check_requires(k, &c->courses[i]));
        SP_TRY(check_level(k, &c->courses[i], entry, nothing));
    }
    return check_dominated(k);
}
