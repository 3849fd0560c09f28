/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which column holds which field, by the names that platforms and people use; and the records that
 * are filled from columns. */
#include <string.h>

#include "base/try.h"
#include "core/words.h"
#include "io/import.h"

/* Names as they are after folding: lower case, blanks between words, "course" in front left out.
 * The first of a list is the field's own name; in a list, earlier names win where a file has
 * several. */
static const struct {
    const char *name; /* for --map */
    bool is_joined;
    const char *columns;
} field_rows[SP_IMPORT_FIELDS] = {
    [SP_IMPORT_TITLE] = {"title", false, "title|name|course|courses|class|resource|book"},
    [SP_IMPORT_LINK] = {"link", false, "url|link|href|uri|web address|web page|website|web link"},
    [SP_IMPORT_PROVIDER] = {"provider", false, "provider|platform|site|mooc|source|publisher"},
    [SP_IMPORT_INSTITUTION] = {"institution", false,
                               "institution|university|organization|organisation|partner|partners|"
                               "partner name|university name|institution name|school|college|"
                               "offered by|company"},
    [SP_IMPORT_AUTHORS] = {"authors", false,
                           "authors|author|instructors|instructor|teachers|teacher|taught by|"
                           "instructor name"},
    [SP_IMPORT_KIND] = {"kind", false,
                        "kind|type|certificate type|product type|learning product|"
                        "learning product type|offering type"},
    [SP_IMPORT_LEVEL] = {"level", false,
                         "level|difficulty|difficulty level|level type|educational level|"
                         "skill level|instructional level"},
    [SP_IMPORT_RATING] = {"rating", false,
                          "rating|stars|average rating|avg rating|rating value|star rating|"
                          "ratings"},
    [SP_IMPORT_SCALE] = {"scale", false, "scale|rating scale|best rating|max rating"},
    [SP_IMPORT_REVIEWS] = {"reviews", false,
                           "reviews|num reviews|rating count|ratings count|number of reviews|"
                           "review count|reviews count|n reviews|num ratings|number of ratings|"
                           "nu reviews|reviews num|total reviews|count of reviews"},
    [SP_IMPORT_ENROLLED] = {"enrolled", false,
                            "students|enrolled|n enrolled|students enrolled|enrolled students|"
                            "num students|number of students|num subscribers|subscribers|"
                            "enrollment|enrollments|enrolment|learners|students count|"
                            "total students"},
    [SP_IMPORT_LANGUAGE] = {"language", false,
                            "language|languages|in language|content language|lang"},
    [SP_IMPORT_PRICE] = {"price", false, "price|cost|fee|fees|tuition|price usd|price detail"},
    [SP_IMPORT_DURATION] = {"duration", false,
                            "duration|length|workload|hours|weeks|content duration|total hours|"
                            "number of weeks|num weeks|duration hours|duration weeks|"
                            "hours duration|content hours|time|time required|time to complete|"
                            "estimated time|total time|duration in hours|duration in weeks"},
    [SP_IMPORT_EFFORT] = {"effort", false,
                          "effort|weekly effort|hours per week|hours a week|hours week|"
                          "weekly hours|time commitment|estimated effort|commitment|"
                          "weekly workload"},
    [SP_IMPORT_TOPICS] = {"topics", true,
                          "topics|skills|tags|subject|subjects|keywords|category|categories|"
                          "subcategory|sub category|skills gained|gained skills|skills covered|"
                          "associated skills|field of study"},
    [SP_IMPORT_DESCRIPTION] = {"description", true,
                               "description|summary|about|syllabus|short description|"
                               "long description|full description|what you will learn|"
                               "what you ll learn|learning outcomes|learning objectives|content|"
                               "contents|overview|abstract|outline|modules|headline|objectives|"
                               "curriculum"},
    [SP_IMPORT_PREREQUISITES] = {"prerequisites", false,
                                 "prerequisites|prerequisite|pre requisites|requirements|"
                                 "prior knowledge|recommended background"},
};

const char *sp_import__field_name(sp_import_field field)
{
    return field_rows[field].name;
}

bool sp_import__is_joined(sp_import_field field)
{
    return field_rows[field].is_joined;
}

enum { NAME_BYTES = 64 };

/* Lower case, one blank between words; "courseTitle" and "course_title" are "title". */
static void fold_name(char out[NAME_BYTES], const char *name)
{
    size_t n = 0;
    bool was_lower = false, pending = false;
    for (const char *s = name; *s && n < NAME_BYTES - 2; s++) {
        const unsigned char c = (unsigned char)*s;
        const char letter = c < 0x80 ? sp_fold_letter(c) : (char)c;
        const bool is_upper = c >= 'A' && c <= 'Z';
        if (!letter) {
            pending = true;
            was_lower = false;
            continue;
        }
        if (n && (pending || (is_upper && was_lower))) out[n++] = ' ';
        out[n++] = letter;
        was_lower = !is_upper;
        pending = false;
    }
    out[n] = '\0';
    const size_t prefix = strncmp(out, "course ", 7) == 0    ? 7
                          : strncmp(out, "courses ", 8) == 0 ? 8
                                                             : 0;
    memmove(out, out + prefix, n + 1 - prefix);
}

