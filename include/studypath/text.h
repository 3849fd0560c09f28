/* SPDX-License-Identifier: GPL-3.0-or-later
 * Text: UTF-8, growing buffers, numbers in and out whatever the locale, names and choices.
 */
#ifndef STUDYPATH_TEXT_H
#define STUDYPATH_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "studypath/arena.h"
#include "studypath/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Decode one code point at `s` (`left` bytes, >= 1) into `out`; the bytes that it takes, 0 when
 * they are not UTF-8 (overlong forms, surrogates and values past U+10FFFF included). */
size_t sp_utf8_decode(uint32_t *out, const char *s, size_t left);

/* Cut `text` at a UTF-8 border so that at most `max_bytes` bytes stay. */
void sp_text_cut(char *text, size_t max_bytes);

/* A text that grows in an arena. A failed append sets `failed` and later appends do nothing: check
 * it once, at the end. */
typedef struct sp_buffer {
    sp_arena *arena;
    char *text; /* NUL behind `length`, once something was appended */
    size_t length, capacity;
    size_t columns; /* where views wrap what they append; 0: at 80 */
    bool failed;
} sp_buffer;

void sp_buffer_add(sp_buffer *b, const char *text, size_t length);
void sp_buffer_puts(sp_buffer *b, const char *text);
void sp_buffer_printf(sp_buffer *b, const char *format, ...) SP_PRINTF(2, 3);

/* Append `text` made safe for a terminal: controls (C0, DEL, C1), bidirectional overrides and
 * invalid bytes become '?'. */
void sp_buffer_safe(sp_buffer *b, const char *text);

/* Columns that `text` takes on a terminal: code points, wide ones twice, combining ones none. */
size_t sp_text_columns(const char *text);

/* The shortest decimal text that reads back as `value` (finite), with a point whatever the locale;
 * at most 24 bytes + NUL. */
void sp_number_print(char out[32], double value);

/* Read a JSON number that is the whole of `text`; false when it is anything else (inf, nan, hex,
 * blanks) or not finite. */
bool sp_number_read(double *out, const char *text);

/* The name in `names` nearest to `name` by optimal string alignment distance with at most a third
 * of its length (and 3) of edits; NULL when none is near. The first one wins a tie. Items of
 * `stride` bytes hold their name first. */
const char *sp_text_nearest(const char *name, const void *items, size_t n_items, size_t stride);

/* The index of `text` among "a|b|c" (SP_CHOICE_*); -1 when it is none of them. */
int sp_choice_find(const char *choices, const char *text);

/* Copy the index-th of "a|b|c" to out[32]; `index` is below their number. */
void sp_choice_name(char out[32], const char *choices, unsigned index);

#ifdef __cplusplus
}
#endif
#endif
