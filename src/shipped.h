/* SPDX-License-Identifier: GPL-3.0-or-later
 * The files of data/ and models/ that are embedded in the library at build time (the Makefile writes the table). */
#ifndef STUDYPATH_SHIPPED_H
#define STUDYPATH_SHIPPED_H

#include "studypath/io.h"

extern const sp_text sp_shipped_catalog[]; /* topics, goals, then lists and courses */
extern const size_t sp_shipped_catalog_count;
extern const size_t sp_shipped_frame_count; /* the first of them: topics and goals alone */
extern const char sp_shipped_sha256[65];      /* of sp_shipped_catalog, computed when it was embedded */
extern const sp_text sp_shipped_hours_model, sp_shipped_score_model;

#endif
