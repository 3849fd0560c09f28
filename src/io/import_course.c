/* SPDX-License-Identifier: GPL-3.0-or-later
 * From a record to a course: what can be read becomes values, what can't stays as text or as a
 * statement, and what is odd is remarked. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/try.h"
#include "io/import.h"
#include "io/write.h"

enum { TITLE_BYTES = 300, MOST_SOURCES = 8 };

void sp_import__remark(sp_import_remark *remark, const char *code, const char *format, ...)
{
    char text[256], where[32];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    sp_text_cut(text, sizeof text - 1);
    snprintf(where, sizeof where, "row %zu", remark->row);
    if (remark->odd.length) sp_buffer_puts(&remark->odd, "; ");
    sp_buffer_puts(&remark->odd, text);
    if (sp_findings_add(remark->findings, SP_SEVERITY_WARNING, code, remark->file, where,
                        remark->line, "%s", text) != SP_OK)
        remark->odd.failed = true;
}

/* "export.csv, row 12, column level" */
static const char *source_of(const sp_import_table *t, size_t row, sp_import_field field)
{
    const char *slash = strrchr(t->file, '/');
    sp_buffer b = {.arena = t->arena};
    sp_buffer_printf(&b, "%s, row %zu", slash ? slash + 1 : t->file, row);
    if (field != SP_IMPORT_FIELDS && t->column_of[field])
        sp_buffer_printf(&b, ", %s", t->column_of[field]);
    return b.failed ? NULL : b.text;
}

static sp_status add_statement(sp_import_entry *entry, const char *field, const char *value,
                               const char *source, sp_import_table *t)
{
    if (entry->n_statements == entry->capacity) {
        const size_t capacity = entry->capacity ? 2 * entry->capacity : 2;
        sp_statement *larger = sp_arena_array(t->arena, capacity, sizeof *larger);
        SP_NEED(larger, t->error);
        if (entry->n_statements)
            memcpy(larger, entry->statements, entry->n_statements * sizeof *larger);
        entry->statements = larger;
        entry->capacity = capacity;
    }
    SP_NEED(source, t->error);
    entry->statements[entry->n_statements++] = (sp_statement){field, value, source};
    return SP_OK;
}

/* Case and blanks make no difference. */
static bool says_the_same(const char *a, const char *b)
{
    for (; *a && *b; a++, b++) {
        const char left = *a >= 'A' && *a <= 'Z' ? (char)(*a | 0x20) : *a;
        const char right = *b >= 'A' && *b <= 'Z' ? (char)(*b | 0x20) : *b;
        if (left != right) return false;
    }
    return *a == *b;
}

sp_status sp_import__merge(sp_import_entry *into, const sp_import_record *later, size_t row,
                           sp_import_table *t)
{
    for (int f = 0; f < SP_IMPORT_FIELDS; f++) {
        const char **have = &into->record.texts[f], *text = later->texts[f];
        if (!text || (*have && says_the_same(*have, text))) continue;
        if (!*have) {
            *have = text;
            continue;
        }
        if (sp_import__is_joined((sp_import_field)f)) {
            SP_TRY(sp_import__state(t, &into->record, (sp_import_field)f, text, strlen(text)));
            continue;
        }
        SP_TRY(add_statement(into, sp_import__field_name((sp_import_field)f), text,
                             source_of(t, row, (sp_import_field)f), t));
    }
    return SP_OK;
}

/* ---- one course ---- */

typedef struct making {
    sp_course *course;
    sp_import_entry *entry;
    sp_import_table *table;
    sp_import_remark *remark;
} making;

static sp_status add_source(making *m, const char *name, sp_import_field field)
{
    const char *source = source_of(m->table, m->entry->row, field);
    SP_NEED(source, m->table->error);
    m->entry->sources[m->course->n_sources++] = (sp_source){name, source};
    return SP_OK;
}

/* What could not be read is kept as it was stated. */
static sp_status keep_statement(making *m, const char *name, sp_import_field field)
{
    return add_statement(m->entry, name, m->entry->record.texts[field],
                         source_of(m->table, m->entry->row, field), m->table);
}

