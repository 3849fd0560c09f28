/* SPDX-License-Identifier: GPL-3.0-or-later
 * The catalogue format, studypath-catalog/1: reading from several parts, writing the effective one.
 * The field tables are in catalog_fields.c.
 *
 * Names may be used before they are defined, and in another part; so a first pass over all parts
 * makes the topics, a second the courses, a third the goals and lists that speak of both. */
#include "io/catalog.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "base/try.h"
#include "core/catalog.h"
#include "core/topics.h"
#include "io/document.h"

#define FORMAT "studypath-catalog/1"
#define AT(type, member) .offset = offsetof(type, member)
#define ROWS(rows) rows, sizeof rows / sizeof *rows

static const sp_field root_rows[] = {
    {"format", SP_FIELD_CUSTOM, .read = sp_document_skip},
    {"id", SP_FIELD_TEXT, AT(sp_catalog, id), .flags = SP_FIELD_IS_ID},
    {"version", SP_FIELD_TEXT, AT(sp_catalog, version)},
    {"topics", SP_FIELD_CUSTOM, .read = sp_document_skip},
    {"goals", SP_FIELD_CUSTOM, .read = sp_document_skip},
    {"lists", SP_FIELD_CUSTOM, .read = sp_document_skip},
    {"courses", SP_FIELD_CUSTOM, .read = sp_document_skip}};
static const sp_fields root_fields = {"a catalogue", ROWS(root_rows), .size = sizeof(sp_catalog),
                                      .extras_offset = offsetof(sp_catalog, extras)};

/* The arrays being filled over all parts. */
typedef struct growing {
    char *items;
    size_t n_items, capacity, size;
} growing;

typedef struct loading {
    sp_catalog *catalog;
    sp_findings *findings;
    sp_arena *arena;
    const sp_text *texts;
    const sp_json **open; /* the trees of the texts */
    size_t n_texts, n_open;
    growing lists[SP_CATALOG_PARTS];
} loading;

static sp_status grow_to(growing *g, size_t n_items, sp_arena *a, sp_error *e)
{
    if (n_items <= g->capacity) return SP_OK;
    char *larger = sp_arena_array(a, n_items, g->size);
    SP_NEED(larger, e);
    if (g->n_items) memcpy(larger, g->items, g->n_items * g->size);
    g->items = larger;
    g->capacity = n_items;
    return SP_OK;
}

static const cJSON *array_in(const sp_json *json, const char *key)
{
    const cJSON *array = cJSON_GetObjectItemCaseSensitive(json->root, key);
    return cJSON_IsArray(array) ? array : NULL;
}

/* First pass: the root's own fields, room for all arrays, and topics by their ids alone, so that
 * any of them can be named. */
static sp_status prepare(loading *l, sp_reader *r)
{
    SP_TRY(sp_fields_read(r, &root_fields, r->json->root, l->catalog));
    for (int p = 0; p < SP_CATALOG_PARTS; p++) {
        const cJSON *array = cJSON_GetObjectItemCaseSensitive(r->json->root,
                                                              sp_catalog_parts[p].key);
        if (array && !cJSON_IsArray(array)) {
            const size_t mark = sp_reader_enter(r, sp_catalog_parts[p].key);
            SP_TRY(sp_reader_refuse(r, array, "wrong-type", "is %s, an array is expected",
                                    sp_json_kind(array)));
            sp_reader_leave(r, mark);
        }
    }
    const cJSON *topics = array_in(r->json, "topics");
    if (!topics) return SP_OK;
    growing *g = &l->lists[SP_CATALOG_TOPICS];
    const size_t n_topics = g->n_items + sp_json_count(topics);
    if (n_topics > SP_MOST_TOPICS)
        return sp_fail(r->error, SP_LIMIT, r->json->file, "has %zu topics, at most %d are read",
                       n_topics, SP_MOST_TOPICS);
    SP_TRY(grow_to(g, n_topics, l->arena, r->error));
    for (const cJSON *child = topics->child; child; child = child->next) {
        if (!cJSON_IsObject(child)) continue; /* refused when it is read */
        const cJSON *id = cJSON_GetObjectItemCaseSensitive(child, "id");
        sp_topic *topic = &((sp_topic *)(void *)g->items)[g->n_items++];
        const char *text = cJSON_IsString(id) ? id->valuestring : "";
        topic->id = sp_arena_text(l->arena, text, strlen(text));
        SP_NEED(topic->id, r->error);
    }
    l->catalog->topics.items = (sp_topic *)(void *)g->items;
    l->catalog->topics.n_items = g->n_items;
    return SP_OK;
}

/* Whether the record behind the n_items others has the id of one of them; every record begins with
 * its id. */
