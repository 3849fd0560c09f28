/* SPDX-License-Identifier: GPL-3.0-or-later
 * The strict scan in front of cJSON. Private to this room. */
#ifndef STUDYPATH_IO_SCAN_H
#define STUDYPATH_IO_SCAN_H

#include "io/json.h"

/* Check that text[0..n_bytes) is one JSON value and record the span of each value in document order
 * (a member's key is not a value). SP_SYNTAX or SP_LIMIT with line and column, SP_MEMORY. */
sp_status sp_json__scan(sp_json_span **spans, size_t *n_spans, const char *text, size_t n_bytes,
                        const char *file, sp_arena *a, sp_error *e);

#endif
