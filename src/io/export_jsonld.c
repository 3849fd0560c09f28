/* SPDX-License-Identifier: GPL-3.0-or-later
 * The courses of a catalogue as schema.org Course in JSON-LD: an ItemList whose items other
 * programs can read, each with what schema.org has no word for as a literal of our own, so that
 * `catalog import` gives the same course back. docs/export.md has the mapping. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/catalog.h"
#include "io/jsonld.h"
#include "studypath/io.h"

const sp_jsonld_text sp_jsonld_texts[SP_JSONLD_TEXTS] = {
    {"id", "identifier", SP_JSONLD_TEXT},
    {"title", "name", SP_JSONLD_TEXT},
    {"url", "url", SP_JSONLD_TEXT},
    {"provider", "provider", SP_JSONLD_ORGANIZATION},
    {"institution", "sourceOrganization", SP_JSONLD_ORGANIZATION},
    {"authors", "author", SP_JSONLD_PERSONS},
    {"format", "learningResourceType", SP_JSONLD_TEXT},
    {"language", "inLanguage", SP_JSONLD_TEXT},
    {"level", "educationalLevel", SP_JSONLD_TEXT},
    {"workload", "hasCourseInstance", SP_JSONLD_WORKLOAD},
    {"formal_text", "coursePrerequisites", SP_JSONLD_FIRST_TEXT},
};

bool sp_jsonld_carries(const char *key)
{
    for (int i = 0; i < SP_JSONLD_TEXTS; i++)
        if (strcmp(sp_jsonld_texts[i].key, key) == 0) return true;
    return false;
}

typedef struct page {
    sp_writer w;
    const sp_catalog *catalog;
    size_t position;
    const sp_course **parts; /* of something, side by side those of the same thing */
    size_t n_parts;
} page;

static void open_node(sp_writer *w, const char *type)
{
    sp_write_open_flat(w, '{');
    sp_write_member(w, "@type", type);
}

/* A node with one more member. */
static void put_node(sp_writer *w, const char *type, const char *key, const char *text)
{
    open_node(w, type);
    sp_write_member(w, key, text);
    sp_write_close(w, '}');
}

/* ---- what schema.org carries exactly ---- */

static void put_text(page *p, const sp_jsonld_text *row, const cJSON *value)
{
    sp_writer *w = &p->w;
    switch (row->shape) {
    case SP_JSONLD_TEXT: sp_write_text(w, value->valuestring); return;
    case SP_JSONLD_ORGANIZATION: put_node(w, "Organization", "name", value->valuestring); return;
    case SP_JSONLD_WORKLOAD:
        put_node(w, "CourseInstance", "courseWorkload", value->valuestring);
        return;
    case SP_JSONLD_PERSONS:
        sp_write_open_flat(w, '[');
        for (const cJSON *child = value->child; child; child = child->next)
            put_node(w, "Person", "name", child->valuestring);
        sp_write_close(w, ']');
        return;
    case SP_JSONLD_FIRST_TEXT: return; /* goes with what a course requires */
    }
}

static void put_texts(page *p, const cJSON *course)
{
    for (int i = 0; i < SP_JSONLD_TEXTS; i++) {
        const sp_jsonld_text *row = &sp_jsonld_texts[i];
        const cJSON *value = cJSON_GetObjectItemCaseSensitive(course, row->key);
        if (!value || row->shape == SP_JSONLD_FIRST_TEXT) continue;
        sp_write_key(&p->w, row->property);
        put_text(p, row, value);
    }
}

/* ---- what schema.org has words for, but not for all of it ---- */

/* "PT58H30M", to the minute. */
static void put_duration(sp_writer *w, const sp_hours *hours)
{
    char text[48];
    if (hours->basis != SP_BASIS_STATED && hours->basis != SP_BASIS_DERIVED) return;
    const long minutes = lround(hours->expected * 60);
    if (minutes % 60)
        snprintf(text, sizeof text, "PT%ldH%ldM", minutes / 60, minutes % 60);
    else
        snprintf(text, sizeof text, "PT%ldH", minutes / 60);
    sp_write_member(w, "timeRequired", text);
}