/* ---- finding the columns ---- */

typedef struct mapping {
    sp_import_field *fields;
    size_t *ranks; /* of each column in its field's list; the maps come first, at 0 */
    size_t n_names;
    const char *const *names;
} mapping;

/* A column takes a field that is joined, or free, or held by a name further down the list. */
static void take(mapping *m, size_t column, sp_import_field field, size_t rank)
{
    for (size_t i = 0; i < m->n_names && !field_rows[field].is_joined; i++) {
        if (i == column || m->fields[i] != field) continue;
        if (m->ranks[i] <= rank) return;
        m->fields[i] = SP_IMPORT_FIELDS;
    }
    m->fields[column] = field;
    m->ranks[column] = rank;
}

static void map_by_names(mapping *m)
{
    for (size_t i = 0; i < m->n_names; i++) {
        char name[NAME_BYTES];
        fold_name(name, m->names[i]);
        for (int f = 0; f < SP_IMPORT_FIELDS; f++) {
            const int rank = sp_choice_find(field_rows[f].columns, name);
            if (rank < 0) continue;
            take(m, i, (sp_import_field)f, (size_t)rank + 1);
            break;
        }
    }
}

static sp_status find_field(sp_import_field *out, const char *name, sp_error *e)
{
    for (int f = 0; f < SP_IMPORT_FIELDS; f++) {
        if (strcmp(field_rows[f].name, name) != 0) continue;
        *out = (sp_import_field)f;
        return SP_OK;
    }
    const char *nearest = sp_text_nearest(name, field_rows, SP_IMPORT_FIELDS, sizeof *field_rows);
    return nearest ? sp_fail(e, SP_USAGE, "--map", "there is no field '%s' (did you mean '%s'?)",
                             name, nearest)
                   : sp_fail(e, SP_USAGE, "--map", "there is no field '%s'", name);
}

static size_t find_column(const mapping *m, const char *column)
{
    char wanted[NAME_BYTES], name[NAME_BYTES];
    for (size_t i = 0; i < m->n_names; i++)
        if (strcmp(m->names[i], column) == 0) return i;
    fold_name(wanted, column);
    for (size_t i = 0; i < m->n_names; i++) {
        fold_name(name, m->names[i]);
        if (strcmp(name, wanted) == 0) return i;
    }
    return SIZE_MAX;
}

static sp_status no_column(const mapping *m, const char *column, sp_error *e)
{
    const char *nearest = sp_text_nearest(column, m->names, m->n_names, sizeof *m->names);
    return nearest ? sp_fail(e, SP_USAGE, "--map", "there is no column '%s' (did you mean '%s'?)",
                             column, nearest)
                   : sp_fail(e, SP_USAGE, "--map", "there is no column '%s'", column);
}

/* The first map of a field takes the field from the columns that have its names. */
static sp_status map_by_options(mapping *m, const sp_import_table *t, bool strict)
{
    bool mapped[SP_IMPORT_FIELDS] = {false};
    for (size_t k = 0; k < t->options->n_maps; k++) {
        const sp_import_map *one = &t->options->maps[k];
        sp_import_field field = SP_IMPORT_FIELDS;
        SP_TRY(find_field(&field, one->field, t->error));
        const size_t column = *one->column ? find_column(m, one->column) : SIZE_MAX;
        if (*one->column && column == SIZE_MAX) {
            if (strict) return no_column(m, one->column, t->error);
            continue;
        }
        for (size_t i = 0; i < m->n_names; i++)
            if (m->fields[i] == field && (!mapped[field] || !field_rows[field].is_joined))
                m->fields[i] = SP_IMPORT_FIELDS;
        mapped[field] = true;
        if (column == SIZE_MAX) continue;
        m->fields[column] = field;
        m->ranks[column] = 0;
    }
    return SP_OK;
}

sp_status sp_import__map(sp_import_field *fields, sp_import_table *t, const char *const *names,
                         size_t n_names, bool strict)
{
    mapping m = {.fields = fields, .n_names = n_names, .names = names};
    m.ranks = sp_arena_array(t->arena, n_names, sizeof *m.ranks);
    sp_import_column *columns = sp_arena_array(t->arena, t->n_columns + n_names, sizeof *columns);
    t->column_of = sp_arena_array(t->arena, SP_IMPORT_FIELDS, sizeof *t->column_of);
    SP_NEED(m.ranks && columns && t->column_of, t->error);
    for (size_t i = 0; i < n_names; i++) fields[i] = SP_IMPORT_FIELDS;
    map_by_names(&m);
    SP_TRY(map_by_options(&m, t, strict));
    if (t->n_columns) memcpy(columns, t->columns, t->n_columns * sizeof *columns);
    for (size_t i = 0; i < n_names; i++) {
        const sp_import_field field = fields[i];
        const bool used = field != SP_IMPORT_FIELDS;
        columns[t->n_columns + i] = (sp_import_column){names[i],
                                                       used ? field_rows[field].name : NULL};
        if (used && !t->column_of[field]) t->column_of[field] = names[i];
    }
    t->columns = columns;
    t->n_columns += n_names;
    return SP_OK;
}

