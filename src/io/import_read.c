/* SPDX-License-Identifier: GPL-3.0-or-later
 * Import: records of whatever format become courses; each row is kept, merged or skipped, and says
 * why. See studypath/import.h and docs/import.md. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/link.h"
#include "base/file.h"
#include "base/try.h"
#include "core/entry.h"
#include "core/match.h"
#include "core/words.h"
#include "io/document.h"
#include "io/import.h"

enum { ID_BYTES = 60, SUFFIX_BYTES = 24 };

typedef struct importing {
    sp_import *out;
    sp_import_table *table;
    sp_matcher *matcher;
    sp_findings *findings;
    sp_import_entry *entries; /* one a course */
    size_t n_entries;
    bool *is_given;            /* of each course: its requirements are not to be inferred */
    sp_import_index keys, ids; /* identity to entry; id to entry */
    sp_import_index numbers;   /* beginning of an id to the next number that was not tried */
    sp_arena *arena;
    sp_error *error;
} importing;

sp_status sp_import_load(sp_text *out, const char *path, sp_arena *a, sp_error *e)
{
    out->name = strcmp(path, "-") == 0 ? "standard input" : path;
    return sp_file_read(&out->text, &out->n_bytes, path, SP_IMPORT_MAX_BYTES, a, e);
}

/* ---- which format ---- */

static bool has_suffix(const char *name, const char *suffix)
{
    const size_t length = strlen(name), n = strlen(suffix);
    return length > n && strcmp(name + length - n, suffix) == 0;
}

static sp_import_format guess(const sp_text *text)
{
    static const struct {
        const char *suffix;
        sp_import_format format;
    } suffixes[] = {{".csv", SP_IMPORT_CSV},     {".tsv", SP_IMPORT_CSV},
                    {".json", SP_IMPORT_JSONLD}, {".jsonld", SP_IMPORT_JSONLD},
                    {".md", SP_IMPORT_MARKDOWN}, {".markdown", SP_IMPORT_MARKDOWN}};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (has_suffix(text->name, suffixes[i].suffix)) return suffixes[i].format;
    const char *first = text->text + strspn(text->text, " \t\r\n");
    if (*first == '{' || *first == '[') return SP_IMPORT_JSONLD;
    return *first == '|' || *first == '#' ? SP_IMPORT_MARKDOWN : SP_IMPORT_CSV;
}

static sp_status read_table(sp_import_table *t, sp_import_format format, const sp_text *text)
{
    switch (format) {
    case SP_IMPORT_JSONLD: return sp_import__read_jsonld(t, text);
    case SP_IMPORT_MARKDOWN: return sp_import__read_markdown(t, text);
    case SP_IMPORT_CSV:
    case SP_IMPORT_GUESS: break;
    }
    return sp_import__read_csv(t, text);
}

/* ---- rows that do not fit their header ---- */

/* Whether what the row states fits its columns, as far as that can be told: a shifted row has a
 * text where the link should be, or a name where the rating should be. A row with the header's
 * number of cells must contradict twice. */
static bool fits(const sp_import_record *r, sp_arena *a)
{
    const char *link = r->texts[SP_IMPORT_LINK];
    const bool no_link = link && !sp_import__read_link(link, a);
    if (!r->odd && !no_link) return true;
    const bool no_others = !sp_import__is_rating(r) || !sp_import__is_level(r);
    if (!r->odd) return !no_others;
    const char *const *columns = r->columns; /* a link may stand in the title */
    const bool has_links = columns[SP_IMPORT_LINK] &&
                           columns[SP_IMPORT_LINK] != columns[SP_IMPORT_TITLE];
    if (no_link || no_others || (!link && has_links)) return false;
    return link || r->texts[SP_IMPORT_RATING] || r->texts[SP_IMPORT_LEVEL] || r->is_short;
}

/* ---- identity and ids ---- */

/* The folded words, and a tab; signs that are no words, such as those of C++, count as well. */
static void add_words(sp_buffer *b, const char *text)
{
    sp_words w = {.at = text ? text : ""};
    while (sp_words_next(&w)) sp_buffer_printf(b, "%s ", w.word);
    for (const char *s = text ? text : ""; *s; s++)
        if (strchr("+#", *s)) sp_buffer_add(b, s, 1);
    sp_buffer_puts(b, "\t");
}

/* Links and titles have no tab in front. */
static const char *id_key(const char *id, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    sp_buffer_printf(&b, "\t%s", id);
    return b.failed ? NULL : b.text;
}