static void put_rating(sp_writer *w, const sp_rating *rating)
{
    if (!isfinite(rating->mean)) return;
    sp_write_key(w, "aggregateRating");
    open_node(w, "AggregateRating");
    sp_write_key(w, "ratingValue");
    sp_write_number(w, rating->mean);
    sp_write_key(w, "bestRating");
    sp_write_number(w, rating->of);
    if (isfinite(rating->count)) {
        sp_write_key(w, "ratingCount");
        sp_write_number(w, rating->count);
    }
    sp_write_close(w, '}');
}

/* The amount is the course's, or the certificate's where the course itself is free. */
static void put_price(sp_writer *w, const char *price)
{
    sp_reading reading;
    sp_reading_read(&reading, SP_READING_PRICE, price, NULL);
    char amount[sizeof reading.amount];
    snprintf(amount, sizeof amount, "%s", *reading.amount ? reading.amount : reading.certificate);
    char *currency = strchr(amount, ' ');
    if (!currency) return;
    *currency++ = '\0';
    sp_write_member(w, "price", amount);
    sp_write_member(w, "priceCurrency", currency);
}

static void put_cost(sp_writer *w, const sp_course *course)
{
    static const char *const categories[] = {NULL, "Free", "Partially Free", "Paid"};
    if (course->cost) {
        sp_write_member_bool(w, "isAccessibleForFree", course->cost != SP_COST_PAID);
    }
    if (!course->cost && !course->price) return;
    sp_write_key(w, "offers");
    open_node(w, "Offer");
    if (course->cost) sp_write_member(w, "category", categories[course->cost]);
    if (course->price) put_price(w, course->price);
    sp_write_close(w, '}');
}

static void put_teaches(page *p, const sp_course *course)
{
    if (!course->n_teaches) return;
    sp_write_key(&p->w, "teaches");
    sp_write_open(&p->w, '[');
    for (size_t i = 0; i < course->n_teaches; i++) {
        const sp_topic *topic = &p->catalog->topics.items[course->teaches[i].topic];
        open_node(&p->w, "DefinedTerm");
        sp_write_member(&p->w, "termCode", topic->id);
        sp_write_member(&p->w, "name", topic->name);
        sp_write_close(&p->w, '}');
    }
    sp_write_close(&p->w, ']');
}

/* The provider's own words first, then what is required, unless that was only inferred. */
static void put_requires(page *p, const sp_course *course)
{
    const size_t n_requires = course->requires_given ? course->n_requires : 0;
    if (!course->formal_text && !n_requires) return;
    sp_write_key(&p->w, "coursePrerequisites");
    sp_write_open(&p->w, '[');
    if (course->formal_text) sp_write_text(&p->w, course->formal_text);
    for (size_t i = 0; i < n_requires; i++) {
        const sp_pair pair = course->requires[i];
        char level[32];
        snprintf(level, sizeof level, "level %u, %s", pair.level, sp_level_name(pair.level));
        open_node(&p->w, "AlignmentObject");
        sp_write_member(&p->w, "alignmentType", "requires");
        sp_write_member(&p->w, "targetName", p->catalog->topics.items[pair.topic].name);
        sp_write_member(&p->w, "targetDescription", level);
        sp_write_close(&p->w, '}');
    }
    sp_write_close(&p->w, ']');
}

/* ---- parts ---- */

static int compare_parts(const void *a, const void *b)
{
    const sp_course *const *left = a, *const *right = b;
    const int whole = strcmp((*left)->part_of, (*right)->part_of);
    return whole ? whole : strcmp((*left)->id, (*right)->id);
}

static bool list_parts(page *p, sp_arena *a)
{
    const sp_catalog *c = p->catalog;
    p->parts = sp_arena_array(a, c->n_courses, sizeof *p->parts);
    if (!p->parts) return false;
    for (size_t i = 0; i < c->n_courses; i++)
        if (c->courses[i].part_of) p->parts[p->n_parts++] = &c->courses[i];
    if (p->n_parts) qsort(p->parts, p->n_parts, sizeof *p->parts, compare_parts);
    return true;
}

/* The address of a course inside of the document. */
static void put_reference(sp_writer *w, const char *id)
{
    sp_buffer b = {.arena = w->out.arena};
    sp_buffer_puts(&b, "#");
    for (const char *s = id; *s; s++) sp_buffer_add(&b, *s == '#' ? "%23" : s, *s == '#' ? 3 : 1);
    w->out.failed = w->out.failed || b.failed;
    sp_write_member(w, "@id", b.failed ? "" : b.text);
}

