/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which courses a profile rules out by its limits and wishes. */
#ifndef STUDYPATH_CORE_FILTER_H
#define STUDYPATH_CORE_FILTER_H

#include "studypath/profile.h"

/* The first rule that rules the course out, but for what is done. */
sp_filter sp_filter__of(const sp_catalog *c, const sp_profile *p, sp_course_id id);

#endif
