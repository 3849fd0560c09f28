/* SPDX-License-Identifier: GPL-3.0-or-later
 * The arena of a test file, fresh for each test: cmocka_unit_test_setup_teardown(test, make_arena,
 * free_arena). */
#ifndef STUDYPATH_TESTS_ARENA_FIXTURE_H
#define STUDYPATH_TESTS_ARENA_FIXTURE_H

#include "studypath/arena.h"

extern sp_arena *arena;

/* 0, or -1 when memory is short. */
int make_arena(void **state);
int free_arena(void **state);

#endif
