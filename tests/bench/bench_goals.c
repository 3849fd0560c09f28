/* SPDX-License-Identifier: GPL-3.0-or-later
 * Time inside the library for every shipped goal from an empty background: scoring, both searches,
 * order, reasons. (A bench, not a test.) */
#include <stdio.h>
#include <time.h>

#include "studypath/studypath.h"

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int main(void)
{
    enum { ROUNDS = 50 };
    sp_init();
    sp_arena *shared = sp_arena_make(0), *request = sp_arena_make(0);
    sp_error error = {SP_OK, 0, 0, "", ""};
    sp_findings findings = {.arena = shared};
    sp_engine engine;
    if (!shared || !request) return 1;
    const double before = now_ms();
    if (sp_engine_open(&engine, NULL, &findings, shared, &error) != SP_OK) return 1;
    printf("loading the shipped catalogue and models: %.2f ms\n", now_ms() - before);
    puts("sp_plan_find from zero, best of 50          ms    nodes  courses");
    for (size_t g = 0; g < engine.catalog.n_goals; g++) {
        double best = 1e9;
        sp_plan plan = {.nodes = 0};
        for (int round = 0; round < ROUNDS; round++) {
            const sp_arena_mark mark = sp_arena_here(request);
            sp_profile profile;
            sp_learner learner;
            sp_goal_choice choice = {.named = (sp_goal_id)g};
            const sp_plan_options options = sp_plan_defaults();
            if (sp_profile_make(&profile, &engine.catalog, request, &error) != SP_OK) return 1;
            profile.goals = &choice;
            profile.n_goals = 1;
            if (sp_learner_make(&learner, &engine.catalog, &profile, SP_NO_DAY, request, &error) !=
                SP_OK)
                return 1;
            const double start = now_ms();
            if (sp_plan_find(&plan, &engine, &learner, &options, request, &error) != SP_OK)
                return 1;
            const double ms = now_ms() - start;
            if (ms < best) best = ms;
            sp_arena_rewind(request, mark);
        }
        printf("%-36s %9.2f %8lld %8zu\n", engine.catalog.goals[g].id, best, (long long)plan.nodes,
               plan.n_steps);
    }
    sp_arena_free(request);
    sp_arena_free(shared);
    return 0;
}
