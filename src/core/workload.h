/* SPDX-License-Identifier: GPL-3.0-or-later
 * Hours of study from the workload texts that providers write. */
#ifndef STUDYPATH_CORE_WORKLOAD_H
#define STUDYPATH_CORE_WORKLOAD_H

#include "studypath/reading.h"

/* Hours of a course from its workload text: hours in all, weeks times hours a week, or months times
 * hours a week. False, and `out` untouched, for all other texts: lectures, pages, months alone, an
 * open end, "up to you". */
bool sp_workload_read(sp_hours *out, const char *text);

typedef struct sp_workload_column {
    const char *text, *heading; /* NULL = no heading */
} sp_workload_column;

/* The same for several columns of one row: weeks in one and hours a week in another give hours.
 * What they state goes into `reading`; its `unread` says why something of it was left out. */
bool sp_workload_read_columns(sp_hours *out, sp_reading *reading, const sp_workload_column *columns,
                              size_t n_columns);

#endif
