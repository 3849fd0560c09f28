/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names in sentences and paragraphs with a head, for answers to "why". Private to this room. */
#ifndef STUDYPATH_VIEW_WHY_H
#define STUDYPATH_VIEW_WHY_H

#include "studypath/course.h"
#include "studypath/text.h"

/* Titles, with semicolons, as titles have commas. */
void sp_view__titles(sp_buffer *b, const sp_catalog *c, const sp_course_id *ids, size_t n_ids);

/* "Head: text", wrapped, further lines indented; nothing where there is no text. */
void sp_view__paragraph(sp_buffer *b, const char *head, const sp_buffer *text);

#endif
