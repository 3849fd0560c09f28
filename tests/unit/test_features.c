/* SPDX-License-Identifier: GPL-3.0-or-later
 * Laws of single features: what a change of one thing in a course or a learner may and may not do.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "score/features.h"
#include "small_catalog.h"
#include "studypath/init.h"

/* The value of one feature of one course, everything computed afresh. */
static double value_of(small_world *w, sp_feature_id feature, sp_course_id course)
{
    sp_ratings ratings;
    sp_feature_inputs in;
    double values[SP_FEATURES];
    assert_int_equal(sp_ratings_make(&ratings, &w->catalog, w->arena, NULL), SP_OK);
    assert_int_equal(sp_features__prepare(&in, &w->learner, &ratings, w->arena, NULL), SP_OK);
    sp_features__values(values, &in, course);
    for (int k = 0; k < SP_FEATURES; k++) assert_true(values[k] >= 0 && values[k] <= 1);
    return values[feature];
}

static void every_feature_has_a_name_a_unit_a_meaning_and_a_source(void **state)
{
    (void)state;
    const char *const names[] = {"topic", "level", "hours", "rating", "preference"};
    for (int k = 0; k < SP_FEATURES; k++) {
        assert_string_equal(sp_features[k].name, names[k]);
        assert_true(strlen(sp_features[k].unit) > 0 && strlen(sp_features[k].help) > 0 &&
                    strlen(sp_features[k].source) > 0);
    }
    assert_true(sp_features[SP_FEATURE_LEVEL].in_fit && sp_features[SP_FEATURE_RATING].in_fit);
    assert_false(sp_features[SP_FEATURE_TOPIC].in_fit || sp_features[SP_FEATURE_HOURS].in_fit);
}

static void topic_is_the_share_of_the_gap_in_step_hours(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    const double gap = 0.3 * 4 + 0.3 * 10 + 7; /* vectors 1, matrices 1, eigen 2 */
    assert_near(value_of(&w, SP_FEATURE_TOPIC, EIGEN_BOOK), (0.3 * 10 + 7) / gap, 1e-12);
    assert_near(value_of(&w, SP_FEATURE_TOPIC, LINEAR_MOOC), (0.3 * 4 + 0.3 * 10) / gap,
                1e-12); /* capped at the goal */
    assert_near(value_of(&w, SP_FEATURE_TOPIC, SCHOOL), 0, 0);
    small_world_free(&w);
}

static void what_a_course_requires_it_does_not_close(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    const sp_pair requires[] = {{VECTORS, 1}, {MATRICES, 1}};
    w.catalog.courses[EIGEN_BOOK].requires = requires;
    w.catalog.courses[EIGEN_BOOK].n_requires = 2;
    assert_near(value_of(&w, SP_FEATURE_TOPIC, EIGEN_BOOK), 7 / 11.2, 1e-12);
    small_world_free(&w);
}

static void a_held_topic_counts_by_its_doubt(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    w.learner.held[EIGEN] = 2;
    w.learner.doubt[EIGEN] = 0.25;
    const double gap = 0.3 * 4 + 0.3 * 10 + 0.25 * 7;
    assert_near(value_of(&w, SP_FEATURE_TOPIC, EIGEN_BOOK), (0.3 * 10 + 0.25 * 7) / gap, 1e-12);
    small_world_free(&w);
}

static void teaching_a_needed_topic_more_never_lowers_topic(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    const sp_pair more[] = {{VECTORS, 1}, {MATRICES, 1}, {EIGEN, 1}};
    const double before = value_of(&w, SP_FEATURE_TOPIC, FILMS);
    w.catalog.courses[FILMS].teaches = more;
    w.catalog.courses[FILMS].n_teaches = 3;
    assert_true(value_of(&w, SP_FEATURE_TOPIC, FILMS) > before);
    small_world_free(&w);
}

static void nothing_left_to_learn_leaves_topic_at_zero(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    memset(w.learner.held, 3, SMALL_TOPICS);
    assert_near(value_of(&w, SP_FEATURE_TOPIC, EIGEN_BOOK), 0, 0);
    small_world_free(&w);
}

