/* SPDX-License-Identifier: GPL-3.0-or-later
 * SVG pictures as text: the frame that makes one accessible, and text that is safe in XML. No
 * scripts, no references to anything outside, whole numbers as coordinates. Private to this room.
 */
#ifndef STUDYPATH_VIEW_SVG_H
#define STUDYPATH_VIEW_SVG_H

#include "studypath/text.h"

/* Begin a picture of `width` times `height` that is called `title` and described by `description`
 * to those who don't see it; `style` is its style sheet, trusted. */
void sp_svg__open(sp_buffer *b, size_t width, size_t height, const char *title,
                  const char *description, const char *style);
void sp_svg__close(sp_buffer *b);

/* Append `text` as character data: what XML or a screen must not get becomes '?', the signs of
 * markup become references. */
void sp_svg__escape(sp_buffer *b, const char *text);

/* A line of text with its baseline at (x, y), of the given classes. */
void sp_svg__text(sp_buffer *b, size_t x, size_t y, const char *classes, const char *text);

#endif
