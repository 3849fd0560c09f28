/* SPDX-License-Identifier: GPL-3.0-or-later
 * What every document of ours shares: a "format" that must be right, and findings that decide
 * whether it was read. */
#ifndef STUDYPATH_IO_DOCUMENT_H
#define STUDYPATH_IO_DOCUMENT_H

#include "io/fields.h"
#include "studypath/io.h"

/* SP_INVALID unless the root is an object whose "format" is `format`. */
sp_status sp_document_check_format(const sp_json *json, const char *format, sp_error *e);

/* SP_OK, or SP_INVALID with the first error finding in `e`. */
sp_status sp_document_verdict(const sp_findings *findings, sp_error *e);

/* The row for "format" in a field table: checked before, never stored. */
sp_status sp_document_skip(sp_reader *r, const cJSON *item, void *record);

#endif
