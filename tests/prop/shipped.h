/* SPDX-License-Identifier: GPL-3.0-or-later
 * The shipped catalogue for laws of whole plans, and a closure that is not the library's. */
#ifndef TESTS_SHIPPED_H
#define TESTS_SHIPPED_H

#include "studypath/studypath.h"

extern sp_arena *shared; /* lives as long as the group of tests */
extern sp_engine shipped;

/* Set-up and teardown of a group. */
int open_shipped(void **state);
int close_shipped(void **state);

/* A number below `n`; `state` moves on. */
unsigned draw_below(uint64_t *state, unsigned n);

/* Closure by iterating until nothing changes. */
void close_levels(const sp_catalog *c, unsigned *levels);

#endif
