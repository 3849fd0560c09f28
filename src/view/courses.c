/* SPDX-License-Identifier: GPL-3.0-or-later
 * Courses for reading: ranked with the parts of their score, listed, one in full. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/try.h"
#include "studypath/studypath.h"
#include "view/layout.h"

/* ---- rank ---- */

typedef struct ranked {
    double score;
    sp_filter filter;
    sp_course_id id;
} ranked;

static int compare_ranked(const void *a, const void *b)
{
    const ranked *left = a, *right = b;
    const int filtered = (left->filter != SP_FILTER_NONE) - (right->filter != SP_FILTER_NONE);
    if (filtered) return filtered;
    if (left->score != right->score) return left->score > right->score ? -1 : 1;
    return (left->id > right->id) - (left->id < right->id);
}

sp_status sp_rank_order(sp_course_id **out, size_t *n_out, const sp_catalog *c,
                        const sp_scores *scores, const sp_rank_options *options, sp_arena *a,
                        sp_error *e)
{
    ranked *rows = sp_arena_array(a, c->n_courses, sizeof *rows);
    *out = sp_arena_array(a, c->n_courses, sizeof **out);
    SP_NEED(rows && *out, e);
    size_t n = 0;
    for (size_t i = 0; i < c->n_courses; i++) {
        const sp_score *score = &scores->courses[i];
        if (score->filter && !options->all) continue;
        rows[n++] = (ranked){.score = round(score->score * 1e6) / 1e6,
                             .filter = score->filter,
                             .id = (sp_course_id)i};
    }
    if (n) qsort(rows, n, sizeof *rows, compare_ranked);
    if (options->limit && n > options->limit) n = options->limit;
    for (size_t i = 0; i < n; i++) (*out)[i] = rows[i].id;
    *n_out = n;
    return SP_OK;
}

static double no_minus_zero(double part)
{
    return fabs(part) < 0.0005 ? 0 : part;
}

static void put_ranked(sp_buffer *b, const sp_course *course, const sp_score *score)
{
    const char *rule = sp_filter_name(score->filter);
    sp_buffer_safe(b, course->id);
    if (rule) sp_buffer_printf(b, " [%s]", rule);
    sp_buffer_printf(b, "\n  %.3f %.3f ", score->score, score->fit);
    if (rule)
        sp_buffer_puts(b, "      -");
    else
        sp_buffer_printf(b, "%7.1f", (double)score->cost_minutes / 60);
    for (int k = 0; k < SP_FEATURES; k++)
        sp_buffer_printf(b, " %+6.3f", no_minus_zero(score->contribution[k]));
    sp_buffer_puts(b, "\n");
}

const char *sp_view_rank(const sp_scores *scores, const sp_engine *engine,
                         const sp_learner *learner, const sp_rank_options *options, sp_arena *a)
{
    const sp_catalog *c = learner->catalog;
    sp_course_id *ids;
    size_t n_ids;
    sp_buffer b = {.arena = a};
    if (sp_rank_order(&ids, &n_ids, c, scores, options, a, NULL) != SP_OK) return NULL;
    sp_view__line(&b, 0,
                  "Courses by how well each alone suits you. score = %.3f (the median course) + "
                  "what each feature adds:",
                  scores->reference);
    sp_buffer_puts(&b, "\ncourse\n  score   fit  cost h");
    for (int k = 0; k < SP_FEATURES; k++) sp_buffer_printf(&b, " %6.6s", sp_features[k].name);
    sp_buffer_puts(&b, "\n\n");
    for (size_t i = 0; i < n_ids; i++)
        put_ranked(&b, &c->courses[ids[i]], &scores->courses[ids[i]]);
    (void)engine;
    return sp_view__finish(&b);
}

/* ---- list ---- */