static sp_status read_title(making *m)
{
    const char *title = m->entry->record.texts[SP_IMPORT_TITLE];
    m->course->title = title;
    const size_t length = strlen(title);
    if (length <= TITLE_BYTES) return SP_OK;
    char *cut = sp_arena_text(m->table->arena, title, TITLE_BYTES);
    SP_NEED(cut, m->table->error);
    sp_text_cut(cut, TITLE_BYTES - 1);
    m->course->title = cut;
    sp_import__remark(m->remark, "long-title", "the title of %zu bytes is cut", length);
    return SP_OK;
}

static sp_status read_link(making *m)
{
    const char *text = m->entry->record.texts[SP_IMPORT_LINK];
    sp_course *course = m->course;
    course->provider = m->entry->record.texts[SP_IMPORT_PROVIDER];
    course->institution = m->entry->record.texts[SP_IMPORT_INSTITUTION];
    if (text) {
        course->url = sp_import__read_link(text, m->table->arena);
        const char *platform = course->url ? sp_import__platform(course->url) : NULL;
        if (!course->provider) course->provider = platform;
        if (platform && strcmp(platform, "YouTube") != 0 && !strstr(platform, "Open"))
            course->format = SP_FORMAT_COURSE;
        if (!course->url) {
            sp_import__remark(m->remark, "bad-link", "its link \"%.60s\" is none", text);
            SP_TRY(keep_statement(m, "url", SP_IMPORT_LINK));
        }
    }
    if (!course->provider) course->provider = course->institution;
    return SP_OK;
}

static sp_status read_level(making *m)
{
    const char *text = m->entry->record.texts[SP_IMPORT_LEVEL];
    if (!text) return SP_OK;
    const bool known = sp_import__read_level(&m->course->level, text);
    if (!known)
        sp_import__remark(m->remark, "unread-level", "its level \"%.40s\" is no level", text);
    if (m->course->level != SP_STAGE_NONE) return add_source(m, "level", SP_IMPORT_LEVEL);
    return keep_statement(m, "level", SP_IMPORT_LEVEL);
}

static sp_status read_language(making *m)
{
    const char *text = m->entry->record.texts[SP_IMPORT_LANGUAGE];
    if (!text) return SP_OK;
    m->course->language = sp_import__read_language(text);
    if (m->course->language) return SP_OK;
    sp_import__remark(m->remark, "unread-language", "its language \"%.40s\" is not known", text);
    return keep_statement(m, "language", SP_IMPORT_LANGUAGE);
}

static sp_status read_price(making *m)
{
    const char *text = m->entry->record.texts[SP_IMPORT_PRICE];
    if (!text) return SP_OK;
    m->course->price = text;
    m->course->cost = sp_import__read_cost(text);
    return add_source(m, "price", SP_IMPORT_PRICE);
}

/* "4.7" and "1.2k" become "4.7 (1.2k)". */
static sp_status set_rating_text(making *m, const char *mean, const char *count)
{
    sp_buffer b = {.arena = m->table->arena};
    if (mean) sp_buffer_puts(&b, mean);
    if (count) sp_buffer_printf(&b, "%s(%s)", mean ? " " : "", count);
    SP_NEED(!b.failed, m->table->error);
    m->course->rating.text = b.text;
    return add_source(m, "rating", mean ? SP_IMPORT_RATING : SP_IMPORT_REVIEWS);
}

static sp_status read_rating(making *m)
{
    const char *const *texts = m->entry->record.texts;
    const char *text = texts[SP_IMPORT_RATING], *count = texts[SP_IMPORT_REVIEWS];
    sp_rating *rating = &m->course->rating;
    double mean = NAN, of = 5, n;
    if (!text && !count) return SP_OK;
    if (texts[SP_IMPORT_SCALE] && !(sp_import__read_number(&of, texts[SP_IMPORT_SCALE]) && of > 0))
        of = 5;
    if (text && !sp_import__read_number(&mean, text))
        sp_import__remark(m->remark, "unread-rating", "its rating \"%.40s\" is not a plain number",
                          text);
    else if (text && mean > of)
        sp_import__remark(m->remark, "rating-scale", "its rating %g is above the scale of %g", mean,
                          of);
    else if (text && of <= 1000 && mean > 0) /* 0 is what they write where nobody rated */
        *rating = (sp_rating){.mean = mean, .of = of, .count = NAN};
    if (count && sp_import__read_number(&n, count) && n == floor(n) && n <= 1e12 &&
        isfinite(rating->mean))
        rating->count = n;
    return set_rating_text(m, text, count);
}

