/* SPDX-License-Identifier: GPL-3.0-or-later
 * From a profile to a learner: levels held and wanted, doubt, filters in their order, weeks to the
 * deadline, shares that are new. Topics and courses are those of small_catalog.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "learner_fixture.h"
#include "studypath/io.h"

static void learn(void)
{
    learn_from(SP_NO_DAY);
}

/* One digit a topic. */
static void levels_are(const uint8_t *levels, const char *expected)
{
    char got[SMALL_TOPICS + 1] = "";
    for (int t = 0; t < SMALL_TOPICS; t++) got[t] = (char)('0' + levels[t]);
    assert_string_equal(got, expected);
}

static void an_empty_profile_holds_nothing(void **state)
{
    (void)state;
    learn();
    levels_are(wisher.held, "00000");
    assert_near(wisher.hours_per_week, SP_DEFAULT_HOURS_PER_WEEK, 0);
    assert_near(wisher.pace, 1, 0);
    for (int t = 0; t < SMALL_TOPICS; t++) assert_near(wisher.doubt[t], 0, 0);
    for (int i = 0; i < SMALL_COURSES; i++) assert_int_equal(wisher.filter[i], SP_FILTER_NONE);
}

static void what_is_said_is_held_with_what_it_needs(void **state)
{
    (void)state;
    wish.levels[EIGEN] = 3;
    learn();
    levels_are(wisher.held, "01230");
    levels_are(wish.levels, "00030"); /* the profile keeps what was said */
}

static void courses_that_are_done_count_as_said(void **state)
{
    (void)state;
    sp_course_id done[] = {PROOFS};
    sp_progress_entry progress[] = {{.course = SCHOOL, .state = SP_STATE_DONE},
                                    {.course = LINEAR_MOOC, .state = SP_STATE_STARTED},
                                    {.course = FILMS, .state = SP_STATE_DROPPED},
                                    {.course = SP_NONE, .state = SP_STATE_DONE}};
    wish.done = done, wish.n_done = 1;
    wish.progress = progress, wish.n_progress = 4;
    wish.levels[ALGEBRA] = 3;
    learn();
    levels_are(
        wisher.held,
        "31230"); /* eigen 3 by proofs, with what it needs; algebra 2 by school does not lower 3 */
    assert_int_equal(wisher.filter[PROOFS], SP_FILTER_DONE);
    assert_int_equal(wisher.filter[SCHOOL], SP_FILTER_DONE);
    assert_int_equal(wisher.filter[LINEAR_MOOC], SP_FILTER_NONE);
    assert_int_equal(wisher.filter[FILMS], SP_FILTER_NONE);
}

static void doubt_is_what_confidence_leaves_of_what_is_held(void **state)
{
    (void)state;
    wish.levels[EIGEN] = 2;
    wish.confidence[EIGEN] = 0.75;
    wish.confidence[MATRICES] = 0.5; /* held by the closure */
    wish.confidence[ALGEBRA] = 0.1;  /* not held: nothing to doubt */
    learn();
    assert_near(wisher.doubt[EIGEN], 0.25, 1e-15);
    assert_near(wisher.doubt[MATRICES], 0.5, 1e-15);
    assert_near(wisher.doubt[ALGEBRA], 0, 0);
    assert_near(wisher.doubt[VECTORS], 0, 0);
}

static void goals_add_up_to_the_highest_level_of_each_topic(void **state)
{
    (void)state;
    static const sp_pair named[] = {{ALGEBRA, 1}, {EIGEN, 1}, {DERIVATIVES, 2}},
                         own[] = {{ALGEBRA, 3}};
    sp_goal catalog_goals[] = {{.id = "other"}, {.id = "g", .levels = named, .n_levels = 3}};
    world.catalog.goals = catalog_goals, world.catalog.n_goals = 2;
    wish_goals[1] = (sp_goal_choice){.named = 1};
    wish_goals[2] = (sp_goal_choice){.named = SP_NONE, .pairs = own, .n_pairs = 1};
    wish.n_goals = 3;
    learn();
    levels_are(wisher.wanted, "30022");
    levels_are(wisher.goal, "31122");
}