static sp_status refuse_duplicate(sp_reader *r, const cJSON *item, const growing *g)
{
    const char *id, *other;
    memcpy(&id, g->items + g->n_items * g->size, sizeof id);
    for (size_t i = 0; i < g->n_items && id && *id; i++) {
        memcpy(&other, g->items + i * g->size, sizeof other);
        if (other && strcmp(other, id) == 0)
            return sp_reader_refuse(r, item, "duplicate-id", "the id \"%s\" stands twice", id);
    }
    return SP_OK;
}

/* Read one array of one text. Topics have their places already; the others are appended. */
static sp_status read_part(loading *l, sp_reader *r, int which)
{
    const sp_catalog_part *p = &sp_catalog_parts[which];
    growing *g = &l->lists[which];
    const cJSON *array = array_in(r->json, p->key);
    if (!array) return SP_OK;
    if (which != SP_CATALOG_TOPICS)
        SP_TRY(grow_to(g, g->n_items + sp_json_count(array), l->arena, r->error));
    const size_t entered = sp_reader_enter(r, p->key);
    size_t index = 0;
    for (const cJSON *child = array->child; child; child = child->next) {
        const size_t mark = sp_reader_enter_index(r, index++);
        SP_TRY(sp_fields_read(r, p->fields, child, g->items + g->n_items * g->size));
        if (!cJSON_IsObject(child)) { /* refused; it leaves no record */
            sp_reader_leave(r, mark);
            continue;
        }
        if (which != SP_CATALOG_COURSES)
            SP_TRY(refuse_duplicate(r, child, g)); /* courses are many: when they are sorted */
        sp_reader_leave(r, mark);
        g->n_items++;
    }
    sp_reader_leave(r, entered);
    return SP_OK;
}

static sp_status read_part_of_all(loading *l, int which, sp_error *e)
{
    l->lists[which].n_items = 0;
    for (size_t i = 0; i < l->n_texts; i++) {
        sp_reader r = {.json = l->open[i],
                       .catalog = l->catalog,
                       .findings = l->findings,
                       .arena = l->arena,
                       .error = e};
        SP_TRY(read_part(l, &r, which));
    }
    return SP_OK;
}

/* The passes, with every text's tree open. */
static sp_status read_all(loading *l, sp_error *e)
{
    sp_catalog *c = l->catalog;
    for (size_t i = 0; i < l->n_texts; i++) {
        sp_reader r = {.json = l->open[i],
                       .catalog = c,
                       .findings = l->findings,
                       .arena = l->arena,
                       .error = e};
        SP_TRY(sp_document_check_format(r.json, FORMAT, e));
        SP_TRY(prepare(l, &r));
    }
    SP_TRY(read_part_of_all(l, SP_CATALOG_TOPICS, e));
    SP_TRY(read_part_of_all(l, SP_CATALOG_COURSES, e));
    c->courses = (sp_course *)(void *)l->lists[SP_CATALOG_COURSES].items;
    c->n_courses = l->lists[SP_CATALOG_COURSES].n_items;
    sp_catalog_sort(c);
    SP_TRY(read_part_of_all(l, SP_CATALOG_GOALS, e));
    c->goals = (sp_goal *)(void *)l->lists[SP_CATALOG_GOALS].items;
    c->n_goals = l->lists[SP_CATALOG_GOALS].n_items;
    SP_TRY(read_part_of_all(l, SP_CATALOG_LISTS, e));
    c->lists = (sp_list *)(void *)l->lists[SP_CATALOG_LISTS].items;
    c->n_lists = l->lists[SP_CATALOG_LISTS].n_items;
    return SP_OK;
}

/* Open the next text inside the call that opened the one before, so that each tree is parsed once
 * and freed where it was made. */
static sp_status open_next(const sp_json *json, void *payload, sp_error *e)
{
    loading *l = payload;
    if (json) l->open[l->n_open++] = json;
    if (l->n_open == l->n_texts) return read_all(l, e);
    const sp_text *next = &l->texts[l->n_open];
    return sp_json_read(next->text, next->n_bytes, next->name, open_next, l, l->arena, e);
}

static sp_status refuse_duplicate_courses(const sp_catalog *c, sp_findings *f, sp_error *e)
{
    for (size_t i = 1; i < c->n_courses; i++) {
        const sp_course *course = &c->courses[i], *first = &c->courses[i - 1];
        if (!*course->id || strcmp(first->id, course->id) != 0) continue;
        const sp_status status = sp_findings_add(
            f, SP_SEVERITY_ERROR, "duplicate-id", course->file, "courses", course->line,
            "the id \"%s\" stands twice, first at %s:%u", course->id, first->file, first->line);
        if (status != SP_OK) return sp_fail(e, status, course->file, "out of memory (arena limit)");
    }
    return SP_OK;
}

void sp_texts_sha256(char out[65], const sp_text *texts, size_t n_texts)
{
    sp_sha256 sha;
    sp_sha256_start(&sha);
    for (size_t i = 0; i < n_texts; i++) sp_sha256_add(&sha, texts[i].text, texts[i].n_bytes);
    sp_sha256_end(&sha, out);
}

