/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON texts in, behind a strict gate. cJSON alone accepts much that is not JSON and knows no line
 * numbers; so every text is first scanned by RFC 8259 to the letter (UTF-8, no raw controls, no
 * NUL, finite numbers, depth, one value), which also records where each value stands. Then cJSON
 * builds the tree.
 *
 * cJSON keeps its error position in a global: parse on one thread at a time. */
#ifndef STUDYPATH_IO_JSON_H
#define STUDYPATH_IO_JSON_H

#include <cjson/cJSON.h>

#include "studypath/error.h"

enum { SP_JSON_MAX_DEPTH = 64 };
#define SP_JSON_MAX_BYTES ((size_t)16 << 20) /* cJSON needs up to 41 times the text */

/* Where a value stands in its text: bytes, and the 1-based line of its first one. */
typedef struct sp_json_span {
    size_t begin, end;
    uint32_t line;
} sp_json_span;

/* A parsed text. item->valueint of each value (which cJSON saturates, so that nobody can use it) is
 * its index in `spans`. */
typedef struct sp_json {
    const cJSON *root;
    const char *file; /* as it is named in messages */
    const char *text;
    const sp_json_span *spans;
} sp_json;

/* Parse `text` (n_bytes, then a NUL) and hand the tree to `use`; the tree is gone when this
 * returns. SP_SYNTAX with line and column when the text is not JSON (duplicate keys included),
 * SP_LIMIT when it is too long or too deep, else what `use` returned. */
sp_status sp_json_read(const char *text, size_t n_bytes, const char *file,
                       sp_status (*use)(const sp_json *json, void *payload, sp_error *e),
                       void *payload, sp_arena *a, sp_error *e);

/* 1-based line of a value. */
uint32_t sp_json_line(const sp_json *json, const cJSON *item);

/* "an object", "a number" … for messages. */
const char *sp_json_kind(const cJSON *item);

/* The value's own text, copied into the arena; NULL when out of memory. */
char *sp_json_raw(const sp_json *json, const cJSON *item, sp_arena *a);

#endif