static void a_required_level_out_of_reach_is_steep(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    assert_near(value_of(&w, SP_FEATURE_LEVEL, EIGEN_BOOK), 1,
                1e-12); /* vectors 1 is on the way to the goal */
    assert_near(value_of(&w, SP_FEATURE_LEVEL, LINEAR_MOOC), 0.5, 1e-12); /* algebra 1 is not */
    assert_near(value_of(&w, SP_FEATURE_LEVEL, PROOFS), 0.5,
                1e-12); /* matrices 2, and the goal has 1 */
    w.learner.goal[MATRICES] = 0;
    assert_near(value_of(&w, SP_FEATURE_LEVEL, PROOFS), 0, 1e-12);
    w.learner.held[MATRICES] = 2;
    assert_near(value_of(&w, SP_FEATURE_LEVEL, PROOFS), 1, 1e-12);
    small_world_free(&w);
}

static void known_matter_is_mild(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    w.learner.held[VECTORS] = 1;
    w.learner.held[MATRICES] = 1;
    assert_near(value_of(&w, SP_FEATURE_LEVEL, FILMS), 0.5, 1e-12); /* all of it is known */
    w.learner.held[MATRICES] = 0;
    assert_near(value_of(&w, SP_FEATURE_LEVEL, FILMS), 1 - 0.5 * 1.2 / 4.2, 1e-12);
    small_world_free(&w);
}

static void a_label_above_the_learner_is_weak_evidence(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    sp_course *films = &w.catalog.courses[FILMS];
    memset(w.learner.goal, 0, SMALL_TOPICS);
    const sp_stage stages[] = {SP_STAGE_NONE, SP_STAGE_BEGINNER, SP_STAGE_INTERMEDIATE,
                               SP_STAGE_ADVANCED};
    const double expected[] = {1, 1, 0.875, 0.75};
    for (int i = 0; i < 4; i++) {
        films->level = stages[i];
        assert_near(value_of(&w, SP_FEATURE_LEVEL, FILMS), expected[i], 1e-12);
    }
    w.learner.goal[EIGEN] = 2; /* of three topics in the area: 2/3 on average */
    assert_near(value_of(&w, SP_FEATURE_LEVEL, FILMS), 1 - 0.5 * 0.5 * (1 - 2.0 / 3), 1e-12);
    memset(w.learner.goal, 1, SMALL_TOPICS);
    assert_near(value_of(&w, SP_FEATURE_LEVEL, FILMS), 1,
                1e-12); /* level 1 throughout the area is enough */
    small_world_free(&w);
}

static void a_label_adds_nothing_to_requirements_that_say_it(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    memset(w.learner.goal, 0, SMALL_TOPICS);
    w.learner.held[MATRICES] = 2;
    w.catalog.courses[PROOFS].level = SP_STAGE_ADVANCED;
    assert_near(value_of(&w, SP_FEATURE_LEVEL, PROOFS), 1, 1e-12);
    small_world_free(&w);
}

static void more_hours_at_equal_content_never_raise_hours(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    for (int deadline = 0; deadline < 2; deadline++) {
        double before = 1;
        w.learner.weeks_to_deadline = deadline ? 8.5 : NAN;
        for (double hours = 5; hours < 3000; hours *= 1.5) {
            w.catalog.courses[FILMS].hours = (sp_hours){0.75 * hours, 1.1 * hours, 1.6 * hours,
                                                        SP_BASIS_STATED};
            const double now = value_of(&w, SP_FEATURE_HOURS, FILMS);
            assert_true(now <= before);
            before = now;
        }
        assert_true(before < 1e-3);
    }
    small_world_free(&w);
}

static void weeks_come_from_the_deadline_else_the_course_else_a_term(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    sp_course *films = &w.catalog.courses[FILMS];
    sp_workload work = {0};
    /* a stated mean counts as it is stated */
    sp_workload_add(&work, films->hours.low, films->hours.high,
                    films->hours.expected /
                        sp_lognormal_mean(films->hours.low, films->hours.high));
    assert_near(value_of(&w, SP_FEATURE_HOURS, FILMS), sp_weeks_probability(&work, 6, 1, 12),
                1e-12);
    films->stated_hours = (sp_hours){20, NAN, 40, SP_BASIS_STATED};
    films->weekly_low = 4;
    films->weekly_high = 8;
    assert_near(value_of(&w, SP_FEATURE_HOURS, FILMS), sp_weeks_probability(&work, 6, 1, 5), 1e-12);
    w.learner.weeks_to_deadline = 9;
    assert_near(value_of(&w, SP_FEATURE_HOURS, FILMS), sp_weeks_probability(&work, 6, 1, 9), 1e-12);
    w.learner.weeks_to_deadline = 0;
    assert_near(value_of(&w, SP_FEATURE_HOURS, FILMS), 0, 0);
    small_world_free(&w);
}

