/* SPDX-License-Identifier: GPL-3.0-or-later
 * Import: an export of some platform (CSV, schema.org Course JSON-LD, Markdown tables) becomes the
 * courses of a catalogue, and a report that accounts for every row. docs/import.md has the rules.
 */
#ifndef STUDYPATH_IMPORT_H
#define STUDYPATH_IMPORT_H

#include "studypath/io.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sp_import_format {
    SP_IMPORT_GUESS, /* by the name's suffix, else by the first characters */
    SP_IMPORT_CSV,
    SP_IMPORT_JSONLD,
    SP_IMPORT_MARKDOWN
} sp_import_format;
#define SP_CHOICE_IMPORT "csv|jsonld|markdown"

#define SP_IMPORT_MAX_BYTES ((size_t)64 << 20) /* of a file; of JSON-LD 16 MiB */
#define SP_IMPORT_MAX_ROWS 200000

/* "title=Kursname": the column (by its header, without regard to case) that holds a field. An empty
 * column leaves the field unread. */
typedef struct sp_import_map {
    const char *field, *column;
} sp_import_map;

typedef struct sp_import_options {
    sp_import_format from;
    const sp_import_map *maps;
    size_t n_maps;
} sp_import_options;

typedef enum sp_import_action {
    SP_IMPORT_KEPT,
    SP_IMPORT_MERGED, /* into the course of an earlier row */
    SP_IMPORT_SKIPPED
} sp_import_action;

/* How sure it is that a course teaches a topic. Only EXACT becomes `teaches`. */
typedef enum sp_match_confidence {
    SP_MATCH_WEAK, /* in a sentence about prerequisites, or a lone word, or a whole field in tags */
    SP_MATCH_WORDS, /* all words of a term in the title, but not side by side */
    SP_MATCH_EXACT  /* a name or synonym, word by word */
} sp_match_confidence;

typedef enum sp_match_place { SP_MATCH_TITLE, SP_MATCH_SKILLS, SP_MATCH_TEXT } sp_match_place;

typedef struct sp_topic_match {
    sp_topic_id topic;
    uint8_t level; /* that the course is taken to teach; 0 = not assigned */
    sp_match_confidence confidence;
    sp_match_place place; /* where `term` stands */
    bool is_titled;   /* a term of it stands in the title, be it one that several topics share */
    bool is_broad;    /* `term` is one that several topics share, such as "statistics" */
    bool is_unpaid;   /* confident, but the course's hours are too few for it */
    const char *term; /* the name or synonym as the topic graph writes it */
} sp_topic_match;

typedef struct sp_import_row {
    size_t row;    /* 1 = the first below the header */
    uint32_t line; /* where it begins */
    sp_import_action action;
    const char *id;    /* of the course that it became or was merged into; NULL when skipped */
    const char *title; /* NULL where it has none */
    const char *why; /* why it was merged or skipped, what was odd about a kept one; may be NULL */
    const sp_topic_match *matches; /* of a kept row, over all rows merged into it */
    size_t n_matches;
} sp_import_row;

typedef struct sp_import_column {
    const char *name, *field; /* field NULL: not used */
} sp_import_column;

typedef struct sp_import {
    sp_import_format format;
    const char *file;
    sp_catalog catalog; /* the courses, in the order of their rows, over the topics of the base;
                           what they require is inferred */
    sp_import_row *rows;
    size_t n_rows, n_kept, n_merged, n_skipped, n_unmatched;
    const sp_import_column *columns; /* of CSV and Markdown, and the properties of JSON-LD */
    size_t n_columns;
} sp_import;

/* Read a file ("-" = standard input) of at most SP_IMPORT_MAX_BYTES. */
sp_status sp_import_load(sp_text *out, const char *path, sp_arena *a, sp_error *e);

/* Turn the text into courses over the topics of `base`, whose step hours must be set. Oddities of
 * rows (ragged, a rating above its scale) are warnings among `findings` and stand in the row's
 * `why`. Errors: SP_SYNTAX (not UTF-8, an open quote, not JSON; with the row or line), SP_INVALID
 * (empty, no column of titles), SP_USAGE (a map that names nothing), SP_LIMIT, SP_MEMORY. */
sp_status sp_import_read(sp_import *out, const sp_catalog *base, const sp_text *text,
                         const sp_import_options *options, sp_findings *findings, sp_arena *a,
                         sp_error *e);

/* The courses as a studypath-catalog/1 text; with_topics: and the topics and goals of the base, for
 * one that is not the shipped one. NULL when out of memory. */
const char *sp_import_write(const sp_import *import, bool with_topics, sp_arena *a);

/* The report as JSON lines: first the file and its columns, then one line a row. NULL when out of
 * memory. */
const char *sp_import_report(const sp_import *import, sp_arena *a);

/* The sums, the columns, and at most `most_rows` rows that were not simply kept, for people. NULL
 * when out of memory. */
const char *sp_view_import(const sp_import *import, size_t most_rows, sp_arena *a);

#ifdef __cplusplus
}
#endif
#endif