const char *sp_view_course_list(const sp_catalog *c, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    bool estimated = false;
    for (size_t i = 0; i < c->n_courses; i++) {
        const sp_course *course = &c->courses[i];
        char hours[48];
        sp_view__hours(hours, course->hours.low, course->hours.high);
        estimated = estimated || course->hours.basis == SP_BASIS_ESTIMATED;
        sp_buffer_printf(&b, "%-12s%c ", hours,
                         course->hours.basis == SP_BASIS_ESTIMATED ? '~' : ' ');
        sp_buffer_safe(&b, course->id);
        sp_buffer_puts(&b, "\n");
    }
    sp_view__line(&b, 0, "%zu course%s.%s", c->n_courses, c->n_courses == 1 ? "" : "s",
                  estimated ? " ~: no hours stated, estimated." : "");
    return sp_view__finish(&b);
}

/* ---- show ---- */

static void put_fact(sp_buffer *b, const char *name, const char *text)
{
    if (!text) return;
    sp_buffer_printf(b, "  %-12s", name);
    sp_view__wrap(b, text, 14, 14);
}

static void put_texts(sp_buffer *b, const char *name, const char *const *texts, size_t n_texts)
{
    sp_buffer joined = {.arena = b->arena};
    for (size_t i = 0; i < n_texts; i++) sp_buffer_printf(&joined, "%s%s", i ? "; " : "", texts[i]);
    if (n_texts) put_fact(b, name, joined.text);
}

static void put_pairs(sp_buffer *b, const char *name, const sp_catalog *c, const sp_pair *pairs,
                      size_t n_pairs, const char *none)
{
    sp_buffer joined = {.arena = b->arena};
    sp_view__names(&joined, c, pairs, n_pairs);
    put_fact(b, name, n_pairs ? joined.text : none);
}

static void put_rating(sp_buffer *b, const sp_course *course, const sp_ratings *ratings,
                       const sp_quality *quality)
{
    static const char *const bases[] = {"no rating: the mean of all that are rated",
                                        "views and upvotes, weak evidence", "stars without a count",
                                        "stars with a count"};
    sp_buffer line = {.arena = b->arena};
    if (isfinite(course->rating.mean)) {
        sp_buffer_printf(&line, "%g of %g", course->rating.mean, course->rating.of);
        if (isfinite(course->rating.count))
            sp_buffer_printf(&line, " (%.0f ratings)", course->rating.count);
    } else {
        sp_buffer_puts(&line, "not stated");
    }
    if (isfinite(course->views)) sp_buffer_printf(&line, "; %.0f views", course->views);
    if (isfinite(course->upvotes)) sp_buffer_printf(&line, ", %.0f upvotes", course->upvotes);
    if (isfinite(course->upvotes_below))
        sp_buffer_printf(&line, ", fewer than %.0f upvotes", course->upvotes_below);
    double low, high;
    sp_buffer_printf(&line, "; quality %.2f", quality->mean);
    if (sp_quality_interval(&low, &high, ratings, quality, NULL) == SP_OK)
        sp_buffer_printf(&line, ", 80 %% between %.2f and %.2f", low, high);
    sp_buffer_printf(&line, " (%s)", bases[quality->basis]);
    put_fact(b, "rating", line.text);
}

static void put_hours(sp_buffer *b, const sp_course *course)
{
    static const char *const bases[] = {"", "stated", "derived from its workload",
                                        "not stated: estimated from what it teaches"};
    char range[48], line[160];
    sp_view__hours(range, course->hours.low, course->hours.high);
    snprintf(line, sizeof line, "%s, %.0f expected (%s)", range, course->hours.expected,
             bases[course->hours.basis]);
    put_fact(b, "hours", line);
}

static void put_choice(sp_buffer *b, const char *name, unsigned value, const char *const *words)
{
    put_fact(b, name, value ? words[value - 1] : "not stated");
}

static void put_year(sp_buffer *b, double year)
{
    char text[16];
    snprintf(text, sizeof text, "%.0f", year);
    if (isfinite(year)) put_fact(b, "year", text);
}

/* What names the course was read where its title was, unless the file says otherwise; what it
 * requires was judged with what it teaches. */
