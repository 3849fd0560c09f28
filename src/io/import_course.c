/* SPDX-License-Identifier: GPL-3.0-or-later
 * From a record to a course: what the readers of texts (studypath/reading.h) can read becomes
 * values, what they can't stays as text or as a statement, and what is odd is remarked. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/try.h"
#include "core/workload.h"
#include "io/import.h"
#include "io/write.h"

enum { TITLE_BYTES = 300, MOST_SOURCES = 12 };

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

/* "export.csv, row 12, level" */
static const char *source_of(const sp_import_table *t, size_t row, const char *column)
{
    const char *slash = strrchr(t->file, '/');
    sp_buffer b = {.arena = t->arena};
    sp_buffer_printf(&b, "%s, row %zu", slash ? slash + 1 : t->file, row);
    if (column) sp_buffer_printf(&b, ", %s", column);
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

/* Take over the text that a later row states of a field. */
static sp_status take_text(sp_import_entry *into, sp_import_field field,
                           const sp_import_record *later, size_t row, sp_import_table *t)
{
    if (!into->origins) {
        into->origins = sp_arena_take(t->arena, sizeof *into->origins);
        SP_NEED(into->origins, t->error);
        for (int f = 0; f < SP_IMPORT_FIELDS; f++) {
            into->origins->columns[f] = into->record.columns[f];
            into->origins->rows[f] = into->row;
        }
        into->record.columns = into->origins->columns;
    }
    into->record.texts[field] = later->texts[field];
    into->origins->columns[field] = later->columns[field];
    into->origins->rows[field] = row;
    return SP_OK;
}

sp_status sp_import__merge(sp_import_entry *into, const sp_import_record *later, size_t row,
                           sp_import_table *t)
{
    for (int i = 0; i < SP_IMPORT_FIELDS; i++) {
        const sp_import_field field = (sp_import_field)i;
        const char *have = into->record.texts[i], *text = later->texts[i];
        if (!text || (have && says_the_same(have, text))) continue;
        if (!have)
            SP_TRY(take_text(into, field, later, row, t));
        else if (sp_import__is_joined(field))
            SP_TRY(sp_import__state(t, &into->record, field, text, strlen(text)));
        else
            SP_TRY(add_statement(into, sp_import__field_name(field), text,
                                 source_of(t, row, later->columns[i]), t));
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

static size_t row_of(const making *m, sp_import_field field)
{
    return m->entry->origins ? m->entry->origins->rows[field] : m->entry->row;
}

static const char *source_in(const making *m, sp_import_field field)
{
    return source_of(m->table, row_of(m, field), m->entry->record.columns[field]);
}

static sp_status add_source_text(making *m, const char *name, const char *source)
{
    SP_NEED(source, m->table->error);
    m->entry->sources[m->course->n_sources++] = (sp_source){name, source};
    return SP_OK;
}

static sp_status add_source(making *m, const char *name, sp_import_field field)
{
    return add_source_text(m, name, source_in(m, field));
}

/* What could not be read is kept as it was stated. */
static sp_status keep_statement(making *m, const char *name, sp_import_field field)
{
    return add_statement(m->entry, name, m->entry->record.texts[field], source_in(m, field),
                         m->table);
}

enum { EXCERPT_BYTES = 64 };

static const char *excerpt(char out[EXCERPT_BYTES], const char *text)
{
    snprintf(out, EXCERPT_BYTES, "%s", text);
    sp_text_cut(out, EXCERPT_BYTES - 1);
    return out;
}

/* Say that the text of a field is not read, and why. */
static void remark_unread(making *m, sp_import_field field, const char *why)
{
    char some[EXCERPT_BYTES];
    if (strcmp(why, "not stated") == 0) why = "it states none";
    sp_import__remark(m->remark, "unread-text", "its %s \"%s\" is not read: %s",
                      sp_import__field_name(field), excerpt(some, m->entry->record.texts[field]),
                      why);
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
    char some[EXCERPT_BYTES];
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
            sp_import__remark(m->remark, "bad-link", "its link \"%s\" is none",
                              excerpt(some, text));
            SP_TRY(keep_statement(m, "url", SP_IMPORT_LINK));
        }
    }
    if (!course->provider) course->provider = course->institution;
    return SP_OK;
}

bool sp_import__is_level(const sp_import_record *r)
{
    sp_reading reading;
    if (!r->texts[SP_IMPORT_LEVEL]) return true;
    sp_reading_read(&reading, SP_READING_LEVEL, r->texts[SP_IMPORT_LEVEL], NULL);
    return reading.names_level;
}

static sp_status read_level(making *m)
{
    const char *text = m->entry->record.texts[SP_IMPORT_LEVEL];
    sp_reading reading;
    if (!text) return SP_OK;
    sp_reading_read(&reading, SP_READING_LEVEL, text, m->entry->record.columns[SP_IMPORT_LEVEL]);
    m->course->level = reading.level;
    if (!reading.names_level) remark_unread(m, SP_IMPORT_LEVEL, "no level");
    if (m->course->level != SP_STAGE_NONE) return add_source(m, "level", SP_IMPORT_LEVEL);
    return keep_statement(m, "level", SP_IMPORT_LEVEL);
}

static sp_status read_language(making *m)
{
    const char *text = m->entry->record.texts[SP_IMPORT_LANGUAGE];
    if (!text) return SP_OK;
    m->course->language = sp_import__read_language(text);
    if (m->course->language) return SP_OK;
    remark_unread(m, SP_IMPORT_LANGUAGE, "not a language that is known here");
    return keep_statement(m, "language", SP_IMPORT_LANGUAGE);
}

/* The amount with the currency that only the heading names; else the text. */
static const char *price_text(const char *text, const sp_reading *under_heading, sp_arena *a)
{
    sp_reading alone;
    sp_reading_read(&alone, SP_READING_PRICE, text, NULL);
    if (!under_heading->amount[0] || alone.amount[0]) return text;
    return sp_arena_text(a, under_heading->amount, strlen(under_heading->amount));
}

static sp_status read_price(making *m)
{
    const char *text = m->entry->record.texts[SP_IMPORT_PRICE];
    sp_reading reading, in_dollars;
    if (!text) return SP_OK;
    sp_reading_read(&reading, SP_READING_PRICE, text, m->entry->record.columns[SP_IMPORT_PRICE]);
    m->course->cost = reading.cost;
    m->course->price = price_text(text, &reading, m->table->arena);
    SP_NEED(m->course->price, m->table->error);
    if (reading.unread[0]) { /* a bare number: whatever its currency, it is something or nothing */
        sp_reading_read(&in_dollars, SP_READING_PRICE, text, "USD");
        m->course->cost = in_dollars.cost;
        if (in_dollars.unread[0]) remark_unread(m, SP_IMPORT_PRICE, reading.unread);
    }
    return add_source(m, "price", SP_IMPORT_PRICE);
}

/* "4.7" and "1.2k" become "4.7 (1.2k)". */
static sp_status set_rating_text(making *m, const char *mean, const char *count)
{
    sp_buffer b = {.arena = m->table->arena};
    const bool bare = count && *count != '(';
    if (mean) sp_buffer_puts(&b, mean);
    if (mean && count) sp_buffer_puts(&b, " ");
    if (count) sp_buffer_printf(&b, bare ? "(%s)" : "%s", count);
    SP_NEED(!b.failed, m->table->error);
    m->course->rating.text = b.text;
    return add_source(m, "rating", mean ? SP_IMPORT_RATING : SP_IMPORT_REVIEWS);
}

bool sp_import__is_rating(const sp_import_record *r)
{
    const char *text = r->texts[SP_IMPORT_RATING];
    sp_reading reading;
    double number;
    if (!text || sp_number_read(&number, text)) return true; /* be it above its scale */
    sp_reading_read(&reading, SP_READING_RATING, text, r->columns[SP_IMPORT_RATING]);
    return isfinite(reading.mean) || isfinite(reading.count) || isfinite(reading.count_approx);
}

/* A rating beside a column that names its scale: the text must be of that scale, or have none. */
static sp_status read_rating_of(sp_reading *out, making *m, const char *text, const char *scale)
{
    const char *column = m->entry->record.columns[SP_IMPORT_RATING];
    double of;
    sp_reading_read(out, SP_READING_RATING, text, column);
    if (!scale) return SP_OK;
    const bool is_scale = sp_number_read(&of, scale);
    if (is_scale && out->of == of) return SP_OK;
    sp_buffer both = {.arena = m->table->arena};
    sp_buffer_printf(&both, "%s/%s", text, scale);
    SP_NEED(!both.failed, m->table->error);
    sp_reading_read(out, SP_READING_RATING, both.text, column);
    if (is_scale && out->of == of) return SP_OK;
    sp_reading_read(out, SP_READING_RATING, "", NULL);
    snprintf(out->unread, sizeof out->unread, "does not fit its scale \"%.20s\"", scale);
    return SP_OK;
}

static double count_in(const sp_reading *r)
{
    const double count = isfinite(r->count) ? r->count : round(r->count_approx);
    return count <= 1e12 ? count : NAN;
}

static sp_status read_rating(making *m)
{
    const char *const *texts = m->entry->record.texts;
    const char *text = texts[SP_IMPORT_RATING], *count = texts[SP_IMPORT_REVIEWS];
    sp_rating *rating = &m->course->rating;
    sp_reading reading;
    if (!text && !count) return SP_OK;
    if (text) {
        SP_TRY(read_rating_of(&reading, m, text, texts[SP_IMPORT_SCALE]));
        *rating = (sp_rating){.mean = reading.mean, .of = reading.of, .count = count_in(&reading)};
        if (isnan(rating->mean) && isnan(rating->count))
            remark_unread(m, SP_IMPORT_RATING, reading.unread[0] ? reading.unread : "no rating");
    }
    if (count) { /* the column counts, whatever its heading is called */
        sp_reading_read(&reading, SP_READING_RATING, count, "number of reviews");
        if (isnan(count_in(&reading)))
            remark_unread(m, SP_IMPORT_REVIEWS, reading.unread[0] ? reading.unread : "no count");
        if (isnan(rating->count)) rating->count = count_in(&reading);
    }
    return set_rating_text(m, text, count);
}

/* The columns of times that a row states. */
typedef struct stated_times {
    sp_workload_column columns[2];
    size_t n_columns;
    const char *text, *source; /* of all */
    bool is_remarked;          /* one of them is not read */
} stated_times;

/* Effort is named as such, whatever its heading is: hours of effort may be a week's. */
static sp_status list_times(stated_times *out, making *m)
{
    static const sp_import_field fields[] = {SP_IMPORT_DURATION, SP_IMPORT_EFFORT};
    const sp_import_record *r = &m->entry->record;
    sp_buffer text = {.arena = m->table->arena}, source = text;
    *out = (stated_times){.n_columns = 0};
    for (size_t i = 0; i < 2; i++) {
        sp_workload_column *column = &out->columns[out->n_columns];
        sp_reading reading, alone;
        column->text = r->texts[fields[i]];
        if (!column->text) continue;
        sp_buffer heading = {.arena = m->table->arena};
        sp_buffer_printf(&heading, "%s%s", fields[i] == SP_IMPORT_EFFORT ? "effort " : "",
                         r->columns[fields[i]]);
        SP_NEED(!heading.failed, m->table->error);
        column->heading = heading.text;
        sp_reading_read(&reading, SP_READING_WORKLOAD, column->text, column->heading);
        sp_reading_read(&alone, SP_READING_WORKLOAD, column->text, NULL);
        if (reading.unread[0]) remark_unread(m, fields[i], reading.unread);
        out->is_remarked = out->is_remarked || reading.unread[0];
        if (out->n_columns) sp_buffer_puts(&text, ", ");
        if (alone.unread[0] && !reading.unread[0]) /* a bare number of what the heading says */
            sp_buffer_printf(&text, "%s: ", r->columns[fields[i]]);
        sp_buffer_puts(&text, column->text);
        const bool same_row = out->n_columns && row_of(m, fields[0]) == row_of(m, fields[1]);
        const char *one = same_row ? r->columns[fields[1]] : source_in(m, fields[i]);
        SP_NEED(one, m->table->error);
        sp_buffer_printf(&source, "%s%s", out->n_columns ? " and " : "", one);
        out->n_columns++;
    }
    SP_NEED(!text.failed && !source.failed, m->table->error);
    out->text = text.text;
    out->source = source.text;
    return SP_OK;
}

/* Hours and hours a week are written as they were read. A workload text without hours is read again
 * by whoever opens the catalogue, without its headings: where that would find hours that were not
 * found here, it must not stand as the workload. */
static sp_status read_workload(making *m)
{
    stated_times times;
    char some[EXCERPT_BYTES];
    sp_reading reading;
    sp_hours again;
    sp_course *course = m->course;
    SP_TRY(list_times(&times, m));
    if (!times.n_columns) return SP_OK;
    const bool has_hours = sp_workload_read_columns(&course->stated_hours, &reading, times.columns,
                                                    times.n_columns);
    course->stated_hours.low = round(100 * course->stated_hours.low) / 100;
    course->stated_hours.high = round(100 * course->stated_hours.high) / 100;
    if (reading.unread[0] && !times.is_remarked)
        sp_import__remark(m->remark, "unread-text", "of its \"%s\" not all is read: %s",
                          excerpt(some, times.text), reading.unread);
    const sp_reading_span weekly = reading.hours_per_week;
    if (weekly.low > 0 && weekly.high <= 168) {
        course->weekly_low = weekly.low;
        course->weekly_high = weekly.high;
        SP_TRY(add_source_text(m, "weekly_hours", times.source));
    }
    if (!has_hours && sp_workload_read(&again, times.text))
        return add_statement(m->entry, "workload", times.text, times.source, m->table);
    course->workload = times.text;
    SP_TRY(add_source_text(m, "workload", times.source));
    return has_hours ? add_source_text(m, "hours", times.source) : SP_OK;
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

sp_status sp_import__set_formal(sp_course *course, sp_import_entry *entry, sp_matcher *matcher,
                                sp_import_table *t)
{
    making m = {.course = course, .entry = entry, .table = t};
    if (!course->formal_text) return SP_OK;
    SP_TRY(add_source(&m, "formal_text", SP_IMPORT_PREREQUISITES));
    SP_TRY(sp_matcher_find_prerequisites(&course->formal, &course->n_formal, matcher,
                                         course->formal_text, t->arena, t->error));
    course->formal_given = course->n_formal > 0;
    return course->formal_given
               ? add_source_text(&m, "formal",
                                 "inferred on import: words of formal_text; checked by nobody")
               : SP_OK;
}

void sp_import__set_requires(sp_course *course, sp_import_entry *entry)
{
    if (!course->requires_given) return;
    entry->sources[course->n_sources++] = (sp_source){
        "requires", course->n_formal ? "inferred on import: what its topics need, and "
                                       "formal; checked by nobody"
                                     : "inferred on import: what its topics need; "
                                       "checked by nobody"};
}
