/* SPDX-License-Identifier: GPL-3.0-or-later
 * Texts with their expected readings, from tests/unit/texts/: one JSON object a line, {"kind",
 * "column" (may be absent), "raw", "expect"}. */
#ifndef STUDYPATH_TESTS_TEXT_ROWS_H
#define STUDYPATH_TESTS_TEXT_ROWS_H

#include <cjson/cJSON.h>

#include "studypath/studypath.h"

enum { TEXT_ROWS_MOST = 2000 };

typedef struct text_row {
    sp_reading_kind kind;
    const char *column, *raw; /* column NULL = none */
    const cJSON *expect;
    cJSON *line; /* owns the strings */
} text_row;

typedef struct text_rows {
    text_row items[TEXT_ROWS_MOST];
    size_t n_items;
} text_rows;

/* Append the rows of a file; false when it can't be read or a line is malformed. */
bool text_rows_load(text_rows *rows, const char *path, sp_arena *a);
void text_rows_free(text_rows *rows);

/* What is wrong with a reading whatever its text: a span out of order or negative, a number that is
 * not finite, "unread" beside something read, nothing at all; NULL when it is well formed. */
const char *reading_fault(const sp_reading *r, sp_reading_kind kind, sp_arena *a);

#endif