/* The id that an export of ours states; else the full path of the link; without one title and
 * provider. */
static const char *key_of(const sp_import_record *r, sp_arena *a)
{
    const char *text = r->texts[SP_IMPORT_LINK];
    if (r->id) return id_key(r->id, a);
    const char *link = text ? sp_import__read_link(text, a) : NULL;
    if (link) return sp_link_key(link, a);
    sp_buffer b = {.arena = a};
    add_words(&b, r->texts[SP_IMPORT_TITLE]);
    add_words(&b, r->texts[SP_IMPORT_PROVIDER]);
    add_words(&b, r->texts[SP_IMPORT_INSTITUTION]);
    sp_buffer_puts(&b, sp_import__is_program(r->texts[SP_IMPORT_KIND]) ? "program" : "");
    if (text) sp_buffer_printf(&b, "\t%s", text); /* one that is no link */
    return b.failed ? NULL : b.text;
}

static const char *last_segment(const char *link)
{
    size_t end = strcspn(link, "?#");
    while (end && link[end - 1] == '/') end--;
    size_t begin = end;
    while (begin && link[begin - 1] != '/') begin--;
    return link + begin;
}

static const char *with_suffix(const char *base, const char *suffix, sp_arena *a)
{
    char id[ID_BYTES + 1];
    const size_t room = ID_BYTES - strlen(suffix) - 1;
    sp_import__slug(id, room, base);
    sp_buffer b = {.arena = a};
    sp_buffer_printf(&b, "%s%s%s", id, *id ? "-" : "course-", suffix);
    return b.failed ? NULL : b.text;
}

/* The first free number behind `base`. */
static sp_status number_id(importing *m, const char **id, const char *base)
{
    const char *key = sp_arena_text(m->arena, base, strlen(base));
    SP_NEED(key, m->error);
    size_t n = sp_import__find(&m->numbers, key);
    if (n == SIZE_MAX) n = *base ? 2 : 1;
    do {
        char number[24];
        snprintf(number, sizeof number, "%zu", n++);
        *id = with_suffix(base, number, m->arena);
        SP_NEED(*id, m->error);
    } while (sp_import__find(&m->ids, *id) != SIZE_MAX);
    return sp_import__put(&m->numbers, key, n, m->error);
}

/* The title's words; then with the provider's; then with a number. */
static sp_status make_id(importing *m, sp_course *course, size_t entry)
{
    char base[ID_BYTES + 1], suffix[SUFFIX_BYTES + 1];
    sp_import__slug(base, ID_BYTES, course->title);
    if (!*base && course->url) sp_import__slug(base, ID_BYTES, last_segment(course->url));
    const char *id = sp_arena_text(m->arena, base, strlen(base));
    SP_NEED(id, m->error);
    const char *by = course->institution ? course->institution : course->provider;
    sp_import__slug(suffix, SUFFIX_BYTES, by ? by : "");
    if ((!*id || sp_import__find(&m->ids, id) != SIZE_MAX) && *suffix) {
        id = with_suffix(base, suffix, m->arena);
        SP_NEED(id, m->error);
    }
    if (!*id || sp_import__find(&m->ids, id) != SIZE_MAX) SP_TRY(number_id(m, &id, base));
    course->id = id;
    return sp_import__put(&m->ids, id, entry, m->error);
}

/* Ids that rows state are theirs, whatever ids are made for other rows. */
static sp_status reserve_ids(importing *m)
{
    for (size_t i = 0; i < m->n_entries; i++) {
        const char *id = m->entries[i].record.id;
        if (id && sp_field_is_id(id)) SP_TRY(sp_import__put(&m->ids, id, i, m->error));
    }
    return SP_OK;
}

/* ---- rows ---- */

static sp_status add_entry(importing *m, size_t index, sp_import_row *row)
{
    const sp_import_record *record = &m->table->records[index];
    const char *key = key_of(record, m->arena);
    SP_NEED(key, m->error);
    const size_t earlier = sp_import__find(&m->keys, key);
    if (earlier == SIZE_MAX) {
        sp_import_entry *entry = &m->entries[m->n_entries];
        *entry = (sp_import_entry){.record = *record, .row = row->row};
        return sp_import__put(&m->keys, key, m->n_entries++, m->error);
    }
    sp_import_entry *into = &m->entries[earlier];
    const bool is_own = sp_import__is_own(record) || sp_import__is_own(&into->record);
    sp_buffer why = {.arena = m->arena};
    sp_buffer_printf(&why, "is the same as row %zu (%s)", into->row,
                     record->id                      ? "id"
                     : record->texts[SP_IMPORT_LINK] ? "link"
                                                     : "title and provider");
    SP_NEED(!why.failed, m->error);
    row->action = is_own ? SP_IMPORT_SKIPPED : SP_IMPORT_MERGED; /* what is given is not mixed */
    row->why = why.text;
    return is_own ? SP_OK : sp_import__merge(into, record, row->row, m->table);
}

