/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "small_catalog.h"
#include "studypath/init.h"

static sp_scores score(small_world *w)
{
    sp_ratings ratings;
    sp_scores out;
    assert_int_equal(sp_ratings_make(&ratings, &w->catalog, w->arena, NULL), SP_OK);
    assert_int_equal(sp_scores_make(&out, &w->learner, &ratings, &w->model, w->arena, NULL), SP_OK);
    return out;
}

static void contributions_add_up_to_the_distance_from_the_reference(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    w.catalog.courses[FILMS].rating = (sp_rating){4.7, 5, 123, NULL};
    w.learner.held[ALGEBRA] = 1;
    w.learner.doubt[ALGEBRA] = 0.1;
    const sp_scores s = score(&w);
    for (int i = 0; i < SMALL_COURSES; i++) {
        double sum = 0;
        for (int k = 0; k < SP_FEATURES; k++) sum += s.courses[i].contribution[k];
        assert_near(s.courses[i].score - s.reference - sum, 0, 1e-12);
        assert_true(s.courses[i].score >= 0 && s.courses[i].score <= 1);
    }
    small_world_free(&w);
}

static void fit_is_the_renormalised_part_about_suitability(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    const sp_scores s = score(&w);
    for (int i = 0; i < SMALL_COURSES; i++) {
        const double *v = s.courses[i].value, *weight = w.model.weight;
        const double sum = weight[SP_FEATURE_LEVEL] * v[SP_FEATURE_LEVEL] +
                           weight[SP_FEATURE_RATING] * v[SP_FEATURE_RATING] +
                           weight[SP_FEATURE_PREFERENCE] * v[SP_FEATURE_PREFERENCE];
        assert_near(s.courses[i].fit, sum / (0.25 + 0.1 + 0.1), 1e-12);
    }
    small_world_free(&w);
}

static void without_weights_on_suitability_nothing_fits_badly(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    w.model.weight[SP_FEATURE_TOPIC] = 1;
    for (int k = 1; k < SP_FEATURES; k++) w.model.weight[k] = 0;
    assert_near(score(&w).courses[PROOFS].fit, 1, 0);
    small_world_free(&w);
}

static void the_reference_is_the_median_of_usable_courses(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    w.learner.filter[LINEAR_MOOC] = SP_FILTER_EXCLUDED;
    w.learner.filter[FILMS] = SP_FILTER_COST;
    const sp_scores s = score(&w);
    /* of the book, the proofs and school: (3 + 7)/11.2, 7/11.2, 0 */
    assert_near(s.median[SP_FEATURE_TOPIC], 7 / 11.2, 1e-12);
    double reference = 0;
    for (int k = 0; k < SP_FEATURES; k++) reference += w.model.weight[k] * s.median[k];
    assert_near(s.reference, reference, 1e-15);
    small_world_free(&w);
}

static void filtered_courses_are_scored_but_cost_nothing_that_counts(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    for (int i = 0; i < SMALL_COURSES; i++) w.learner.filter[i] = SP_FILTER_LANGUAGE;
    const sp_scores s = score(&w);
    for (int i = 0; i < SMALL_COURSES; i++) {
        assert_int_equal(s.courses[i].cost_minutes, -1);
        assert_int_equal(s.courses[i].filter, SP_FILTER_LANGUAGE);
        assert_true(isfinite(s.courses[i].score) && isfinite(s.reference));
    }
    small_world_free(&w);
}

static void an_empty_catalogue_has_an_empty_score(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    w.catalog.n_courses = 0;
    assert_near(score(&w).reference, 0, 0);
    small_world_free(&w);
}

static void minutes_are_hours_times_pace_and_share_new_and_settling(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    w.learner.pace = 1.5;
    w.learner.held[VECTORS] = 1;
    const sp_score *films = &score(&w).courses[FILMS];
    assert_near(films->share_new, 3 / 4.2, 1e-12);
    assert_near(films->minutes, 60 * (30 * 1.5 * 3 / 4.2 + 6), 1e-9);
    small_world_free(&w);
}

static void no_course_is_taken_at_less_than_a_quarter(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    memset(w.learner.held, 3, SMALL_TOPICS);
    assert_near(score(&w).courses[FILMS].share_new, 0.25, 0);
    small_world_free(&w);
}

static void cost_grows_with_misfit_by_the_learners_preference(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    const double k[] = {0, 1, 3};
    for (int p = 0; p < 3; p++) {
        w.profile.prefer = (sp_prefer)p;
        const sp_score *proofs = &score(&w).courses[PROOFS];
        const double cost = proofs->minutes * (1 + k[p] * (1 - proofs->fit));
        assert_int_equal(proofs->cost_minutes, llround(cost));
    }
    small_world_free(&w);
}

