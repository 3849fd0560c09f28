/* SPDX-License-Identifier: GPL-3.0-or-later
 * Between the formats of exports and the courses made of them: a table of records, each of which
 * holds the texts that one row states, by field. Private to io/import*.c. */
#ifndef STUDYPATH_IO_IMPORT_H
#define STUDYPATH_IO_IMPORT_H

#include "core/match.h"
#include "studypath/import.h"
#include "studypath/text.h"

typedef enum sp_import_field {
    SP_IMPORT_TITLE,
    SP_IMPORT_LINK,
    SP_IMPORT_PROVIDER,    /* the platform */
    SP_IMPORT_INSTITUTION, /* who is behind it */
    SP_IMPORT_AUTHORS,
    SP_IMPORT_KIND, /* "Specialization" */
    SP_IMPORT_LEVEL,
    SP_IMPORT_RATING,
    SP_IMPORT_SCALE, /* the best rating there is */
    SP_IMPORT_REVIEWS,
    SP_IMPORT_ENROLLED,
    SP_IMPORT_LANGUAGE,
    SP_IMPORT_PRICE,
    SP_IMPORT_DURATION,    /* weeks, or hours in all */
    SP_IMPORT_EFFORT,      /* hours a week */
    SP_IMPORT_TOPICS,      /* skills, tags, subject: several columns are joined */
    SP_IMPORT_DESCRIPTION, /* several columns are joined; used for matching, not kept */
    SP_IMPORT_PREREQUISITES,
    SP_IMPORT_FIELDS
} sp_import_field;

typedef struct sp_import_record {
    const char *texts[SP_IMPORT_FIELDS]; /* trimmed; NULL = nothing stated */
    const char *const *columns;          /* by field: what each stands under; often shared */
    const char *skip;                    /* why it can't be used, or NULL */
    const char *odd;                     /* what is odd about it, or NULL */
    uint32_t line;
    bool is_short;            /* fewer cells than the header */
    const char *id;           /* of the course, where the export was ours and says so; else NULL */
    const char *own;          /* the course as an object of our format, taken as given; or … */
    const char *const *cells; /* … its cells, one a column of io/columns.h; else NULL */
} sp_import_record;

typedef struct sp_import_table {
    sp_import_record *records;
    size_t n_records, capacity;
    sp_import_column *columns;
    size_t n_columns;
    const char **column_of; /* by field, of the header that was read last; NULL = none */
    const char *catalog_id, *catalog_version; /* as an export of ours states them; else NULL */
    const char *file;
    const sp_import_options *options;
    sp_arena *arena;
    sp_error *error;
} sp_import_table;

/* ---- import_map.c: fields and columns ---- */

/* The name that --map and the report call a field by. */
const char *sp_import__field_name(sp_import_field field);

/* Whether several columns of the field are joined. */
bool sp_import__is_joined(sp_import_field field);

/* Append columns named `names`, find the field of each (SP_IMPORT_FIELDS = unused) by its name and
 * the maps. SP_USAGE when a map names no field, or no column and `strict`. */
sp_status sp_import__map(sp_import_field *fields, sp_import_table *t, const char *const *names,
                         size_t n_names, bool strict);

/* A new record at the end, under the table's columns. SP_LIMIT past SP_IMPORT_MAX_ROWS. */
sp_status sp_import__add_record(sp_import_record **out, sp_import_table *t, uint32_t line);

/* State a text of the record: trimmed, blanks and controls made one blank (but in descriptions),
 * line breaks "; " where they end clauses or items; "NA", "-" and the like are nothing. Joined to
 * what a joined field holds, else the first counts.
 */
sp_status sp_import__state(sp_import_table *t, sp_import_record *r, sp_import_field field,
                           const char *text, size_t n_bytes);

/* Bytes of `text` before the first that is no UTF-8, or is a NUL. */
size_t sp_import__valid_bytes(const char *text, size_t n_bytes);

/* ---- one file a format: text in, records out ---- */