static void better_rated_is_better_and_unrated_is_in_between(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    w.catalog.courses[FILMS].rating = (sp_rating){4.95, 5, 900, NULL};
    w.catalog.courses[PROOFS].rating = (sp_rating){3.1, 5, 900, NULL};
    const double good = value_of(&w, SP_FEATURE_RATING, FILMS),
                 bad = value_of(&w, SP_FEATURE_RATING, PROOFS);
    const double unrated = value_of(&w, SP_FEATURE_RATING, SCHOOL);
    assert_true(bad < unrated && unrated < good);
    assert_true(unrated > 0.3 && unrated < 0.8);
    small_world_free(&w);
}

/* Two courses of one catalogue: the scale of the feature follows the catalogue, so one course alone
 * proves nothing. */
static void of_two_praised_courses_the_one_with_more_ratings_is_not_lower(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    for (double count = 2; count < 1e6; count *= 2) {
        w.catalog.courses[FILMS].rating = (sp_rating){4.9, 5, count, NULL};
        w.catalog.courses[PROOFS].rating = (sp_rating){4.9, 5, count / 2, NULL};
        assert_true(value_of(&w, SP_FEATURE_RATING, FILMS) >=
                    value_of(&w, SP_FEATURE_RATING, PROOFS));
    }
    small_world_free(&w);
}

static void without_wishes_preference_is_a_half_for_all(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    for (sp_course_id i = 0; i < SMALL_COURSES; i++)
        assert_near(value_of(&w, SP_FEATURE_PREFERENCE, i), 0.5, 0);
    small_world_free(&w);
}

static void preference_is_the_mean_over_stated_wishes(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    const char *const languages[] = {"de", "en"};
    sp_course *films = &w.catalog.courses[FILMS];
    w.profile.formats = 1u << SP_FORMAT_LECTURES | 1u << SP_FORMAT_INTERACTIVE;
    assert_near(value_of(&w, SP_FEATURE_PREFERENCE, FILMS), 1, 0);
    assert_near(value_of(&w, SP_FEATURE_PREFERENCE, EIGEN_BOOK), 0, 0);
    w.profile.cost = SP_COST_AUDIT;
    assert_near(value_of(&w, SP_FEATURE_PREFERENCE, FILMS), 0.75, 0); /* its cost is not known */
    films->cost = SP_COST_FREE;
    assert_near(value_of(&w, SP_FEATURE_PREFERENCE, FILMS), 1, 0);
    films->cost = SP_COST_PAID;
    assert_near(value_of(&w, SP_FEATURE_PREFERENCE, FILMS), 0.5, 0);
    w.profile.languages = languages;
    w.profile.n_languages = 2;
    assert_near(value_of(&w, SP_FEATURE_PREFERENCE, FILMS), 0.5, 1e-12); /* 1, 0, not known */
    films->language = "en";
    assert_near(value_of(&w, SP_FEATURE_PREFERENCE, FILMS), 2.0 / 3, 1e-12);
    films->language = "fr";
    assert_near(value_of(&w, SP_FEATURE_PREFERENCE, FILMS), 1.0 / 3, 1e-12);
    films->format = SP_FORMAT_NONE;
    assert_near(value_of(&w, SP_FEATURE_PREFERENCE, FILMS), 0.5 / 3, 1e-12);
    small_world_free(&w);
}

int main(void)
{
    sp_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_feature_has_a_name_a_unit_a_meaning_and_a_source),
        cmocka_unit_test(topic_is_the_share_of_the_gap_in_step_hours),
        cmocka_unit_test(what_a_course_requires_it_does_not_close),
        cmocka_unit_test(a_held_topic_counts_by_its_doubt),
        cmocka_unit_test(teaching_a_needed_topic_more_never_lowers_topic),
        cmocka_unit_test(nothing_left_to_learn_leaves_topic_at_zero),
        cmocka_unit_test(a_required_level_out_of_reach_is_steep),
        cmocka_unit_test(known_matter_is_mild),
        cmocka_unit_test(a_label_above_the_learner_is_weak_evidence),
        cmocka_unit_test(a_label_adds_nothing_to_requirements_that_say_it),
        cmocka_unit_test(more_hours_at_equal_content_never_raise_hours),
        cmocka_unit_test(weeks_come_from_the_deadline_else_the_course_else_a_term),
        cmocka_unit_test(better_rated_is_better_and_unrated_is_in_between),
        cmocka_unit_test(of_two_praised_courses_the_one_with_more_ratings_is_not_lower),
        cmocka_unit_test(without_wishes_preference_is_a_half_for_all),
        cmocka_unit_test(preference_is_the_mean_over_stated_wishes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
