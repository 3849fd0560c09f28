/* SPDX-License-Identifier: GPL-3.0-or-later
 * What imported courses ask for at their entry. An export says what a course is called and of whom
 * it is thought to be for; what one must know before is inferred, by rules that docs/import.md
 * states. Private to the library. */
#ifndef STUDYPATH_CORE_ENTRY_H
#define STUDYPATH_CORE_ENTRY_H

#include "studypath/course.h"

/* Infer what every course of `c` that teaches something requires; `requires_given` is set. From
 * the needs of what it teaches, its level and its `formal`; never of what it teaches itself; and
 * only what the other courses can bring a learner to. Courses that `is_given` marks (NULL: none)
 * are left as they are. */
sp_status sp_entries_infer(sp_catalog *c, const bool *is_given, sp_arena *a, sp_error *e);

#endif
