/* SPDX-License-Identifier: GPL-3.0-or-later
 * Laws of plans within limits over the shipped catalogue: what a path covers is counted again by
 * code that shares nothing with planner or core; more time never covers less; a filter is the same
 * as excluding each course that it rules out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "golden.h"
#include "levels.h"
#include "random.h"

enum { MOST_TOPICS = 128, MOST_COURSES = 512, N_PROFILES = 12, TODAY = 20000 };

static uint64_t random_state;

/* One learner, and the plan. */
static sp_profile profile;
static sp_learner learner;
static sp_plan plan;

static unsigned below(unsigned n)
{
    return random_below(&random_state, n);
}

/* Somebody who knows a little and wants one or two of the goals. */
static void draw_profile(unsigned seed)
{
    static sp_goal_choice goals[2];
    random_state = seed;
    assert_int_equal(sp_profile_make(&profile, &shipped.catalog, request, NULL), SP_OK);
    for (size_t t = 0; t < shipped.catalog.topics.n_items; t++)
        if (below(5) == 0) profile.levels[t] = (uint8_t)(1 + below(2));
    for (int i = 0; i < 2; i++)
        goals[i] = (sp_goal_choice){.named = below((unsigned)shipped.catalog.n_goals)};
    profile.goals = goals;
    profile.n_goals = 1 + below(2);
    profile.hours_per_week = 3 + below(10);
    profile.prefer = (sp_prefer)below(3);
    profile.start = TODAY;
}

static void find_plan(void)
{
    const sp_plan_options options = sp_plan_defaults();
    assert_int_equal(
        sp_learner_make(&learner, &shipped.catalog, &profile, SP_NO_DAY, request, NULL), SP_OK);
    assert_int_equal(sp_plan_find(&plan, &shipped, &learner, &options, request, NULL), SP_OK);
}

static bool is_step_reached(size_t topic, unsigned level, const unsigned *held)
{
    unsigned levels[MOST_TOPICS] = {0};
    levels[topic] = level;
    close_levels(&shipped.catalog, levels);
    for (size_t t = 0; t < shipped.catalog.topics.n_items; t++)
        if (levels[t] > held[t]) return false;
    return true;
}

/* The hours that steps of stated pairs take, of those that are reached. */
static int64_t count_value(const unsigned *held)
{
    int64_t value = 0;
    for (size_t t = 0; t < shipped.catalog.topics.n_items; t++)
        for (unsigned k = learner.held[t] + 1u; k <= learner.wanted[t]; k++) {
            const double hours = round(shipped.catalog.step_hours[t * SP_LEVELS + k]);
            if (is_step_reached(t, k, held)) value += hours > 1 ? (int64_t)hours : 1;
        }
    return value;
}

/* Replay the path and add up again what it covers and takes. */
static void check_plan(void)
{
    unsigned held[MOST_TOPICS] = {0};
    int64_t minutes = 0, cost = 0;
    for (size_t t = 0; t < shipped.catalog.topics.n_items; t++) held[t] = learner.held[t];
    for (size_t s = 0; s < plan.n_steps; s++) {
        const sp_course *course = &shipped.catalog.courses[plan.steps[s].course];
        for (size_t i = 0; i < course->n_requires; i++)
            assert_true(held[course->requires[i].topic] >= course->requires[i].level);
        for (size_t i = 0; i < course->n_teaches; i++)
            if (held[course->teaches[i].topic] < course->teaches[i].level)
                held[course->teaches[i].topic] = course->teaches[i].level;
        minutes += (int64_t)round(plan.scores->courses[plan.steps[s].course].minutes);
        cost += plan.steps[s].cost_minutes;
    }
    assert_true(plan.proved);
    assert_true(minutes <= plan.limits.minutes);
    assert_true((int64_t)plan.n_steps <= plan.limits.courses);
    assert_int_equal(cost, plan.cost_minutes);
    assert_int_equal(count_value(held), plan.limits.value);
    assert_true(plan.limits.value <= plan.limits.value_of_goal);
    assert_int_equal(plan.limits.n_left_out > 0, plan.limits.value < plan.limits.value_of_goal);
    for (size_t i = 0; i < plan.limits.n_left_out; i++) {
        const sp_pair pair = plan.limits.left_out[i];
        assert_true(pair.level <= learner.wanted[pair.topic]);
        assert_false(is_step_reached(pair.topic, pair.level, held));
    }
}