/* Cycles of topics are findings as any others. */
static sp_status sort_topics(sp_catalog *c, sp_findings *findings, sp_arena *a, sp_error *e)
{
    const sp_status status = sp_topics_sort(&c->topics, findings, a, NULL);
    if (status == SP_CYCLE) return sp_document_verdict(findings, e);
    return status == SP_OK ? SP_OK : sp_fail(e, status, "", "out of memory (arena limit)");
}

sp_status sp_catalog_read(sp_catalog *out, const sp_text *texts, size_t n_texts,
                          sp_findings *findings, sp_arena *a, sp_error *e)
{
    *out = (sp_catalog){0};
    loading l = {
        .catalog = out, .findings = findings, .arena = a, .texts = texts, .n_texts = n_texts};
    l.open = sp_arena_array(a, n_texts, sizeof *l.open);
    SP_NEED(l.open, e);
    for (int p = 0; p < SP_CATALOG_PARTS; p++) l.lists[p].size = sp_catalog_parts[p].fields->size;
    SP_TRY(open_next(NULL, &l, e));
    SP_TRY(refuse_duplicate_courses(out, findings, e));
    SP_TRY(sp_document_verdict(findings, e));
    if (!out->id) out->id = "unnamed";
    sp_topics_fill_sizes(&out->topics);
    SP_TRY(sort_topics(out, findings, a, e));
    SP_TRY(sp_catalog_infer_requires(out, a, e));
    return SP_OK;
}

static sp_status note_topics(const sp_json *json, void *payload, sp_error *e)
{
    (void)e;
    *(bool *)payload = cJSON_IsObject(json->root) &&
                       cJSON_GetObjectItemCaseSensitive(json->root, "topics");
    return SP_OK;
}

bool sp_catalog_has_topics(const sp_text *text, sp_arena *a)
{
    bool has_topics = false;
    return sp_json_read(text->text, text->n_bytes, text->name, note_topics, &has_topics, a, NULL) ==
               SP_OK &&
           has_topics;
}

/* ---- writing ---- */

void sp_catalog_write_part(sp_writer *w, const sp_catalog *c, int which, const void *items,
                           size_t n_items)
{
    const sp_fields *fields = sp_catalog_parts[which].fields;
    sp_write_key(w, sp_catalog_parts[which].key);
    sp_write_open(w, '[');
    for (size_t i = 0; i < n_items; i++)
        sp_fields_write(w, fields, c, (const char *)items + i * fields->size);
    sp_write_close(w, ']');
}

const char *sp_catalog_write(const sp_catalog *c, sp_arena *a)
{
    sp_writer w = {.out.arena = a};
    sp_write_open(&w, '{');
    sp_write_member(&w, "format", FORMAT);
    sp_write_member(&w, "id", c->id);
    if (c->version) sp_write_member(&w, "version", c->version);
    sp_catalog_write_part(&w, c, SP_CATALOG_TOPICS, c->topics.items, c->topics.n_items);
    sp_catalog_write_part(&w, c, SP_CATALOG_GOALS, c->goals, c->n_goals);
    if (c->n_lists) sp_catalog_write_part(&w, c, SP_CATALOG_LISTS, c->lists, c->n_lists);
    sp_catalog_write_part(&w, c, SP_CATALOG_COURSES, c->courses, c->n_courses);
    sp_fields_write_extras(&w, &c->extras);
    sp_write_close(&w, '}');
    return w.out.failed ? NULL : w.out.text;
}

/* One course on its way to a writer of another format. */
typedef struct visit {
    sp_course_use *use;
    const sp_course *course;
    void *payload;
    sp_arena *scratch;
} visit;

static sp_status use_course(const sp_json *json, void *payload, sp_error *e)
{
    (void)e;
    const visit *v = payload;
    v->use(json, v->course, v->payload, v->scratch);
    return SP_OK;
}

bool sp_catalog_walk(const sp_catalog *c, sp_course_use *use, void *payload)
{
    sp_arena *scratch = sp_arena_make(0);
    bool all = scratch != NULL;
    for (size_t i = 0; i < c->n_courses && all; i++) {
        const sp_arena_mark mark = sp_arena_here(scratch);
        visit v = {use, &c->courses[i], payload, scratch};
        sp_writer w = {.out.arena = scratch, .flat_from = 1};
        sp_fields_write(&w, sp_catalog_parts[SP_CATALOG_COURSES].fields, c, &c->courses[i]);
        all = !w.out.failed && sp_json_read(w.out.text, w.out.length, c->courses[i].id, use_course,
                                            &v, scratch, NULL) == SP_OK;
        sp_arena_rewind(scratch, mark);
    }
    sp_arena_free(scratch);
    return all;
}