static void cost_is_at_least_one_and_never_overflows(void **state)
{
    (void)state;
    assert_int_equal(sp_cost_minutes(100, 1, 1), 100);
    assert_int_equal(sp_cost_minutes(100, 1, 0.5), 150);
    assert_int_equal(sp_cost_minutes(100.5, 0, 0), 101);
    assert_int_equal(sp_cost_minutes(0, 1, 0), 1);
    assert_int_equal(sp_cost_minutes(-5, 1, 0), 1);
    assert_int_equal(sp_cost_minutes(1e300, 3, 0), SP_MOST_COST_MINUTES);
    assert_int_equal(sp_cost_minutes(INFINITY, 3, 0), SP_MOST_COST_MINUTES);
    assert_int_equal(sp_cost_minutes(NAN, 1, 0), SP_MOST_COST_MINUTES);
    assert_int_equal(sp_cost_minutes(100, 1, NAN), SP_MOST_COST_MINUTES);
}

/* The catalogue is changed and everything else stays: the score must move the right way or not at
 * all. */
static void counterfactual_changes_of_a_course_move_its_score_the_right_way(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    sp_course *films = &w.catalog.courses[FILMS];
    const double before = score(&w).courses[FILMS].score;
    const sp_pair more[] = {{VECTORS, 1}, {MATRICES, 1}, {EIGEN, 2}};
    const sp_course original = *films;
    films->teaches = more;
    films->n_teaches = 3;
    assert_true(score(&w).courses[FILMS].score > before); /* one more needed topic */
    *films = original;
    films->hours = (sp_hours){40, 60, 80, SP_BASIS_STATED};
    assert_true(score(&w).courses[FILMS].score <= before); /* more hours for the same */
    *films = original;
    films->requires = (const sp_pair[]){{DERIVATIVES, 2}};
    films->n_requires = 1;
    assert_true(score(&w).courses[FILMS].score <
                before); /* asks for what the learner will not have */
    *films = original;
    films->rating = (sp_rating){5, 5, 500, NULL};
    assert_true(score(&w).courses[FILMS].score > before); /* praised by many */
    small_world_free(&w);
}

static void the_order_of_the_catalogue_does_not_matter(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    w.catalog.courses[FILMS].rating = (sp_rating){4.7, 5, 123, NULL};
    const sp_scores first = score(&w);
    const sp_course swapped = w.catalog.courses[FILMS];
    w.catalog.courses[FILMS] = w.catalog.courses[SCHOOL];
    w.catalog.courses[SCHOOL] = swapped;
    const sp_scores second = score(&w);
    assert_near(second.courses[SCHOOL].score, first.courses[FILMS].score, 1e-12);
    assert_int_equal(second.courses[SCHOOL].cost_minutes, first.courses[FILMS].cost_minutes);
    small_world_free(&w);
}

static void weights_that_are_no_weights_are_refused(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    sp_ratings ratings;
    assert_int_equal(sp_ratings_make(&ratings, &w.catalog, w.arena, NULL), SP_OK);
    const double bad[][2] = {{0.9, 0.1}, {0.6, -0.1}, {NAN, 0.1}, {INFINITY, 0.1}, {0.5, 0.1}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sp_scores out;
        sp_error e = {0};
        w.model.weight[SP_FEATURE_TOPIC] = bad[i][0]; /* 0.4 and 0.1 would be right */
        w.model.weight[SP_FEATURE_RATING] = bad[i][1];
        assert_int_equal(sp_scores_make(&out, &w.learner, &ratings, &w.model, w.arena, &e),
                         SP_INVALID);
        assert_true(e.text[0] != '\0');
    }
    small_world_free(&w);
}

static void hours_that_are_not_complete_are_reported_with_the_course(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    sp_ratings ratings;
    sp_scores out;
    sp_error e = {0};
    w.catalog.courses[PROOFS].hours.expected = NAN;
    assert_int_equal(sp_ratings_make(&ratings, &w.catalog, w.arena, NULL), SP_OK);
    assert_int_equal(sp_scores_make(&out, &w.learner, &ratings, &w.model, w.arena, &e), SP_NUMERIC);
    assert_string_equal(e.where, "proofs");
    small_world_free(&w);
}

int main(void)
{
    sp_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contributions_add_up_to_the_distance_from_the_reference),
        cmocka_unit_test(fit_is_the_renormalised_part_about_suitability),
        cmocka_unit_test(without_weights_on_suitability_nothing_fits_badly),
        cmocka_unit_test(the_reference_is_the_median_of_usable_courses),
        cmocka_unit_test(filtered_courses_are_scored_but_cost_nothing_that_counts),
        cmocka_unit_test(an_empty_catalogue_has_an_empty_score),
        cmocka_unit_test(minutes_are_hours_times_pace_and_share_new_and_settling),
        cmocka_unit_test(no_course_is_taken_at_less_than_a_quarter),
        cmocka_unit_test(cost_grows_with_misfit_by_the_learners_preference),
        cmocka_unit_test(cost_is_at_least_one_and_never_overflows),
        cmocka_unit_test(counterfactual_changes_of_a_course_move_its_score_the_right_way),
        cmocka_unit_test(the_order_of_the_catalogue_does_not_matter),
        cmocka_unit_test(weights_that_are_no_weights_are_refused),
        cmocka_unit_test(hours_that_are_not_complete_are_reported_with_the_course),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