/* ---- records ---- */

sp_status sp_import__add_record(sp_import_record **out, sp_import_table *t, uint32_t line)
{
    if (t->n_records == SP_IMPORT_MAX_ROWS)
        return sp_fail_at(t->error, SP_LIMIT, t->file, line, 0, "has more than %d rows",
                          SP_IMPORT_MAX_ROWS);
    if (t->n_records == t->capacity) {
        const size_t capacity = t->capacity ? 2 * t->capacity : 256;
        sp_import_record *larger = sp_arena_array(t->arena, capacity, sizeof *larger);
        SP_NEED(larger, t->error);
        if (t->n_records) memcpy(larger, t->records, t->n_records * sizeof *larger);
        t->records = larger;
        t->capacity = capacity;
    }
    *out = &t->records[t->n_records++];
    **out = (sp_import_record){.line = line, .columns = t->column_of};
    return SP_OK;
}

static bool is_blank(char c)
{
    return (unsigned char)c <= ' ' || c == 0x7f;
}

/* What tables write where they know nothing. */
static bool is_nothing(const char *text)
{
    static const char *const words[] = {"",    "-",    "--",   "\xe2\x80\x93", "\xe2\x80\x94",
                                        "NA",  "N/A",  "n/a",  "na",           "nan",
                                        "NaN", "null", "NULL", "None",         "none"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(text, words[i]) == 0) return true;
    return false;
}

/* Whether the lines of a field are clauses, or items of a list. */
static bool has_clauses(sp_import_field field)
{
    switch (field) {
    case SP_IMPORT_LEVEL:
    case SP_IMPORT_RATING:
    case SP_IMPORT_REVIEWS:
    case SP_IMPORT_PRICE:
    case SP_IMPORT_DURATION:
    case SP_IMPORT_EFFORT:
    case SP_IMPORT_TOPICS:
    case SP_IMPORT_PREREQUISITES: return true;
    default: return false;
    }
}

/* Runs of blanks and controls, with which it does not begin, become one blank; the end of a clause
 * stays one. NULL when out of memory. */
static char *squeeze(const char *text, size_t n_bytes, bool clauses, sp_arena *a)
{
    size_t n = 0, n_lines = 0;
    bool blank = false, line = false;
    for (size_t i = 0; i < n_bytes; i++) n_lines += text[i] == '\n' || text[i] == '\r';
    char *out = sp_arena_take(a, n_bytes + n_lines + 1);
    if (!out) return NULL;
    for (size_t i = 0; i < n_bytes; i++) {
        if (is_blank(text[i])) {
            blank = true;
            line = line || text[i] == '\n' || text[i] == '\r';
            continue;
        }
        if (blank && line && clauses && !strchr(",;:|", out[n - 1])) out[n++] = ';';
        if (blank) out[n++] = ' ';
        blank = line = false;
        out[n++] = text[i];
    }
    return out;
}

sp_status sp_import__state(sp_import_table *t, sp_import_record *r, sp_import_field field,
                           const char *text, size_t n_bytes)
{
    while (n_bytes && is_blank(*text)) {
        text++;
        n_bytes--;
    }
    while (n_bytes && is_blank(text[n_bytes - 1])) n_bytes--;
    if (!n_bytes || (r->texts[field] && !field_rows[field].is_joined)) return SP_OK;
    char *copy = field == SP_IMPORT_DESCRIPTION
                     ? sp_arena_text(t->arena, text, n_bytes)
                     : squeeze(text, n_bytes, has_clauses(field), t->arena);
    SP_NEED(copy, t->error);
    if (is_nothing(copy) && field != SP_IMPORT_TITLE) return SP_OK;
    if (r->texts[field]) {
        sp_buffer b = {.arena = t->arena};
        sp_buffer_puts(&b, r->texts[field]);
        sp_buffer_puts(&b, field == SP_IMPORT_DESCRIPTION ? "\n" : "; ");
        sp_buffer_puts(&b, copy);
        copy = b.failed ? NULL : b.text;
        SP_NEED(copy, t->error);
    }
    r->texts[field] = copy;
    return SP_OK;
}

size_t sp_import__valid_bytes(const char *text, size_t n_bytes)
{
    size_t at = 0;
    while (at < n_bytes) {
        uint32_t point;
        const size_t n = sp_utf8_decode(&point, text + at, n_bytes - at);
        if (!n || !text[at]) break;
        at += n;
    }
    return at;
}
