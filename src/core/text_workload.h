/* SPDX-License-Identifier: GPL-3.0-or-later
 * A workload text while it is read: clauses to measures (text_clauses.c), measures to a reading
 * (text_workload.c). Private to the readers (text_*.c). */
#ifndef STUDYPATH_CORE_TEXT_WORKLOAD_H
#define STUDYPATH_CORE_TEXT_WORKLOAD_H

#include "core/text_measure.h"
#include "core/text_stage.h"

enum { SP_MEASURES_MOST = 24 };

typedef struct sp_clauses {
    sp_measure items[SP_MEASURES_MOST];
    size_t n_items;
    bool is_self_paced, has_level, has_number;
    sp_stage level;
    char why[96]; /* the first thing that was not understood */
} sp_clauses;

void sp_clauses__read(sp_clauses *out, const sp_tokens *tokens);

/* The unit that a column heading names, and what it is per. */
typedef struct sp_heading {
    sp_unit unit, per;
    bool is_effort;
    bool is_other;   /* of video, exams: no time of study */
    bool is_unclear; /* names units that do not go together */
} sp_heading;
sp_heading sp_heading__read(const char *column);

void sp_reading__workload(sp_reading *out, const char *text, const char *column);

#endif