static void without_a_goal_there_is_nothing_to_plan(void **state)
{
    (void)state;
    sp_error e = {0};
    wish.n_goals = 0;
    assert_int_equal(sp_learner_make(&wisher, &world.catalog, &wish, SP_NO_DAY, world.arena, &e),
                     SP_USAGE);
    assert_int_equal(e.code, SP_USAGE);
}

static void filters_come_in_their_order(void **state)
{
    (void)state;
    static const char *const languages[] = {"de", "fr"};
    sp_course_id excluded[] = {FILMS}, done[] = {FILMS, SCHOOL};
    sp_course *course = world.catalog.courses;
    wish.languages = languages, wish.n_languages = 2;
    wish.cost = SP_COST_AUDIT;
    wish.exclude = excluded, wish.n_exclude = 1;
    wish.done = done, wish.n_done = 2;
    for (int i = 0; i < SMALL_COURSES; i++)
        course[i].language = "en", course[i].cost = SP_COST_PAID, course[i].n_teaches = 0;
    course[LINEAR_MOOC].language = "fr";
    course[PROOFS].language = "de", course[PROOFS].cost = SP_COST_AUDIT;
    static const sp_filter expected[] = {[EIGEN_BOOK] = SP_FILTER_LANGUAGE,
                                         [FILMS] = SP_FILTER_EXCLUDED,
                                         [LINEAR_MOOC] = SP_FILTER_COST,
                                         [PROOFS] = SP_FILTER_NOTHING,
                                         [SCHOOL] = SP_FILTER_DONE};
    learn();
    for (int i = 0; i < SMALL_COURSES; i++) assert_int_equal(wisher.filter[i], expected[i]);
}

static void what_is_not_stated_passes_every_limit(void **state)
{
    (void)state;
    static const char *const languages[] = {"de"};
    wish.languages = languages, wish.n_languages = 1;
    wish.cost = SP_COST_FREE;
    learn();
    for (int i = 0; i < SMALL_COURSES; i++) assert_int_equal(wisher.filter[i], SP_FILTER_NONE);
}

static void each_cost_allows_what_is_cheaper(void **state)
{
    (void)state;
    for (int allowed = SP_COST_NONE; allowed <= SP_COST_PAID; allowed++) {
        for (int cost = SP_COST_NONE; cost <= SP_COST_PAID; cost++) {
            wish.cost = (sp_cost)allowed;
            world.catalog.courses[FILMS].cost = (sp_cost)cost;
            learn();
            const bool passes = allowed == SP_COST_NONE || cost <= allowed;
            assert_int_equal(wisher.filter[FILMS], passes ? SP_FILTER_NONE : SP_FILTER_COST);
        }
    }
}

static void a_course_that_is_ruled_out_cannot_be_included(void **state)
{
    (void)state;
    sp_course_id include[] = {PROOFS, FILMS}, done[] = {PROOFS};
    sp_error e = {0};
    wish.include = include, wish.n_include = 2;
    wish.done = done, wish.n_done = 1;
    learn(); /* what is done is no contradiction */
    wish.cost = SP_COST_FREE;
    world.catalog.courses[FILMS].cost = SP_COST_PAID;
    assert_int_equal(sp_learner_make(&wisher, &world.catalog, &wish, SP_NO_DAY, world.arena, &e),
                     SP_INVALID);
    assert_non_null(strstr(e.text, "films"));
    assert_non_null(strstr(e.text, "cost"));
    assert_string_equal(e.where, "preferences.include");
}

static void weeks_run_from_the_start_else_from_today(void **state)
{
    (void)state;
    learn_from(100);
    assert_true(isnan(wisher.weeks_to_deadline));
    wish.deadline = 170;
    learn();
    assert_true(isnan(wisher.weeks_to_deadline)); /* no day to count from */
    learn_from(100);
    assert_near(wisher.weeks_to_deadline, 10, 1e-12);
    wish.start = 156;
    learn_from(100);
    assert_near(wisher.weeks_to_deadline, 2, 1e-12);
    wish.start = SP_NO_DAY;
    learn_from(171);
    assert_near(wisher.weeks_to_deadline, 0, 0); /* over */
    wish.hours_per_week = 9;
    learn();
    assert_near(wisher.hours_per_week, 9, 0);
}

