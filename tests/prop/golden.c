/* SPDX-License-Identifier: GPL-3.0-or-later
 * See golden.h. */
#include "golden.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

const char *const golden_profiles[GOLDEN_PROFILES] = {"empty", "engineer", "physicist", "school"};

sp_arena *shared;
sp_engine shipped;
sp_arena *request;

int open_shipped(void **state)
{
    (void)state;
    sp_error error = {0};
    sp_init();
    shared = sp_arena_make(0);
    sp_findings findings = {.arena = shared};
    return shared ? (int)sp_engine_open(&shipped, NULL, &findings, shared, &error) : -1;
}

int close_shipped(void **state)
{
    (void)state;
    sp_arena_free(shared);
    return 0;
}

int open_request(void **state)
{
    request = sp_arena_make(0);
    return request ? open_shipped(state) : -1;
}

int close_request(void **state)
{
    sp_arena_free(request);
    return close_shipped(state);
}

void golden_learner(sp_learner *out, const sp_engine *engine, unsigned profile, sp_goal_id goal,
                    sp_arena *a)
{
    const sp_catalog *c = &engine->catalog;
    sp_profile *p = sp_arena_take(a, sizeof *p);
    sp_goal_choice *choice = sp_arena_take(a, sizeof *choice);
    assert_true(p && choice && sp_profile_make(p, c, a, NULL) == SP_OK);
    if (profile > 0) {
        char path[64];
        sp_text text;
        sp_findings findings = {.arena = a};
        snprintf(path, sizeof path, "data/profiles/%s.json", golden_profiles[profile]);
        assert_int_equal(sp_text_load(&text, path, a, NULL), SP_OK);
        assert_int_equal(sp_profile_read(p, c, &text, &findings, a, NULL), SP_OK);
    }
    *choice = (sp_goal_choice){.named = goal};
    p->goals = choice;
    p->n_goals = 1;
    assert_int_equal(sp_learner_make(out, c, p, GOLDEN_DAY, a, NULL), SP_OK);
}
