/* SPDX-License-Identifier: GPL-3.0-or-later
 * Hours from the workload texts that providers write. */
#ifndef STUDYPATH_CORE_WORKLOAD_H
#define STUDYPATH_CORE_WORKLOAD_H

#include "studypath/course.h"

/* Read hours of study from a text, in one of two forms:
 *     10 weeks, 4-8 hours/week        weeks times hours a week (also "per week", "a week", "x", an
 * en dash in a range) Approx. 39 hours to complete    hours in all False, and `out` untouched, for
 * everything else: lectures, months, "up to you", or more than one reading. */
bool sp_workload_read(sp_hours *out, const char *text);

#endif
