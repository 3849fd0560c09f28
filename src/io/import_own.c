/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows of our own exports: they say outright what other exports make us guess, so a row is read by
 * the field table of the catalogue format and nothing is added to it. */
#include <math.h>
#include <string.h>

#include "base/try.h"
#include "io/catalog.h"
#include "io/columns.h"
#include "io/import.h"

bool sp_import__is_own(const sp_import_record *record)
{
    return record->own || record->cells;
}

typedef struct reading {
    const sp_catalog *base;
    sp_course *course;
    sp_findings findings;
    bool is_taught;
    sp_import_table *table;
} reading;

static sp_status read_course(const sp_json *json, void *payload, sp_error *e)
{
    reading *r = payload;
    sp_reader reader = {.json = json,
                        .catalog = r->base,
                        .findings = &r->findings,
                        .arena = r->table->arena,
                        .error = e};
    const cJSON *teaches = cJSON_GetObjectItemCaseSensitive(json->root, "teaches");
    r->is_taught = cJSON_IsObject(teaches);
    return sp_fields_read(&reader, sp_catalog_parts[SP_CATALOG_COURSES].fields, json->root,
                          r->course);
}

/* ---- what can't be read ---- */

static void refuse_cell(void *payload, const sp_column *column, const char *wanted)
{
    sp_import__remark(payload, "unread-cell", "its %s is not %s", column->name, wanted);
}

/* A course that requires what it teaches, or more, loses that requirement. */
static void drop_requirements(sp_course *course)
{
    sp_pair *requires = (sp_pair *)course->requires; /* ours: the reader made it */
    size_t n = 0;
    for (size_t i = 0; i < course->n_requires; i++) {
        const sp_pair pair = requires[i];
        const unsigned taught = sp_pairs_level(course->teaches, course->n_teaches, pair.topic);
        if (!taught || pair.level < taught) requires[n++] = pair;
    }
    course->n_requires = n;
}

/* Fields that the reader refused hold their default; what it found only when it compared several
 * is undone here. */
static void undo(sp_course *course, const char *code)
{
    const sp_hours no_hours = {.low = NAN, .expected = NAN, .high = NAN};
    if (strcmp(code, "hours-order") == 0) course->stated_hours = no_hours;
    if (strcmp(code, "rating-scale") == 0)
        course->rating = (sp_rating){.mean = NAN, .of = NAN, .count = NAN};
    if (strcmp(code, "requires-what-it-teaches") == 0) drop_requirements(course);
}

/* The keys that are mandatory in a catalogue are not in a row: its id and topics can be found. */
static void remark_findings(const reading *r, sp_import_remark *remark)
{
    for (size_t i = 0; i < r->findings.n_items; i++) {
        const sp_finding *f = &r->findings.items[i];
        if (strcmp(f->code, "missing-key") == 0) continue;
        sp_import__remark(remark, f->code, "%s%s%s", f->where, *f->where ? ": " : "", f->text);
        undo(r->course, f->code);
    }
}

/* ---- one course ---- */

/* The sources, with room for those of topics and requirements which are found by words. */
static sp_status copy_sources(sp_course *course, sp_import_entry *entry, sp_import_table *t)
{
    entry->sources = sp_arena_array(t->arena, course->n_sources + 2, sizeof *entry->sources);
    SP_NEED(entry->sources, t->error);
    if (course->n_sources)
        memcpy(entry->sources, course->sources, course->n_sources * sizeof *entry->sources);
    course->sources = entry->sources;
    return SP_OK;
}

sp_status sp_import__make_own(sp_course *out, bool *is_taught, sp_import_entry *entry,
                              const sp_catalog *base, sp_import_table *t, sp_import_remark *remark)
{
    const sp_import_record *record = &entry->record;
    reading r = {.base = base, .course = out, .findings = {.arena = t->arena}, .table = t};
    sp_writer w = {.out.arena = t->arena};
    const char *text = record->own;
    if (!text) {
        sp_cells_read(&w, record->cells, refuse_cell, remark);
        SP_NEED(!w.out.failed, t->error);
        text = w.out.text;
    }
    SP_TRY(sp_json_read(text, strlen(text), t->file, read_course, &r, t->arena, t->error));
    remark_findings(&r, remark);
    *is_taught = r.is_taught;
    if (!*out->id) out->id = NULL;
    if (!out->title) out->title = record->texts[SP_IMPORT_TITLE];
    if (!out->requires_given) out->requires = NULL; /* what an export inferred is inferred again */
    out->file = t->file;
    out->line = record->line;
    return copy_sources(out, entry, t);
}