static sp_status read_workload(making *m)
{
    const sp_import_record *r = &m->entry->record;
    const char *duration = r->texts[SP_IMPORT_DURATION], *effort = r->texts[SP_IMPORT_EFFORT];
    if (!duration && !effort) return SP_OK;
    sp_buffer b = {.arena = m->table->arena};
    if (duration) sp_buffer_puts(&b, duration);
    if (effort) sp_buffer_printf(&b, "%s%s", duration ? ", " : "", effort);
    SP_NEED(!b.failed, m->table->error);
    m->course->workload = b.text;
    const sp_import_field from = duration ? SP_IMPORT_DURATION : SP_IMPORT_EFFORT;
    SP_TRY(add_source(m, "workload", from));
    if (!sp_import__read_hours(&m->course->stated_hours, r, m->table)) return SP_OK;
    return add_source(m, "hours", from);
}

/* Numbers that the format has no place for. */
static sp_status read_enrolled(making *m)
{
    const char *text = m->entry->record.texts[SP_IMPORT_ENROLLED];
    if (!text) return SP_OK;
    sp_extra *extra = sp_arena_take(m->table->arena, sizeof *extra);
    sp_writer w = {.out.arena = m->table->arena};
    sp_write_text(&w, text);
    SP_NEED(extra && !w.out.failed, m->table->error);
    *extra = (sp_extra){.key = "x-enrolled", .json = w.out.text};
    m->course->extras = (sp_extras){extra, 1};
    return SP_OK;
}

static sp_status read_authors(making *m)
{
    const char *text = m->entry->record.texts[SP_IMPORT_AUTHORS];
    if (!text) return SP_OK;
    const char **authors = sp_arena_take(m->table->arena, sizeof *authors);
    SP_NEED(authors, m->table->error);
    *authors = text;
    m->course->authors = authors;
    m->course->n_authors = 1;
    return SP_OK;
}

sp_status sp_import__make_course(sp_course *out, sp_import_entry *entry, sp_import_table *t,
                                 sp_import_remark *remark)
{
    const sp_hours no_hours = {.low = NAN, .expected = NAN, .high = NAN};
    making m = {.course = out, .entry = entry, .table = t, .remark = remark};
    entry->sources = sp_arena_array(t->arena, MOST_SOURCES, sizeof *entry->sources);
    SP_NEED(entry->sources, t->error);
    *out = (sp_course){.year = NAN,
                       .views = NAN,
                       .upvotes = NAN,
                       .upvotes_below = NAN,
                       .weekly_low = NAN,
                       .weekly_high = NAN,
                       .stated_hours = no_hours,
                       .hours = no_hours,
                       .rating = {.mean = NAN, .of = NAN, .count = NAN},
                       .formal_text = entry->record.texts[SP_IMPORT_PREREQUISITES],
                       .sources = entry->sources,
                       .file = t->file,
                       .line = entry->record.line};
    SP_TRY(read_title(&m));
    SP_TRY(read_link(&m));
    SP_TRY(read_authors(&m));
    SP_TRY(read_level(&m));
    SP_TRY(read_language(&m));
    SP_TRY(read_price(&m));
    SP_TRY(read_workload(&m));
    SP_TRY(read_rating(&m));
    SP_TRY(read_enrolled(&m));
    out->stated = entry->statements;
    out->n_stated = entry->n_statements;
    return SP_OK;
}

sp_status sp_import__set_teaches(sp_course *course, sp_import_entry *entry, sp_import_table *t)
{
    sp_pair *pairs = sp_arena_array(t->arena, entry->n_matches, sizeof *pairs);
    SP_NEED(pairs, t->error);
    course->teaches = pairs;
    for (size_t i = 0; i < entry->n_matches; i++) {
        sp_topic_match *match = &entry->matches[i];
        const unsigned required = sp_pairs_level(course->requires, course->n_requires,
                                                 match->topic);
        if (match->level <= required) match->level = 0; /* what is given wins */
        if (match->level)
            pairs[course->n_teaches++] = (sp_pair){.topic = match->topic, .level = match->level};
    }
    if (course->n_teaches)
        entry->sources[course->n_sources++] = (sp_source){
            "teaches", "words of the export, matched on import; checked by nobody"};
    return SP_OK;
}