/* The first pass: which rows are courses, and which are the same. */
static sp_status sort_rows(importing *m)
{
    sp_import_table *t = m->table;
    for (size_t i = 0; i < t->n_records; i++) {
        sp_import_record *record = &t->records[i];
        sp_import_row *row = &m->out->rows[i];
        *row = (sp_import_row){.row = i + 1,
                               .line = record->line,
                               .title = record->texts[SP_IMPORT_TITLE],
                               .action = SP_IMPORT_SKIPPED};
        if (!record->skip && !row->title) record->skip = record->odd ? NULL : "has no title";
        if (!record->skip &&
            (!row->title || (!sp_import__is_own(record) && !fits(record, m->arena)))) {
            sp_buffer why = {.arena = m->arena};
            sp_buffer_printf(&why, "%s%sits values do not fit the columns",
                             record->odd ? record->odd : "", record->odd ? ", and " : "");
            SP_NEED(!why.failed, m->error);
            record->skip = why.text;
        }
        row->why = record->skip;
        if (record->skip) continue;
        row->action = SP_IMPORT_KEPT;
        SP_TRY(add_entry(m, i, row));
    }
    return SP_OK;
}

static double middle(const sp_hours *h)
{
    return isfinite(h->expected) ? h->expected : (h->low + h->high) / 2;
}

/* What the words of a row say that it teaches. */
static sp_status match_topics(importing *m, sp_import_entry *entry, sp_course *course,
                              sp_import_row *row)
{
    const char *const *texts = entry->record.texts;
    const sp_match_texts match = {.title = texts[SP_IMPORT_TITLE],
                                  .skills = texts[SP_IMPORT_TOPICS],
                                  .text = texts[SP_IMPORT_DESCRIPTION],
                                  .hours = middle(&course->stated_hours),
                                  .is_program = sp_import__is_program(texts[SP_IMPORT_KIND])};
    SP_TRY(sp_matcher_find(&entry->matches, &entry->n_matches, m->matcher, &match, m->arena,
                           m->error));
    row->matches = entry->matches;
    row->n_matches = entry->n_matches;
    SP_TRY(sp_import__set_teaches(course, entry, m->table));
    return sp_import__is_own(&entry->record)
               ? SP_OK
               : sp_import__set_formal(course, entry, m->matcher, m->table);
}

static sp_status make_course(importing *m, size_t index)
{
    sp_import_entry *entry = &m->entries[index];
    sp_course *course = &m->out->catalog.courses[index];
    sp_import_row *row = &m->out->rows[entry->row - 1];
    sp_import_remark remark = {.findings = m->findings,
                               .file = m->table->file,
                               .row = entry->row,
                               .line = entry->record.line,
                               .odd = {.arena = m->arena}};
    bool is_taught = false; /* whether the row says what it teaches */
    if (entry->record.odd) sp_import__remark(&remark, "ragged-row", "%s", entry->record.odd);
    if (sp_import__is_own(&entry->record)) {
        SP_TRY(sp_import__make_own(course, &is_taught, entry, &m->out->catalog, m->table, &remark));
    } else {
        SP_TRY(sp_import__make_course(course, entry, m->table, &remark));
        if (m->out->format == SP_IMPORT_JSONLD) course->format = SP_FORMAT_COURSE;
    }
    SP_NEED(!remark.odd.failed, m->error);
    if (!course->id) SP_TRY(make_id(m, course, index));
    row->why = remark.odd.length ? remark.odd.text : NULL;
    m->is_given[index] = is_taught || course->requires_given;
    return is_taught ? SP_OK : match_topics(m, entry, course, row);
}

static void count_rows(importing *m)
{
    sp_import *out = m->out;
    for (size_t i = 0; i < out->n_rows; i++) {
        sp_import_row *row = &out->rows[i];
        out->n_kept += row->action == SP_IMPORT_KEPT;
        out->n_merged += row->action == SP_IMPORT_MERGED;
        out->n_skipped += row->action == SP_IMPORT_SKIPPED;
    }
}