static void put_shared_sources(sp_buffer *b, const sp_course *course)
{
    const struct {
        const char *field;
        bool is_stated;
    } naming[] = {
        {"provider", course->provider != NULL},       {"authors", course->n_authors > 0},
        {"institution", course->institution != NULL}, {"url", course->url != NULL},
        {"format", course->format != SP_FORMAT_NONE}, {"language", course->language != NULL}};
    sp_buffer line = {.arena = b->arena};
    for (size_t i = 0; sp_course_source(course, "title") && i < sizeof naming / sizeof *naming; i++)
        if (naming[i].is_stated && !sp_course_source(course, naming[i].field))
            sp_buffer_printf(&line, "%s%s", line.text ? ", " : "", naming[i].field);
    if (line.text) {
        sp_buffer_puts(&line, ": as title");
        put_fact(b, "", line.text);
    }
    if (course->requires_given && sp_course_source(course, "teaches") &&
        !sp_course_source(course, "requires"))
        put_fact(b, "", "requires: as teaches");
}

static void put_sources(sp_buffer *b, const sp_course *course)
{
    for (size_t i = 0; i < course->n_stated; i++) {
        sp_buffer line = {.arena = b->arena};
        sp_buffer_printf(&line, "%s: %s [%s]", course->stated[i].field, course->stated[i].value,
                         course->stated[i].source ? course->stated[i].source : "no source");
        put_fact(b, i ? "" : "also stated", line.text);
    }
    for (size_t i = 0; i < course->n_sources; i++) {
        sp_buffer line = {.arena = b->arena};
        sp_buffer_printf(&line, "%s: %s", course->sources[i].field, course->sources[i].source);
        put_fact(b, i ? "" : "sources", line.text);
    }
    put_shared_sources(b, course);
}

/* An import states what it inferred as the source of it. */
static const char *inferred_by_import(const sp_course *course, const char *field)
{
    const char *source = sp_course_source(course, field);
    return source && strncmp(source, "inferred", 8) == 0 ? source : NULL;
}

const char *sp_view_course(const sp_catalog *c, const sp_ratings *ratings, sp_course_id id,
                           bool with_sources, sp_arena *a)
{
    static const char *const formats[] = {"course", "lectures", "book", "interactive"};
    static const char *const costs[] = {"free", "free to audit", "paid"};
    static const char *const levels[] = {"beginner", "intermediate", "advanced"};
    const sp_course *course = &c->courses[id];
    sp_buffer b = {.arena = a};
    sp_view__wrap(&b, course->title, 0, 0);
    put_fact(&b, "id", course->id);
    put_fact(&b, "provider", course->provider ? course->provider : "not stated");
    put_fact(&b, "institution", course->institution);
    put_texts(&b, "by", course->authors, course->n_authors);
    put_year(&b, course->year);
    put_choice(&b, "format", course->format, formats);
    put_choice(&b, "level", course->level, levels);
    put_choice(&b, "cost", course->cost, costs);
    put_fact(&b, "price", course->price);
    put_fact(&b, "language", course->language);
    put_fact(&b, "workload", course->workload ? course->workload : "not stated");
    put_hours(&b, course);
    put_rating(&b, course, ratings, &ratings->courses[id]);
    put_pairs(&b, "teaches", c, course->teaches, course->n_teaches, "nothing of the topic graph");
    put_pairs(&b, "requires", c, course->requires, course->n_requires, "nothing");
    if (!course->requires_given)
        put_fact(&b, "", "(inferred from the topics: no source states what it requires)");
    else
        put_fact(&b, "", inferred_by_import(course, "requires"));
    put_fact(&b, "formal", course->formal_text);
    put_fact(&b, "part of", course->part_of);
    put_fact(&b, "same as", course->same_as);
    put_texts(&b, "remarks", course->flags, course->n_flags);
    put_fact(&b, "link", course->url);
    if (with_sources) put_sources(&b, course);
    return sp_view__finish(&b);
}
