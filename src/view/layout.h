/* SPDX-License-Identifier: GPL-3.0-or-later
 * Text of 80 columns: wrapping, cells, hours and weeks in words. Private to this room. */
#ifndef STUDYPATH_VIEW_LAYOUT_H
#define STUDYPATH_VIEW_LAYOUT_H

#include "studypath/plan.h"
#include "studypath/text.h"

enum { SP_VIEW_COLUMNS = 80 };

/* Append `text` (made safe), wrapped at words to b->columns; the first line starts at the current
 * column `at`, the others with `indent` blanks. Ends with a line break. */
void sp_view__wrap(sp_buffer *b, const char *text, size_t at, size_t indent);

/* The same for a text that was put together; nothing but a line break where there is none. */
void sp_view__wrap_line(sp_buffer *b, const sp_buffer *line, size_t at, size_t indent);

/* The same with a format. */
void sp_view__line(sp_buffer *b, size_t indent, const char *format, ...) SP_PRINTF(3, 4);

/* "Dot product (use); Matrices (follow)". */
void sp_view__names(sp_buffer *b, const sp_catalog *c, const sp_pair *pairs, size_t n_pairs);

/* Append `text` (made safe), cut with "..." or padded with blanks to `columns`. */
void sp_view__cell(sp_buffer *b, const char *text, size_t columns);

/* "12-25 h", "25 h" when both ends are the same whole number. */
void sp_view__hours(char out[48], double low, double high);

/* The text, or NULL when memory ran out. */
const char *sp_view__finish(const sp_buffer *b);

#endif
