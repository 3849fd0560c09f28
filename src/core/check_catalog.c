/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be wrong with a catalogue beyond its form. The checks themselves are in check_*.c, one
 * file a group. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/try.h"
#include "core/check.h"

sp_place sp_check__at_course(const sp_course *course)
{
    return (sp_place){course->file ? course->file : "", course->id, course->line};
}

sp_place sp_check__at_topic(const sp_topic *topic)
{
    return (sp_place){topic->file ? topic->file : "", topic->id, topic->line};
}

sp_place sp_check__at_goal(const sp_goal *goal)
{
    return (sp_place){goal->file ? goal->file : "", goal->id, goal->line};
}

sp_status sp_check__add(sp_checking *k, sp_finding_id id, sp_place place, const char *format, ...)
{
    const sp_finding_kind *kind = &sp_finding_kinds[id];
    va_list args;
    va_start(args, format);
    const sp_status added = sp_findings_add_v(k->findings, kind->severity, kind->code, place.file,
                                              place.where, place.line, format, args);
    va_end(args);
    return added == SP_OK ? SP_OK : sp_fail(k->error, added, "", "out of memory (arena limit)");
}

sp_status sp_catalog_check_records(const sp_catalog *c, sp_findings *findings, sp_arena *a,
                                   sp_error *e)
{
    sp_checking k = {.catalog = c, .findings = findings, .arena = a, .error = e};
    SP_TRY(sp_check__names(&k));
    SP_TRY(sp_check__sources(&k));
    SP_TRY(sp_check__texts(&k));
    return sp_check__numbers(&k);
}

static bool can_start(const sp_checking *k, const sp_course *course)
{
    for (size_t i = 0; i < course->n_requires; i++)
        if (k->reachable[course->requires[i].topic] < course->requires[i].level) return false;
    return true;
}

static void find_reachable(sp_checking *k)
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

sp_status sp_catalog_check_reach(const sp_catalog *c, sp_findings *findings, sp_arena *a,
                                 sp_error *e)
{
    sp_checking k = {.catalog = c, .findings = findings, .arena = a, .error = e};
    k.reachable = sp_arena_take(a, c->topics.n_items);
    SP_NEED(k.reachable, e);
    find_reachable(&k);
    SP_TRY(sp_check__topics(&k));
    SP_TRY(sp_check__courses(&k));
    return sp_check__goals(&k);
}

/* ---- the review ---- */

typedef struct placed {
    sp_finding finding;
    size_t met; /* the order in which they were met */
} placed;

static int compare_places(const void *a, const void *b)
{
    const placed *left = a, *right = b;
    const int order = strcmp(left->finding.file, right->finding.file);
    if (order) return order;
    if (left->finding.line != right->finding.line)
        return left->finding.line > right->finding.line ? 1 : -1;
    return (left->met > right->met) - (left->met < right->met);
}

sp_status sp_review_make(sp_review *out, const sp_catalog *c, const sp_findings *findings,
                         bool is_whole, sp_arena *a, sp_error *e)
{
    const size_t n = findings->n_items;
    placed *rows = sp_arena_array(a, n, sizeof *rows);
    sp_finding *sorted = sp_arena_array(a, n, sizeof *sorted);
    SP_NEED(rows && sorted, e);
    for (size_t i = 0; i < n; i++) rows[i] = (placed){findings->items[i], i};
    if (n) qsort(rows, n, sizeof *rows, compare_places);
    *out = (sp_review){.catalog = c, .findings = *findings, .is_whole = is_whole};
    out->findings.items = sorted;
    out->findings.capacity = n;
    for (size_t i = 0; i < n; i++) {
        sorted[i] = rows[i].finding;
        out->n_warnings += sorted[i].severity == SP_SEVERITY_WARNING;
        out->n_notes += sorted[i].severity == SP_SEVERITY_NOTE;
    }
    return SP_OK;
}