static void the_new_share_is_of_step_hours_beyond_the_requirements(void **state)
{
    (void)state;
    const sp_course *book =
        &world.catalog.courses[EIGEN_BOOK]; /* matrices 2 of size 10, eigen 2 of size 7 */
    uint8_t held[SMALL_TOPICS] = {0};
    double doubt[SMALL_TOPICS] = {0};
    assert_near(sp_course_share_new(&world.catalog, book, held, NULL), 1, 1e-12);
    held[MATRICES] = 1;
    assert_near(sp_course_share_new(&world.catalog, book, held, NULL), 14 / 17.0, 1e-12);
    doubt[MATRICES] = 0.5;
    assert_near(sp_course_share_new(&world.catalog, book, held, doubt), (14 + 1.5) / 17, 1e-12);
    held[MATRICES] = 3, held[EIGEN] = 2;
    assert_near(sp_course_share_new(&world.catalog, book, held, NULL), 0, 0);
    assert_near(sp_course_share_new(&world.catalog, book, held, doubt), 5 / 17.0, 1e-12);
    assert_near(sp_course_share_new(&world.catalog, &(const sp_course){0}, held, NULL), 0, 0);
    sp_course upper = *book;
    upper.requires = copy_pairs(world.arena, (const sp_pair[]){{MATRICES, 1}}, 1);
    memset(held, 0, sizeof held);
    held[EIGEN] = 1;
    assert_near(sp_course_share_new(&world.catalog, &upper, held, NULL), (7 + 4.9) / 14, 1e-12);
}

static void the_gap_is_in_step_hours_with_doubt(void **state)
{
    (void)state;
    const uint8_t goal[SMALL_TOPICS] = {[EIGEN] = 2, [MATRICES] = 1};
    uint8_t held[SMALL_TOPICS] = {0};
    double doubt[SMALL_TOPICS] = {0};
    assert_near(sp_gap_step_hours(&world.catalog, goal, held, NULL), 7 + 3, 1e-12);
    held[EIGEN] = 1;
    assert_near(sp_gap_step_hours(&world.catalog, goal, held, NULL), 4.9 + 3, 1e-12);
    doubt[EIGEN] = 0.25, doubt[ALGEBRA] = 1;
    assert_near(sp_gap_step_hours(&world.catalog, goal, held, doubt), 4.9 + 2.1 * 0.25 + 3, 1e-12);
    held[EIGEN] = held[MATRICES] = 3;
    assert_near(sp_gap_step_hours(&world.catalog, goal, held, NULL), 0, 0);
}

static void words_of_the_enums(void **state)
{
    (void)state;
    static const char *const filters[] = {"excluded", "done", "language", "cost",
                                          "teaches nothing"};
    assert_null(sp_filter_name(SP_FILTER_NONE));
    for (int f = SP_FILTER_EXCLUDED; f <= SP_FILTER_NOTHING; f++)
        assert_string_equal(sp_filter_name((sp_filter)f), filters[f - 1]);
    assert_near(sp_prefer_k(SP_PREFER_SHORTEST), 0, 0);
    assert_near(sp_prefer_k(SP_PREFER_BALANCED), 1, 0);
    assert_near(sp_prefer_k(SP_PREFER_BEST), 3, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_wish, free_wish)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_empty_profile_holds_nothing),
        TEST(what_is_said_is_held_with_what_it_needs),
        TEST(courses_that_are_done_count_as_said),
        TEST(doubt_is_what_confidence_leaves_of_what_is_held),
        TEST(goals_add_up_to_the_highest_level_of_each_topic),
        TEST(without_a_goal_there_is_nothing_to_plan),
        TEST(filters_come_in_their_order),
        TEST(what_is_not_stated_passes_every_limit),
        TEST(each_cost_allows_what_is_cheaper),
        TEST(a_course_that_is_ruled_out_cannot_be_included),
        TEST(weeks_run_from_the_start_else_from_today),
        TEST(the_new_share_is_of_step_hours_beyond_the_requirements),
        TEST(the_gap_is_in_step_hours_with_doubt),
        TEST(words_of_the_enums),
    };
    return cmocka_run_group_tests_name("learner", tests, NULL, NULL);
}
