/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files in and out: catalogue, profile, model (plan and rank are written by studypath.h's
 * documents).
 *
 * Readers report every mistake of a text as a finding; they fail with SP_INVALID when one of them
 * is an error, with SP_SYNTAX when a text is not JSON at all. Call readers from one thread at a
 * time (cJSON keeps a global). */
#ifndef STUDYPATH_IO_H
#define STUDYPATH_IO_H

#include "studypath/ask.h"
#include "studypath/findings.h"
#include "studypath/practice.h"
#include "studypath/profile.h"
#include "studypath/reading.h"
#include "studypath/score.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A text in memory and the name that messages call it by. `text[n_bytes]` is a NUL. */
typedef struct sp_text {
    const char *name, *text;
    size_t n_bytes;
} sp_text;

/* Read a file ("-" = standard input), at most 16 MiB. */
sp_status sp_text_load(sp_text *out, const char *path, sp_arena *a, sp_error *e);

/* Write a file atomically; see SP_IO. */
sp_status sp_text_save(const char *path, const char *text, size_t n_bytes, sp_error *e);

#define SP_MOST_TOPICS 10000 /* of a catalogue; more is SP_LIMIT */

/* Read a catalogue from one or several texts, which may each hold a part (topics, goals, lists,
 * courses). Sizes of topics and `requires` that are left out are filled in; hours
 * (sp_hours_complete) and sha256 are not. After SP_INVALID with findings `out` holds what could be
 * read, for sp_catalog_check_records alone. */
sp_status sp_catalog_read(sp_catalog *out, const sp_text *texts, size_t n_texts,
                          sp_findings *findings, sp_arena *a, sp_error *e);

/* SHA-256 of the texts, one after the other, as 64 hexadecimal digits: what sp_catalog.sha256
 * holds. */
void sp_texts_sha256(char out[65], const sp_text *texts, size_t n_texts);

/* Whether a catalogue text has topics of its own; one without speaks of the shipped ones. False
 * also when it can't be read. */
bool sp_catalog_has_topics(const sp_text *text, sp_arena *a);

/* The effective catalogue as one JSON text; what was inferred is listed under "inferred". NULL when
 * out of memory. */
const char *sp_catalog_write(const sp_catalog *c, sp_arena *a);

/* The courses as a table (CSV, RFC 4180) and as schema.org Course (JSON-LD), both of which
 * sp_import_read reads back as they were; the topic graph as a 1EdTech CASE 1.0 package.
 * docs/export.md says what each carries. NULL when out of memory. */
const char *sp_catalog_write_csv(const sp_catalog *c, sp_arena *a);
const char *sp_catalog_write_jsonld(const sp_catalog *c, sp_arena *a);
const char *sp_catalog_write_case(const sp_catalog *c, sp_arena *a);

/* The keys of the "profile" or "catalog" format, one a line, in words; NULL for another name or
 * when out of memory. */
const char *sp_format_describe(const char *format, sp_arena *a);

/* An empty profile over the catalogue: nothing known, no goal, every default. */
sp_status sp_profile_make(sp_profile *out, const sp_catalog *c, sp_arena *a, sp_error *e);

sp_status sp_profile_read(sp_profile *out, const sp_catalog *c, const sp_text *text,
                          sp_findings *findings, sp_arena *a, sp_error *e);

/* The profile as JSON; NULL when out of memory. */
const char *sp_profile_write(const sp_profile *profile, const sp_catalog *c, sp_arena *a);

/* A JSON text that is one string, such as "8 weeks". */
sp_status sp_string_read(const char **out, const sp_text *json, sp_arena *a, sp_error *e);

/* What was read as one JSON object on one line, what is not stated left out; NULL when out of
 * memory. */
const char *sp_reading_write(const sp_reading *reading, sp_arena *a);

/* Append the answers of a text to the profile's: JSON, {"topic": level} or the array of a profile's
 * `answers`, or lines topic=level (level 0 to 3 or its word; nothing = skipped; # begins a
 * comment). Errors: SP_SYNTAX, SP_INVALID (an unknown topic, no level, a topic twice). */
sp_status sp_answers_read(sp_profile *profile, const sp_catalog *c, const sp_text *text,
                          sp_findings *findings, sp_arena *a, sp_error *e);

/* {"answer": 0 to 3 or null}; SP_NO_LEVEL for null. */
sp_status sp_reply_read(unsigned *level, const sp_text *json, sp_arena *a, sp_error *e);

/* The lines of `ask --protocol jsonl`, a question and the end; NULL when out of memory. */
const char *sp_question_write(const sp_question *question, const sp_catalog *c, sp_arena *a);
const char *sp_placement_write(const sp_placement *placement, const sp_profile *profile,
                               const sp_catalog *c, sp_arena *a);

/* studypath-questions/1: the most useful questions; NULL when out of memory. */
const char *sp_questions_write(const sp_question *questions, size_t n_questions,
                               const sp_placement *placement, const sp_catalog *c, sp_arena *a);

/* data/exercises.json and data/items.json, over the catalogue's topics. Errors: SP_SYNTAX,
 * SP_INVALID (an unknown topic, two exercises for one level, not exactly one right choice, a wrong
 * one without its misconception). */
sp_status sp_exercises_read(sp_practice *out, const sp_catalog *c, const sp_text *text,
                            sp_findings *findings, sp_arena *a, sp_error *e);
sp_status sp_items_read(sp_practice *out, const sp_catalog *c, const sp_text *text,
                        sp_findings *findings, sp_arena *a, sp_error *e);

/* models/hours.json, models/score.json and models/placement.json. */
sp_status sp_hours_model_read(sp_hours_model *out, const sp_text *text, sp_arena *a, sp_error *e);
sp_status sp_score_model_read(sp_score_model *out, const sp_text *text, sp_arena *a, sp_error *e);
sp_status sp_placement_model_read(sp_placement_model *out, const sp_text *text, sp_arena *a,
                                  sp_error *e);

#ifdef __cplusplus
}
#endif
#endif
