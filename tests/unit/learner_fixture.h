/* SPDX-License-Identifier: GPL-3.0-or-later
 * A profile over the small catalogue, fresh for each test, and the learner that is made of it:
 * cmocka_unit_test_setup_teardown(test, make_wish, free_wish). Include it after cmocka.h. */
#ifndef STUDYPATH_TESTS_LEARNER_FIXTURE_H
#define STUDYPATH_TESTS_LEARNER_FIXTURE_H

#include "small_catalog.h"

extern small_world world;
extern sp_profile wish; /* empty, but for its only goal: eigen at level 2 */
extern sp_goal_choice wish_goals[3];
extern sp_learner wisher;

/* 0, or -1 when the profile can't be made. */
int make_wish(void **state);
int free_wish(void **state);

/* Make the learner of the profile as it is now; the test fails where that is refused. */
void learn_from(sp_day today);

#endif