static void put_parts(page *p, const sp_course *course)
{
    if (course->part_of) {
        sp_write_key(&p->w, "isPartOf");
        sp_write_open_flat(&p->w, '{');
        put_reference(&p->w, course->part_of);
        sp_write_close(&p->w, '}');
    }
    size_t low = 0, high = p->n_parts;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(p->parts[middle]->part_of, course->id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == p->n_parts || strcmp(p->parts[low]->part_of, course->id) != 0) return;
    sp_write_key(&p->w, "hasPart");
    sp_write_open_flat(&p->w, '[');
    for (; low < p->n_parts && strcmp(p->parts[low]->part_of, course->id) == 0; low++) {
        sp_write_open(&p->w, '{');
        put_reference(&p->w, p->parts[low]->id);
        sp_write_close(&p->w, '}');
    }
    sp_write_close(&p->w, ']');
}

/* ---- the document ---- */

/* All that the properties of the table do not carry. */
static void put_rest(sp_writer *w, const sp_json *json, sp_arena *scratch)
{
    sp_write_key(w, SP_JSONLD_COURSE);
    sp_write_open(w, '{');
    for (const cJSON *child = json->root->child; child; child = child->next) {
        if (sp_jsonld_carries(child->string)) continue;
        const char *raw = sp_json_raw(json, child, scratch);
        sp_write_key(w, child->string);
        sp_write_raw(w, raw ? raw : "null");
        w->out.failed = w->out.failed || !raw;
    }
    sp_write_close(w, '}');
}

static void put_item(const sp_json *json, const sp_course *course, void *payload, sp_arena *scratch)
{
    page *p = payload;
    sp_writer *w = &p->w;
    sp_write_open(w, '{');
    sp_write_member(w, "@type", "ListItem");
    sp_write_count(w, "position", ++p->position);
    sp_write_key(w, "item");
    sp_write_open(w, '{');
    sp_write_member(w, "@type", "Course");
    put_reference(w, course->id);
    put_texts(p, json->root);
    if (isfinite(course->year)) {
        char year[16];
        snprintf(year, sizeof year, "%.0f", course->year);
        sp_write_member(w, "datePublished", year);
    }
    put_duration(w, &course->hours);
    put_rating(w, &course->rating);
    put_cost(w, course);
    put_teaches(p, course);
    put_requires(p, course);
    put_parts(p, course);
    put_rest(w, json, scratch);
    sp_write_close(w, '}');
    sp_write_close(w, '}');
}

/* schema.org's words, and ours as JSON literals (JSON-LD 1.1, section 4.2.2). */
static void put_context(sp_writer *w)
{
    static const char *const literals[] = {SP_JSONLD_CATALOG, SP_JSONLD_COURSE};
    sp_write_key(w, "@context");
    sp_write_open_flat(w, '[');
    sp_write_text(w, "https://schema.org");
    sp_write_open(w, '{');
    sp_write_member(w, "studypath", SP_JSONLD_NAMES);
    for (size_t i = 0; i < sizeof literals / sizeof *literals; i++) {
        sp_write_key(w, literals[i]);
        sp_write_open(w, '{');
        sp_write_member(w, "@type", "@json");
        sp_write_close(w, '}');
    }
    sp_write_close(w, '}');
    sp_write_close(w, ']');
}

const char *sp_catalog_write_jsonld(const sp_catalog *c, sp_arena *a)
{
    page p = {.w.out.arena = a, .catalog = c};
    if (!list_parts(&p, a)) return NULL;
    sp_write_open(&p.w, '{');
    put_context(&p.w);
    sp_write_member(&p.w, "@type", "ItemList");
    sp_write_member(&p.w, "name", c->id);
    sp_write_count(&p.w, "numberOfItems", c->n_courses);
    sp_write_key(&p.w, SP_JSONLD_CATALOG);
    sp_write_open_flat(&p.w, '{');
    sp_write_member(&p.w, "id", c->id);
    if (c->version) sp_write_member(&p.w, "version", c->version);
    sp_write_close(&p.w, '}');
    sp_write_key(&p.w, "itemListElement");
    sp_write_open(&p.w, '[');
    const bool all = sp_catalog_walk(c, put_item, &p);
    sp_write_close(&p.w, ']');
    sp_write_close(&p.w, '}');
    return all && !p.w.out.failed ? p.w.out.text : NULL;
}
