/* SPDX-License-Identifier: GPL-3.0-or-later
 * Links of the web: which are some, and which are the same. */
#ifndef STUDYPATH_BASE_LINK_H
#define STUDYPATH_BASE_LINK_H

#include <stdbool.h>
#include <stddef.h>

#include "studypath/arena.h"

/* Bytes of "http://" or "https://" at the beginning, in any case; 0 when there is neither. */
size_t sp_link_scheme_length(const char *text);

/* NULL when `text` is an http or https link that can be followed, by its form alone; else what is
 * wrong with it, in words that go on "the link ...". */
const char *sp_link_fault(const char *text);

/* What makes two links the same: host without www., path without its last slash, the query without
 * utm_ and the like; no scheme, no fragment. NULL when out of memory. */
const char *sp_link_key(const char *link, sp_arena *a);

/* Whether `text` begins with `beginning` (of small letters), in any case. */
bool sp_link_begins_with(const char *text, const char *beginning);

#endif
