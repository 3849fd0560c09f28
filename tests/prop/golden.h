/* SPDX-License-Identifier: GPL-3.0-or-later
 * The shipped catalogue, and the learners of the golden paths (tests/cases/paths): every goal from
 * nothing and from each of the example profiles. */
#ifndef TESTS_GOLDEN_H
#define TESTS_GOLDEN_H

#include "studypath/studypath.h"

enum { GOLDEN_PROFILES = 4, GOLDEN_DAY = 20781 /* 2026-11-24 */ };

/* The shipped engine, for a group of tests: cmocka_run_group_tests(tests, open_shipped,
 * close_shipped). */
extern sp_arena *shared;
extern sp_engine shipped;
int open_shipped(void **state);
int close_shipped(void **state);

/* The same with a second arena, for what one test makes. */
extern sp_arena *request;
int open_request(void **state);
int close_request(void **state);

/* "empty" and the names of the files in data/profiles. */
extern const char *const golden_profiles[GOLDEN_PROFILES];

/* The learner with that background and that goal of the engine's catalogue; fails the test when
 * there is none. */
void golden_learner(sp_learner *out, const sp_engine *engine, unsigned profile, sp_goal_id goal,
                    sp_arena *a);

#endif
