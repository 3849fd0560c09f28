/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "num/num.h"
#include "small_catalog.h"
#include "studypath/init.h"

enum { MANY = 40 };

/* A catalogue of `MANY` courses of one provider, half of them rated 4.0 to 4.95 with counts, and a
 * course under test. */
typedef struct rated_world {
    sp_arena *arena;
    sp_course courses[MANY];
    sp_catalog catalog;
} rated_world;

enum { UNDER_TEST = MANY - 1 };

static void rated_world_make(rated_world *w)
{
    *w = (rated_world){.arena = sp_arena_make(0)};
    assert_non_null(w->arena);
    for (int i = 0; i < MANY; i++) {
        w->courses[i] = blank_course("course");
        w->courses[i].provider = "Coursera";
        if (i < MANY / 2)
            w->courses[i].rating = (sp_rating){4.0 + 0.05 * i, 5, 100 * (i + 1), NULL};
    }
    w->catalog.courses = w->courses;
    w->catalog.n_courses = MANY;
}

static sp_ratings rate(rated_world *w)
{
    sp_ratings out;
    assert_int_equal(sp_ratings_make(&out, &w->catalog, w->arena, NULL), SP_OK);
    for (size_t i = 0; i < w->catalog.n_courses; i++) {
        const sp_quality *q = &out.courses[i];
        double low, high;
        assert_int_equal(sp_quality_interval(&low, &high, &out, q, NULL), SP_OK);
        assert_true(low > 0 && low < q->mean && q->mean < high && high < 1);
    }
    assert_true(0 < out.worst && out.worst < out.prior_mean && out.prior_mean < out.best &&
                out.best < 1);
    return out;
}

static sp_quality rate_with(rated_world *w, double mean, double count)
{
    w->courses[UNDER_TEST].rating = (sp_rating){mean, 5, count, NULL};
    return rate(w).courses[UNDER_TEST];
}

static void no_ratings_give_the_default_prior(void **state)
{
    (void)state;
    rated_world w;
    rated_world_make(&w);
    for (int i = 0; i < MANY; i++) w.courses[i].rating = (sp_rating){NAN, NAN, NAN, NULL};
    const sp_ratings r = rate(&w);
    assert_near(r.prior_mean, 0.9, 1e-12);
    assert_near(r.prior_strength, 15, 1e-9);
    assert_near(r.courses[0].mean, 0.9, 1e-12);
    assert_int_equal(r.courses[0].basis, SP_QUALITY_PRIOR);
    assert_near(r.courses[0].equivalents, 0, 0);
    sp_arena_free(w.arena);
}

static void an_empty_catalogue_is_no_error(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    const sp_catalog empty = {0};
    sp_ratings r;
    assert_int_equal(sp_ratings_make(&r, &empty, a, NULL), SP_OK);
    assert_near(r.prior_mean, 0.9, 1e-12);
    sp_arena_free(a);
}

static void one_rating_moves_the_prior_only_a_little(void **state)
{
    (void)state;
    rated_world w;
    rated_world_make(&w);
    w.catalog.n_courses = 1;
    w.courses[0].rating = (sp_rating){1, 5, 1000, NULL};
    const sp_ratings r = rate(&w);
    assert_near(r.prior_mean, 4 * 0.9 / 5, 1e-12);
    assert_true(r.prior_strength >= 2);
    assert_true(r.courses[0].mean < 0.05);
    sp_arena_free(w.arena);
}

/* 4000 courses with known mean and spread, rated without noise by very many: the moments must find
 * them. */
static void the_prior_is_found_again_in_many_ratings(void **state)
{
    (void)state;
    enum { N = 4000 };
    static sp_course courses[N];
    sp_arena *a = sp_arena_make(0);
    for (int i = 0; i < N; i++) {
        double q;
        assert_int_equal(sp_beta_quantile(&q, (i + 0.5) / N, 16, 4, NULL), SP_OK);
        courses[i] = blank_course("course");
        courses[i].rating = (sp_rating){1 + 4 * q, 5, 1e6, NULL};
    }
    const sp_catalog c = {.courses = courses, .n_courses = N};
    sp_ratings r;
    assert_int_equal(sp_ratings_make(&r, &c, a, NULL), SP_OK);
    assert_near(r.prior_mean, 0.8, 0.001);
    assert_near(r.prior_strength, 20, 0.2);
    sp_arena_free(a);
}

static void the_noise_of_few_ratings_is_not_taken_for_spread(void **state)
{
    (void)state;
    rated_world w;
    rated_world_make(&w);
    const double strength_if_many = rate(&w).prior_strength;
    for (int i = 0; i < MANY / 2; i++) w.courses[i].rating.count = 12;
    assert_true(rate(&w).prior_strength > strength_if_many);
    sp_arena_free(w.arena);
}

static void courses_that_do_not_differ_give_a_strong_prior(void **state)
{
    (void)state;
    rated_world w;
    rated_world_make(&w);
    for (int i = 0; i < MANY; i++) w.courses[i].rating = (sp_rating){4.6, 5, 2, NULL};
    const sp_ratings r = rate(&w);
    assert_near(r.prior_strength, r.prior_mean * (1 - r.prior_mean) / 1e-4 - 1, 1e-6);
    sp_arena_free(w.arena);
}

static void the_posterior_lies_between_prior_and_stars(void **state)
{
    (void)state;
    rated_world w;
    rated_world_make(&w);
    const sp_quality q = rate_with(&w, 4.9, 30);
    assert_true(q.mean < (4.9 - 1) / 4);
    assert_true(q.mean > rate(&w).prior_mean);
    assert_int_equal(q.basis, SP_QUALITY_STARS_COUNTED);
    sp_arena_free(w.arena);
}

