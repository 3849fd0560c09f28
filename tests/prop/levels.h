/* SPDX-License-Identifier: GPL-3.0-or-later
 * The closure of levels, not the library's way. */
#ifndef TESTS_LEVELS_H
#define TESTS_LEVELS_H

#include "studypath/course.h"

/* By iterating until nothing changes. */
void close_levels(const sp_catalog *c, unsigned *levels);

#endif
