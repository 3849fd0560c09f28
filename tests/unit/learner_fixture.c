/* SPDX-License-Identifier: GPL-3.0-or-later
 * See learner_fixture.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "learner_fixture.h"
#include "studypath/io.h"

small_world world;
sp_profile wish;
sp_goal_choice wish_goals[3];
sp_learner wisher;

int make_wish(void **state)
{
    (void)state;
    static const sp_pair eigen[] = {{EIGEN, 2}};
    small_world_make(&world);
    if (sp_profile_make(&wish, &world.catalog, world.arena, NULL) != SP_OK) return -1;
    wish_goals[0] = (sp_goal_choice){.named = SP_NONE, .pairs = eigen, .n_pairs = 1};
    wish.goals = wish_goals;
    wish.n_goals = 1;
    return 0;
}

int free_wish(void **state)
{
    (void)state;
    small_world_free(&world);
    return 0;
}

void learn_from(sp_day today)
{
    assert_int_equal(sp_learner_make(&wisher, &world.catalog, &wish, today, world.arena, NULL),
                     SP_OK);
}
