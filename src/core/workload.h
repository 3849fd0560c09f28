/* SPDX-License-Identifier: GPL-3.0-or-later
 * Hours of study from the workload texts that providers write. */
#ifndef STUDYPATH_CORE_WORKLOAD_H
#define STUDYPATH_CORE_WORKLOAD_H

#include "studypath/course.h"

/* Hours of a course from its workload text: hours in all, weeks times hours a week, or months times
 * hours a week. False, and `out` untouched, for all other texts: lectures, pages, months alone, an
 * open end, "up to you". */
bool sp_workload_read(sp_hours *out, const char *text);

#endif
