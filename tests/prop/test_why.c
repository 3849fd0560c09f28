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
#include "random.h"

enum { DEFAULT_PAIRS = 60, SETTLING_MINUTES = 360 };

static uint64_t random_state = 6;
static sp_learner learner;
static sp_profile profile;
static sp_goal_choice goals[2];

static unsigned below(unsigned n)
{
    return random_below(&random_state, n);
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
        const bool taken = is_taken_at_hours(why->course, 0.1, &cost);
        assert_true(cost > why->threshold_minutes ? !taken : cost == why->threshold_minutes);
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

/* The difference between two paths is what their courses say. */
static void check_difference(const sp_other_path *other, const sp_plan *first, sp_course_id but)
{
    size_t n_more = 0, n_fewer = 0;
    for (sp_course_id id = 0; id < shipped.catalog.n_courses; id++) {
        bool in_first = false, in_other = false;
        for (size_t i = 0; i < first->n_steps; i++) in_first |= first->steps[i].course == id;
        for (size_t i = 0; i < other->plan.n_steps; i++)
            in_other |= other->plan.steps[i].course == id;
        n_more += id != but && in_other && !in_first;
        n_fewer += id != but && in_first && !in_other;
    }
    assert_int_equal(other->n_more, n_more);
    assert_int_equal(other->n_fewer, n_fewer);
}

static void other_paths_are_with_and_without(void **state)
{
    (void)state;
    const sp_plan_options options = sp_plan_defaults();
    const sp_arena_mark mark = sp_arena_here(request);
    for (int i = 0; i < 40; i++) {
        draw_profile();
        const sp_course_id id = below((unsigned)shipped.catalog.n_courses);
        sp_why_course why;
        assert_int_equal(sp_why_course_find(&why, &shipped, &learner, id, &options, request, NULL),
                         SP_OK);
        bool is_in = false;
        for (size_t s = 0; s < why.other.plan.n_steps; s++)
            is_in |= why.other.plan.steps[s].course == id;
        if (why.has_other) {
            assert_int_equal(is_in, why.state == SP_WHY_LEFT);
            assert_true(why.other.n_lost > 0 ||
                        why.other.plan.cost_minutes >= why.plan.cost_minutes);
            check_difference(&why.other, &why.plan, id);
        }
        sp_arena_rewind(request, mark);
    }
}

/* Whether holding `pair` means holding `needed`, by one edge of the graph. */
static bool is_edge(sp_pair pair, sp_pair needed)
{
    const sp_topic *topic = &shipped.catalog.topics.items[pair.topic];
    for (size_t i = 0; i < topic->n_needs; i++) {
        const sp_need need = topic->needs[i];
        const int level = pair.level > need.lag ? pair.level - need.lag : 1;
        if (need.topic == needed.topic && pair.level >= need.from && level == needed.level)
            return true;
    }
    return false;
}

static void chains_lead_from_a_stated_pair_to_the_topic(void **state)
{
    (void)state;
    const sp_plan_options options = sp_plan_defaults();
    const sp_arena_mark mark = sp_arena_here(request);
    for (int i = 0; i < 3; i++) {
        draw_profile();
        const sp_arena_mark one = sp_arena_here(request);
        for (sp_topic_id t = 0; t < shipped.catalog.topics.n_items; t++) {
            sp_why_topic why;
            assert_int_equal(
                sp_why_topic_find(&why, &shipped, &learner, t, &options, request, NULL), SP_OK);
            assert_int_equal(why.n_chain > 0, learner.goal[t] > 0);
            for (size_t k = 0; k + 1 < why.n_chain; k++)
                assert_true(is_edge(why.chain[k].pair, why.chain[k + 1].pair));
            if (why.n_chain) {
                const sp_pair first = why.chain[0].pair, last = why.chain[why.n_chain - 1].pair;
                assert_int_equal(first.level, learner.wanted[first.topic]);
                assert_int_equal(last.topic, t);
                assert_int_equal(last.level, learner.goal[t]);
            }
            sp_arena_rewind(request, one);
        }
        sp_arena_rewind(request, mark);
    }
}

/* What holding a topic saves, by a profile that says so; the first demand saves most. */
static void savings_are_those_of_a_profile_that_holds_it(void **state)
{
    (void)state;
    const sp_plan_options options = sp_plan_defaults();
    const sp_arena_mark mark = sp_arena_here(request);
    for (int i = 0; i < 4; i++) {
        sp_why_goal why;
        sp_learner one;
        sp_plan plan;
        draw_profile();
        assert_int_equal(sp_why_goal_find(&why, &shipped, &profile, goals[0].named, GOLDEN_DAY,
                                          &options, request, NULL),
                         SP_OK);
        profile.n_goals = 1;
        for (size_t k = 0; k < why.n_demands; k++) {
            const sp_why_demand *demand = &why.demands[k];
            const uint8_t said = profile.levels[demand->pair.topic];
            if (k) assert_true(demand->saves_hours <= why.demands[k - 1].saves_hours);
            if (demand->held >= demand->pair.level) continue;
            profile.levels[demand->pair.topic] = demand->pair.level;
            assert_int_equal(
                sp_learner_make(&one, &shipped.catalog, &profile, GOLDEN_DAY, request, NULL),
                SP_OK);
            assert_int_equal(sp_plan_find(&plan, &shipped, &one, &options, request, NULL), SP_OK);
            profile.levels[demand->pair.topic] = said;
            assert_true(fabs(why.plan.hours.expected - plan.hours.expected - demand->saves_hours) <
                        1e-9);
        }
        sp_arena_rewind(request, mark);
    }
}

/* Each course starts with what its provider lists, and costs what it costs otherwise. */
static void formal_prerequisites_hold_when_a_course_starts(void **state)
{
    (void)state;
    sp_plan_options options = sp_plan_defaults();
    options.formal = true;
    const sp_arena_mark mark = sp_arena_here(request);
    size_t n_listed = 0;
    for (int i = 0; i < 12; i++) {
        unsigned char held[256];
        sp_plan plan;
        draw_profile();
        assert_int_equal(sp_plan_find(&plan, &shipped, &learner, &options, request, NULL), SP_OK);
        memcpy(held, learner.held, shipped.catalog.topics.n_items);
        for (size_t s = 0; s < plan.n_steps; s++) {
            const sp_course *course = &shipped.catalog.courses[plan.steps[s].course];
            const sp_pair *needs = course->formal_given ? course->formal : course->requires;
            const size_t n = course->formal_given ? course->n_formal : course->n_requires;
            n_listed += course->formal_given;
            for (size_t k = 0; k < n; k++) assert_true(held[needs[k].topic] >= needs[k].level);
            for (size_t k = 0; k < course->n_teaches; k++)
                if (held[course->teaches[k].topic] < course->teaches[k].level)
                    held[course->teaches[k].topic] = course->teaches[k].level;
        }
        sp_arena_rewind(request, mark);
    }
    assert_true(n_listed > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_paths_are_with_and_without),
        cmocka_unit_test(chains_lead_from_a_stated_pair_to_the_topic),
        cmocka_unit_test(savings_are_those_of_a_profile_that_holds_it),
        cmocka_unit_test(formal_prerequisites_hold_when_a_course_starts),
        cmocka_unit_test(thresholds_are_confirmed_by_planning_again),
    };
    return cmocka_run_group_tests(tests, open_request, close_request);
}
