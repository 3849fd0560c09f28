/* SPDX-License-Identifier: GPL-3.0-or-later
 * The threshold of a course is what it is said to be: planned again with the course one minute
 * below it, and one above; with the hours that are named, and 0.1 more; with the stars that are
 * named, and 0.01 fewer. The oracle plans a changed catalogue; it knows nothing of `why`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "golden.h"

enum { DEFAULT_PAIRS = 60, SETTLING_MINUTES = 360 };

static sp_arena *request;
static uint64_t random_state = 6;
static sp_learner learner;
static sp_profile profile;
static sp_goal_choice goals[2];

static unsigned below(unsigned n)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(random_state >> 33) % n;
}

static int open_request(void **state)
{
    request = sp_arena_make(0);
    return request ? open_shipped(state) : -1;
}

static int close_request(void **state)
{
    sp_arena_free(request);
    return close_shipped(state);
}

static void draw_profile(void)
{
    assert_int_equal(sp_profile_make(&profile, &shipped.catalog, request, NULL), SP_OK);
    for (size_t t = 0; t < shipped.catalog.topics.n_items; t++)
        if (below(4) == 0) profile.levels[t] = (uint8_t)(1 + below(2));
    for (int i = 0; i < 2; i++)
        goals[i] = (sp_goal_choice){.named = below((unsigned)shipped.catalog.n_goals)};
    profile.goals = goals;
    profile.n_goals = 1 + below(2);
    profile.prefer = (sp_prefer)below(3);
    assert_int_equal(
        sp_learner_make(&learner, &shipped.catalog, &profile, GOLDEN_DAY, request, NULL), SP_OK);
}

/* Whether the course is in the path, and what it costs there. */
static bool is_taken(sp_course_id course, int64_t *cost)
{
    const sp_plan_options options = sp_plan_defaults();
    sp_plan plan;
    assert_int_equal(sp_plan_find(&plan, &shipped, &learner, &options, request, NULL), SP_OK);
    assert_true(plan.proved);
    *cost = plan.scores->courses[course].cost_minutes;
    for (size_t i = 0; i < plan.n_steps; i++)
        if (plan.steps[i].course == course) return true;
    return false;
}

static bool is_taken_at_hours(sp_course_id course, double hours, int64_t *cost)
{
    double *expected = &shipped.catalog.courses[course].hours.expected;
    const double before = *expected;
    *expected = hours;
    const bool taken = is_taken(course, cost);
    *expected = before;
    return taken;
}

static bool is_taken_at_stars(sp_course_id course, double stars)
{
    double *mean = &shipped.ratings.courses[course].mean;
    const double before = *mean;
    int64_t cost;
    *mean = (stars - 1) / 4;
    const bool taken = is_taken(course, &cost);
    *mean = before;
    return taken;
}

/* The hours at which the course costs that many minutes, by the formula of docs/planning.md. */
static double hours_of_cost(const sp_score *score, int64_t cost)
{
    static const double k[] = {0, 1, 3};
    const double minutes = (double)cost / (1 + k[profile.prefer] * (1 - score->fit));
    return (minutes - SETTLING_MINUTES) / (60 * learner.pace * score->share_new);
}

/* One minute below and one above; false when even no hours at all cost more than that. */
static bool check_minutes(const sp_why_course *why)
{
    const sp_score *score = &why->plan.scores->courses[why->course];
    int64_t cost;
    const double below_it = hours_of_cost(score, why->threshold_minutes - 1),
                 above_it = hours_of_cost(score, why->threshold_minutes + 1);
    if (below_it < 0.01) return false;
    assert_true(is_taken_at_hours(why->course, below_it, &cost));
    assert_int_equal(cost, why->threshold_minutes - 1);
    assert_false(is_taken_at_hours(why->course, above_it, &cost));
    assert_int_equal(cost, why->threshold_minutes + 1);
    return true;
}

/* The hours and stars that are printed, and the next ones. */
static void check_printed(const sp_why_course *why)
{
    int64_t cost;
    if (isfinite(why->most_hours)) {
        assert_true(is_taken_at_hours(why->course, why->most_hours, &cost));
        is_taken_at_hours(why->course, why->most_hours + 0.1, &cost);
        assert_true(cost >= why->threshold_minutes);
    } else {
        is_taken_at_hours(why->course, 0.1, &cost);
        assert_true(cost >= why->threshold_minutes);
    }
    if (!why->rating_counts) return;
    if (isnan(why->least_stars)) {
        if (why->state == SP_WHY_LEFT && why->cost_minutes > why->threshold_minutes)
            assert_false(is_taken_at_stars(why->course, 5));
        return;
    }
    assert_true(is_taken_at_stars(why->course, why->least_stars));
    if (why->least_stars > 1.01 && why->least_stars < 5) {
        const double fewer = why->least_stars - 0.02;
        const bool is_flat = is_taken_at_stars(why->course, 1); /* below the scale's worst */
        assert_true(is_flat || !is_taken_at_stars(why->course, fewer));
    }
}

/* PAIRS=300 in the environment for as many as are promised; a slice by default. */
static void thresholds_are_confirmed_by_planning_again(void **state)
{
    (void)state;
    const char *wanted = getenv("PAIRS");
    const int n_wanted = wanted ? (int)strtol(wanted, NULL, 10) : DEFAULT_PAIRS;
    const sp_plan_options options = sp_plan_defaults();
    const sp_arena_mark mark = sp_arena_here(request);
    int n_confirmed = 0, n_taken = 0, n_left = 0, n_beyond = 0;
    while (n_confirmed < n_wanted) {
        draw_profile();
        sp_plan plan;
        assert_int_equal(sp_plan_find(&plan, &shipped, &learner, &options, request, NULL), SP_OK);
        for (int i = 0; i < 6 && n_confirmed < n_wanted; i++) {
            const sp_arena_mark one = sp_arena_here(request);
            sp_why_course why;
            const sp_course_id id = i < 3 && plan.n_steps
                                        ? plan.steps[below((unsigned)plan.n_steps)].course
                                        : below((unsigned)shipped.catalog.n_courses);
            assert_int_equal(
                sp_why_course_find(&why, &shipped, &learner, id, &options, request, NULL), SP_OK);
            if (why.has_threshold) {
                const bool is_in_hours = check_minutes(&why);
                check_printed(&why);
                n_confirmed += is_in_hours;
                n_beyond += !is_in_hours;
                n_taken += is_in_hours && why.state == SP_WHY_TAKEN;
                n_left += is_in_hours && why.state == SP_WHY_LEFT;
            }
            sp_arena_rewind(request, one);
        }
        sp_arena_rewind(request, mark);
    }
    print_message("%d pairs confirmed, %d taken, %d left; %d with a threshold below no hours\n",
                  n_confirmed, n_taken, n_left, n_beyond);
    assert_true(n_taken > 0 && n_left > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thresholds_are_confirmed_by_planning_again),
    };
    return cmocka_run_group_tests(tests, open_request, close_request);
}