/* Ids of kept and merged rows. */
static sp_status name_rows(importing *m)
{
    for (size_t i = 0; i < m->out->n_rows; i++) {
        sp_import_row *row = &m->out->rows[i];
        if (row->action == SP_IMPORT_SKIPPED) continue;
        const char *key = key_of(&m->table->records[i], m->arena);
        SP_NEED(key, m->error);
        row->id = m->out->catalog.courses[sp_import__find(&m->keys, key)].id;
    }
    return SP_OK;
}

static sp_status make_courses(importing *m, const sp_catalog *base)
{
    sp_import *out = m->out;
    out->n_rows = m->table->n_records;
    out->rows = sp_arena_array(m->arena, out->n_rows, sizeof *out->rows);
    m->entries = sp_arena_array(m->arena, out->n_rows, sizeof *m->entries);
    m->is_given = sp_arena_array(m->arena, out->n_rows, sizeof *m->is_given);
    SP_NEED(out->rows && m->entries && m->is_given, m->error);
    SP_TRY(sort_rows(m));
    out->catalog = (sp_catalog){.topics = base->topics,
                                .goals = base->goals,
                                .n_goals = base->n_goals,
                                .step_hours = base->step_hours};
    out->catalog.courses = sp_arena_array(m->arena, m->n_entries, sizeof *out->catalog.courses);
    SP_NEED(out->catalog.courses, m->error);
    SP_TRY(sp_matcher_make(&m->matcher, base, m->arena, m->error));
    SP_TRY(reserve_ids(m));
    for (size_t i = 0; i < m->n_entries; i++) {
        SP_TRY(make_course(m, i));
        out->n_unmatched += out->catalog.courses[i].n_teaches == 0;
    }
    out->catalog.n_courses = m->n_entries;
    SP_TRY(sp_entries_infer(&out->catalog, m->is_given, m->arena, m->error));
    for (size_t i = 0; i < m->n_entries; i++)
        if (!m->is_given[i]) sp_import__set_requires(&out->catalog.courses[i], &m->entries[i]);
    SP_TRY(name_rows(m));
    count_rows(m);
    return SP_OK;
}

/* The file's name without folder and suffix. */
static const char *catalog_id(const char *file, sp_arena *a)
{
    char id[ID_BYTES + 1];
    const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
    const char *dot = strrchr(name, '.');
    const char *stem = sp_arena_text(a, name,
                                     dot && dot > name ? (size_t)(dot - name) : strlen(name));
    if (!stem) return NULL;
    sp_import__slug(id, ID_BYTES, stem);
    return sp_arena_text(a, *id ? id : "import", strlen(*id ? id : "import"));
}

sp_status sp_import_read(sp_import *out, const sp_catalog *base, const sp_text *text,
                         const sp_import_options *options, sp_findings *findings, sp_arena *a,
                         sp_error *e)
{
    sp_text body = *text;
    if (body.n_bytes >= 3 && memcmp(body.text, "\xef\xbb\xbf", 3) == 0) { /* a BOM */
        body.text += 3;
        body.n_bytes -= 3;
    }
    if (body.text[strspn(body.text, " \t\r\n")] == '\0' && strlen(body.text) == body.n_bytes)
        return sp_fail(e, SP_INVALID, text->name, "is empty");
    const sp_import_format format = options->from ? options->from : guess(&body);
    *out = (sp_import){.file = text->name, .format = format};
    if (options->n_maps && format == SP_IMPORT_JSONLD)
        return sp_fail(e, SP_USAGE, "--map", "is for csv and markdown; %s is jsonld", text->name);
    sp_import_table table = {.file = text->name, .options = options, .arena = a, .error = e};
    SP_TRY(read_table(&table, format, &body));
    importing m = {.out = out,
                   .table = &table,
                   .findings = findings,
                   .keys = {.arena = a},
                   .ids = {.arena = a},
                   .numbers = {.arena = a},
                   .arena = a,
                   .error = e};
    SP_TRY(make_courses(&m, base));
    out->catalog.id = table.catalog_id ? table.catalog_id : catalog_id(text->name, a);
    out->catalog.version = table.catalog_version;
    SP_NEED(out->catalog.id, e);
    out->columns = table.columns;
    out->n_columns = table.n_columns;
    return SP_OK;
}