static void more_time_never_covers_less(void **state)
{
    (void)state;
    const sp_arena_mark start = sp_arena_here(request);
    for (unsigned seed = 0; seed < N_PROFILES; seed++) {
        draw_profile(seed);
        find_plan();
        check_plan();
        const int64_t whole_cost = plan.cost_minutes, whole_value = plan.limits.value;
        int64_t before = 0;
        for (sp_day days = 14; days < 4000; days *= 3) {
            profile.deadline = TODAY + days;
            find_plan();
            check_plan();
            assert_true(plan.limits.value >= before);
            before = plan.limits.value;
            if (plan.limits.value == whole_value) assert_true(plan.cost_minutes >= whole_cost);
        }
        profile.deadline = TODAY + 30000;
        find_plan();
        assert_int_equal(plan.cost_minutes, whole_cost);
        sp_arena_rewind(request, start);
    }
}

/* With the hours a week, or the deadline, that the plan names, the whole goal fits; with a little
 * less it does not. */
static void what_the_whole_goal_takes_is_enough(void **state)
{
    (void)state;
    const sp_arena_mark start = sp_arena_here(request);
    for (unsigned seed = 100; seed < 100 + N_PROFILES; seed++) {
        draw_profile(seed);
        profile.deadline = TODAY + 70;
        find_plan();
        const sp_plan_limits limits = plan.limits;
        const double least = 60 * plan.shortest_hours;
        if (limits.value < limits.value_of_goal && limits.deadline != SP_NO_DAY) {
            profile.deadline = limits.deadline;
            find_plan();
            assert_true((double)plan.limits.minutes >= least - 1e-6);
            assert_int_equal(plan.limits.value, limits.value_of_goal);
            profile.deadline = limits.deadline - 7;
            find_plan();
            assert_true((double)plan.limits.minutes < least);
        }
        sp_arena_rewind(request, start);
    }
}

static void more_courses_never_cover_less(void **state)
{
    (void)state;
    const sp_arena_mark start = sp_arena_here(request);
    for (unsigned seed = 200; seed < 200 + N_PROFILES / 2; seed++) {
        draw_profile(seed);
        int64_t before = 0;
        for (int most = 1; most < 12; most += 3) {
            profile.max_courses = most;
            find_plan();
            check_plan();
            assert_true(plan.limits.value >= before);
            before = plan.limits.value;
        }
        sp_arena_rewind(request, start);
    }
}

/* The same plan when each course that the providers rule out is excluded by its id. (Wishes for
 * cost and language are in the fit of a course, and so in its cost, too.) */
static void check_filter(void)
{
    static sp_course_id excluded[MOST_COURSES];
    size_t n_excluded = 0;
    find_plan();
    const sp_plan filtered = plan;
    for (size_t i = 0; i < shipped.catalog.n_courses; i++)
        if (learner.filter[i]) excluded[n_excluded++] = (sp_course_id)i;
    assert_true(n_excluded > 0);
    profile.n_providers = profile.n_not_providers = 0;
    profile.exclude = excluded;
    profile.n_exclude = n_excluded;
    find_plan();
    assert_int_equal(plan.cost_minutes, filtered.cost_minutes);
    assert_int_equal(plan.n_steps, filtered.n_steps);
    for (size_t i = 0; i < plan.n_steps; i++)
        assert_int_equal(plan.steps[i].course, filtered.steps[i].course);
}

static void a_filter_is_the_same_as_excluding(void **state)
{
    (void)state;
    static const char *const some[] = {"Coursera", "MIT OpenCourseWare", "edX", "YouTube"};
    const sp_arena_mark start = sp_arena_here(request);
    for (unsigned seed = 300; seed < 300 + N_PROFILES; seed++) {
        draw_profile(seed);
        profile.providers = profile.not_providers = some;
        if (seed % 3 == 0)
            profile.n_providers = 4;
        else
            profile.n_not_providers = seed % 3 == 1 ? 1 : 4;
        check_filter();
        sp_arena_rewind(request, start);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_time_never_covers_less),
        cmocka_unit_test(what_the_whole_goal_takes_is_enough),
        cmocka_unit_test(more_courses_never_cover_less),
        cmocka_unit_test(a_filter_is_the_same_as_excluding),
    };
    return cmocka_run_group_tests(tests, open_request, close_request);
}
