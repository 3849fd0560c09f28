/* SPDX-License-Identifier: GPL-3.0-or-later
 * The exported integer program, given to other solvers, has the planner's cost as its optimum: on
 * random problems whose facts depend on each other in circles, and for the golden paths. What is
 * not installed is skipped.
 * test_lp [PROBLEMS [GOALS]]: how many of each; 16 and 2 by default. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "generate_limited.h"
#include "golden.h"
#include "plan/lp.h"

enum { DEFAULT_PROBLEMS = 16 /* 13 is wrong without labels */, DEFAULT_GOALS = 2 };

static unsigned n_problems = DEFAULT_PROBLEMS, n_goals = DEFAULT_GOALS;
static char folder[] = "/tmp/studypath-lp-XXXXXX";

/* Solves model.lp and leaves a text in the file out; the optimum stands behind `mark` in it. */
typedef struct solver {
    const char *name, *program, *mark;
} solver;

static const solver glpk = {"glpsol", "glpsol --lp model.lp --tmlim 120 -o out", " = "};
static const solver cbc = {"cbc", "cbc model.lp sec 120 solve solu out",
                           "Optimal - objective value "};

static bool is_installed(const solver *s)
{
    char command[64];
    snprintf(command, sizeof command, "command -v %s > /dev/null", s->name);
    return system(command) == 0;
}

/* The optimum that the solver finds; -1 when it does not. */
static int64_t solve(const solver *s, const char *lp)
{
    char command[256], path[64], line[512];
    double found = -1;
    snprintf(path, sizeof path, "%s/model.lp", folder);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(lp, out);
    assert_int_equal(fclose(out), 0);
    snprintf(command, sizeof command, "cd %s && %s > log 2>&1", folder, s->program);
    assert_int_equal(system(command), 0);
    snprintf(path, sizeof path, "%s/out", folder);
    FILE *in = fopen(path, "r");
    assert_non_null(in);
    while (fgets(line, sizeof line, in)) {
        const char *at = strstr(line, s->mark);
        if (at && found < 0) found = strtod(at + strlen(s->mark), NULL);
    }
    fclose(in);
    return (int64_t)(found + 0.5);
}

/* ---- random problems ---- */

static void compare(const solver *s, const sp_problem *problem, uint64_t seed, sp_arena *a)
{
    const sp_search_options options = sp_search_defaults();
    const sp_lp_names names = {0};
    sp_search_result found;
    sp_buffer lp = {.arena = a};
    assert_int_equal(sp_search(&found, problem, &options, a, NULL), SP_OK);
    assert_int_equal(sp_lp_write(&lp, problem, &names, a, NULL), SP_OK);
    const int64_t cost = solve(s, lp.text);
    if (cost != found.cost)
        fail_msg("seed %llu: %s finds %lld, the planner %lld", (unsigned long long)seed, s->name,
                 (long long)cost, (long long)found.cost);
}

static void compare_on_problems(const solver *s)
{
    if (!is_installed(s)) skip();
    sp_arena *a = sp_arena_make(0);
    assert_non_null(a);
    const sp_arena_mark start = sp_arena_here(a);
    for (uint64_t seed = 1; seed <= n_problems; seed++) {
        generated g;
        large wide;
        if (seed % 4 == 0) {
            generate_cover(&g, seed, 20 + (uint32_t)(seed % 30));
            compare(s, &g.problem, seed, a);
        } else if (seed % 4 == 1) {
            assert_true(generate_layered(&wide, seed, 80 + (uint32_t)(seed % 100), a));
            compare(s, &wide.problem, seed, a);
        } else {
            generate_any(&g, seed, 60);
            compare(s, &g.problem, seed, a);
        }
        sp_arena_rewind(a, start);
    }
    sp_arena_free(a);
}

static void glpk_agrees(void **state)
{
    (void)state;
    compare_on_problems(&glpk);
}

static void cbc_agrees(void **state)
{
    (void)state;
    compare_on_problems(&cbc);
}

/* ---- within limits ---- */