sp_status sp_import__read_csv(sp_import_table *t, const sp_text *text);
sp_status sp_import__read_jsonld(sp_import_table *t, const sp_text *text);
sp_status sp_import__read_markdown(sp_import_table *t, const sp_text *text);

/* ---- import_values.c: words that have codes ---- */

/* The ISO 639-1 code of a language's name or code; NULL when it is not known. */
const char *sp_import__read_language(const char *text);

/* Whether the kind of thing is a series of courses. */
bool sp_import__is_program(const char *kind);

/* ---- import_links.c ---- */

/* The link as it can be followed (https:// put before a bare host); NULL when it is none. */
const char *sp_import__read_link(const char *text, sp_arena *a);

/* The platform of a well-known host; NULL for others. */
const char *sp_import__platform(const char *link);

/* Lower-case ASCII words with hyphens between, at most `most` bytes, cut at a hyphen where there is
 * one; may be empty. */
void sp_import__slug(char *out, size_t most, const char *text);

/* ---- import_index.c ---- */

/* From texts to numbers; texts are not copied. */
typedef struct sp_import_index {
    struct sp_import_slot *slots;
    size_t n_slots, n_used;
    sp_arena *arena;
} sp_import_index;

/* The number kept for `key`, or SIZE_MAX. */
size_t sp_import__find(const sp_import_index *index, const char *key);
sp_status sp_import__put(sp_import_index *index, const char *key, size_t number, sp_error *e);

/* ---- import_course.c: from a record to a course ---- */

/* What is worth saying of a row, one text; `odd` grows by it. */
typedef struct sp_import_remark {
    sp_findings *findings;
    const char *file;
    size_t row;
    uint32_t line;
    sp_buffer odd;
} sp_import_remark;

void sp_import__remark(sp_import_remark *remark, const char *code, const char *format, ...)
    SP_PRINTF(3, 4);

/* Where the texts of a record of several rows are from. */
typedef struct sp_import_origins {
    const char *columns[SP_IMPORT_FIELDS];
    size_t rows[SP_IMPORT_FIELDS];
} sp_import_origins;

/* The record of several rows: what a later row states besides becomes a statement. */
typedef struct sp_import_entry {
    sp_import_record record;
    size_t row;                 /* the first */
    sp_import_origins *origins; /* NULL = all of the first */
    sp_statement *statements;
    size_t n_statements, capacity;
    sp_source *sources; /* of the course */
    sp_topic_match *matches;
    size_t n_matches;
} sp_import_entry;

sp_status sp_import__merge(sp_import_entry *into, const sp_import_record *later, size_t row,
                           sp_import_table *t);

/* What it teaches, from the matches; what it requires, once that is inferred; and their sources. */
sp_status sp_import__set_teaches(sp_course *course, sp_import_entry *entry, sp_import_table *t);
void sp_import__set_requires(sp_course *course, sp_import_entry *entry);

/* What its provider lists of prerequisites, where that is sure. */
sp_status sp_import__set_formal(sp_course *course, sp_import_entry *entry, sp_matcher *matcher,
                                sp_import_table *t);

/* Whether the rating and the level that the record states are a rating and a level, as far as that
 * can be told; what is not stated is. */
bool sp_import__is_rating(const sp_import_record *r);
bool sp_import__is_level(const sp_import_record *r);

/* All of the course but its id and what it teaches. */
sp_status sp_import__make_course(sp_course *out, sp_import_entry *entry, sp_import_table *t,
                                 sp_import_remark *remark);

/* ---- import_own.c: rows of our own exports ---- */

/* Whether the record is a course of an export of ours. */
bool sp_import__is_own(const sp_import_record *record);

/* All of the course but an id that it does not state. What can't be read is remarked and left out.
 * `is_taught` tells whether the record says what it teaches. */
sp_status sp_import__make_own(sp_course *out, bool *is_taught, sp_import_entry *entry,
                              const sp_catalog *base, sp_import_table *t, sp_import_remark *remark);

#endif
