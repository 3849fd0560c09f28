/* SPDX-License-Identifier: GPL-3.0-or-later
 * What makes a catalogue out of the records that were read. Private to the library. */
#ifndef STUDYPATH_CORE_CATALOG_H
#define STUDYPATH_CORE_CATALOG_H

#include "studypath/course.h"

/* Give every topic without a size the mean of its area's stated ones, else of all stated ones, else
 * SP_DEFAULT_SIZE_HOURS. */
#define SP_DEFAULT_SIZE_HOURS 8.0 /* the median size of the shipped topics */
void sp_topics_fill_sizes(sp_topics *topics);

/* Who answers for the course: things that are the same twice, and things of one provider, count as
 * one supplier. */
const char *sp_course_supplier(const sp_course *course);

/* Sort the courses by id, so that nothing depends on the order of a file. */
void sp_catalog_sort(sp_catalog *c);

/* Courses whose file gives no `requires` get them inferred, sparingly: for each taught pair (t, l)
 * with l >= 2 each need of t in another area, unless the course itself teaches it that high, and t
 * at l - 1 when l = 3. (Filling it from the whole graph makes paths a third longer.) */
sp_status sp_catalog_infer_requires(sp_catalog *c, sp_arena *a, sp_error *e);

#endif