static int64_t solve_limited(const solver *s, const generated_limited *t, int64_t least_value,
                             sp_arena *a)
{
    const sp_lp_names names = {0};
    const sp_lp_wishes within = {.wishes = t->wishes,
                                 .n_wishes = GENERATE_WISHES,
                                 .limits = &t->limits,
                                 .least_value = least_value};
    sp_buffer lp = {.arena = a};
    assert_int_equal(sp_lp_write_limited(&lp, &t->g.problem, &within, &names, a, NULL), SP_OK);
    return solve(s, lp.text);
}

static void compare_within_limits(const solver *s)
{
    if (!is_installed(s)) skip();
    sp_arena *a = sp_arena_make(0);
    assert_non_null(a);
    const sp_arena_mark start = sp_arena_here(a);
    const sp_search_options options = sp_search_defaults();
    for (uint64_t seed = 1; seed <= n_problems; seed++) {
        generated_limited t;
        sp_limited_result found;
        int64_t all = 0;
        generate_limited(&t, seed, 40);
        for (unsigned w = 0; w < GENERATE_WISHES; w++) all += t.wishes[w].weight;
        assert_int_equal(sp_search_limited(&found, &t.g.problem, t.wishes, GENERATE_WISHES,
                                           &t.limits, &options, a, NULL),
                         SP_OK);
        const int64_t lost = solve_limited(s, &t, -1, a),
                      cost = solve_limited(s, &t, found.value, a);
        if (all - lost != found.value || cost != found.cost)
            fail_msg("seed %llu: %s finds value %lld, cost %lld, the planner %lld, %lld",
                     (unsigned long long)seed, s->name, (long long)(all - lost), (long long)cost,
                     (long long)found.value, (long long)found.cost);
        sp_arena_rewind(a, start);
    }
    sp_arena_free(a);
}

static void glpk_agrees_within_limits(void **state)
{
    (void)state;
    compare_within_limits(&glpk);
}

static void cbc_agrees_within_limits(void **state)
{
    (void)state;
    compare_within_limits(&cbc);
}

/* ---- golden paths ---- */

static void compare_on_goals(const solver *s)
{
    if (!is_installed(s)) skip();
    sp_arena *a = sp_arena_make(0);
    assert_non_null(a);
    const sp_plan_options options = sp_plan_defaults();
    const sp_arena_mark start = sp_arena_here(a);
    for (unsigned i = 0; i < n_goals && i < GOLDEN_PROFILES * shipped.catalog.n_goals; i++) {
        sp_learner learner;
        sp_plan plan;
        const char *lp;
        golden_learner(&learner, &shipped, i % GOLDEN_PROFILES, i / GOLDEN_PROFILES, a);
        assert_int_equal(sp_plan_find(&plan, &shipped, &learner, &options, a, NULL), SP_OK);
        assert_int_equal(sp_plan_export_lp(&lp, &shipped, &learner, &options, NAN, a, NULL), SP_OK);
        assert_int_equal(solve(s, lp), plan.cost_minutes);
        sp_arena_rewind(a, start);
    }
    sp_arena_free(a);
}

static void glpk_agrees_on_goals(void **state)
{
    (void)state;
    compare_on_goals(&glpk);
}

static void cbc_agrees_on_goals(void **state)
{
    (void)state;
    compare_on_goals(&cbc);
}

static int make_folder(void **state)
{
    return mkdtemp(folder) ? open_shipped(state) : -1;
}

static int remove_folder(void **state)
{
    close_shipped(state);
    static const char *const names[] = {"model.lp", "out", "log"};
    for (size_t i = 0; i < 3; i++) {
        char path[64];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        remove(path);
    }
    return rmdir(folder);
}

int main(int argc, char **argv)
{
    if (argc > 1) n_problems = (unsigned)strtoul(argv[1], NULL, 10);
    if (argc > 2) n_goals = (unsigned)strtoul(argv[2], NULL, 10);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(glpk_agrees),
        cmocka_unit_test(cbc_agrees),
        cmocka_unit_test(glpk_agrees_within_limits),
        cmocka_unit_test(cbc_agrees_within_limits),
        cmocka_unit_test(glpk_agrees_on_goals),
        cmocka_unit_test(cbc_agrees_on_goals),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