static void more_ratings_above_the_prior_mean_never_lower_the_posterior(void **state)
{
    (void)state;
    rated_world w;
    rated_world_make(&w);
    sp_quality before = rate_with(&w, 4.8, 1);
    for (double count = 2; count < 3e6; count *= 1.7) {
        const sp_quality now = rate_with(&w, 4.8, count);
        assert_true(now.mean >= before.mean);
        before = now;
    }
    assert_near(before.equivalents, 400, 0);
    sp_arena_free(w.arena);
}

static void more_stars_never_lower_the_posterior(void **state)
{
    (void)state;
    rated_world w;
    rated_world_make(&w);
    double before = 0;
    for (double stars = 1; stars <= 5; stars += 0.1) {
        const double now = rate_with(&w, stars, 50).mean;
        assert_true(now > before);
        before = now;
    }
    sp_arena_free(w.arena);
}

static void scales_other_than_five_stars_are_stretched(void **state)
{
    (void)state;
    rated_world w;
    rated_world_make(&w);
    const double of_five = rate_with(&w, 4.5, 50).mean;
    w.courses[UNDER_TEST].rating = (sp_rating){9, 10, 50, NULL};
    assert_near(rate(&w).courses[UNDER_TEST].mean, of_five, 1e-12);
    w.courses[UNDER_TEST].rating = (sp_rating){90, 100, 50, NULL};
    assert_near(rate(&w).courses[UNDER_TEST].mean, of_five, 1e-12);
    sp_arena_free(w.arena);
}

static void a_missing_count_is_the_lower_quartile_of_the_provider(void **state)
{
    (void)state;
    rated_world w;
    rated_world_make(&w);
    for (int i = 0; i < MANY / 2; i++) w.courses[i].rating.count = 10 + i;
    const sp_quality imputed = rate_with(&w, 4.8, NAN);
    assert_int_equal(imputed.basis, SP_QUALITY_STARS);
    const sp_ratings r = rate(&w);
    const double one_rating = r.prior_mean * (1 - r.prior_mean) / (0.19 * 0.19) / 2;
    assert_near(imputed.equivalents, one_rating * 14, 1e-9); /* of 10 to 29 */
    w.courses[UNDER_TEST].provider = "Nobody";
    assert_near(rate(&w).courses[UNDER_TEST].equivalents, one_rating * 5, 1e-9);
    w.courses[UNDER_TEST].provider = NULL;
    assert_near(rate(&w).courses[UNDER_TEST].equivalents, one_rating * 5, 1e-9);
    sp_arena_free(w.arena);
}

static void likes_are_weak_evidence_and_ranked(void **state)
{
    (void)state;
    rated_world w;
    rated_world_make(&w);
    for (int i = 0; i < 3; i++) {
        w.courses[UNDER_TEST - i].views = 1e6;
        w.courses[UNDER_TEST - i].upvotes = 1000 * (i + 1);
    }
    const sp_ratings r = rate(&w);
    const sp_quality *least = &r.courses[UNDER_TEST], *most = &r.courses[UNDER_TEST - 2];
    assert_true(least->mean < r.courses[UNDER_TEST - 1].mean &&
                r.courses[UNDER_TEST - 1].mean < most->mean);
    assert_int_equal(most->basis, SP_QUALITY_VIEWS);
    assert_true(most->equivalents > 4.9 && most->equivalents <= 5);
    assert_true(most->mean < r.best);
    sp_arena_free(w.arena);
}

static void fewer_than_u_upvotes_count_as_half_of_u(void **state)
{
    (void)state;
    rated_world w;
    rated_world_make(&w);
    w.courses[UNDER_TEST].views = w.courses[UNDER_TEST - 1].views = 1e6;
    w.courses[UNDER_TEST].upvotes_below = 8000;
    w.courses[UNDER_TEST - 1].upvotes = 4000;
    const sp_ratings r = rate(&w);
    assert_near(r.courses[UNDER_TEST].mean, r.courses[UNDER_TEST - 1].mean, 1e-12);
    sp_arena_free(w.arena);
}

static void views_alone_say_nothing(void **state)
{
    (void)state;
    rated_world w;
    rated_world_make(&w);
    w.courses[UNDER_TEST].views = 9e6;
    const sp_ratings r = rate(&w);
    assert_int_equal(r.courses[UNDER_TEST].basis, SP_QUALITY_PRIOR);
    assert_near(r.courses[UNDER_TEST].mean, r.prior_mean, 1e-12);
    sp_arena_free(w.arena);
}

int main(void)
{
    sp_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_ratings_give_the_default_prior),
        cmocka_unit_test(an_empty_catalogue_is_no_error),
        cmocka_unit_test(one_rating_moves_the_prior_only_a_little),
        cmocka_unit_test(the_prior_is_found_again_in_many_ratings),
        cmocka_unit_test(the_noise_of_few_ratings_is_not_taken_for_spread),
        cmocka_unit_test(courses_that_do_not_differ_give_a_strong_prior),
        cmocka_unit_test(the_posterior_lies_between_prior_and_stars),
        cmocka_unit_test(more_ratings_above_the_prior_mean_never_lower_the_posterior),
        cmocka_unit_test(more_stars_never_lower_the_posterior),
        cmocka_unit_test(scales_other_than_five_stars_are_stretched),
        cmocka_unit_test(a_missing_count_is_the_lower_quartile_of_the_provider),
        cmocka_unit_test(likes_are_weak_evidence_and_ranked),
        cmocka_unit_test(fewer_than_u_upvotes_count_as_half_of_u),
        cmocka_unit_test(views_alone_say_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
