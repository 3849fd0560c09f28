/* SPDX-License-Identifier: GPL-3.0-or-later
 * See small_catalog.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "small_catalog.h"

#include <string.h>

#define PAIRS(w, ...)                                                                              \
    copy_pairs((w)->arena, (const sp_pair[]){__VA_ARGS__},                                         \
               sizeof((const sp_pair[]){__VA_ARGS__}) / sizeof(sp_pair)),                          \
        sizeof((const sp_pair[]){__VA_ARGS__}) / sizeof(sp_pair)

static const sp_need vectors_from_1[] = {{VECTORS, 1, 1}}, matrices_from_1[] = {{MATRICES, 1, 1}};

static const sp_topic topics[SMALL_TOPICS] = {
    [ALGEBRA] = {.id = "algebra", .name = "Algebra", .area = "foundations", .size_hours = 20},
    [VECTORS] = {.id = "vectors", .name = "Vectors", .area = "linear_algebra", .size_hours = 4},
    [MATRICES] = {.id = "matrices",
                  .name = "Matrices",
                  .area = "linear_algebra",
                  .size_hours = 10,
                  .needs = vectors_from_1,
                  .n_needs = 1},
    [EIGEN] = {.id = "eigen",
               .name = "Eigenvalues",
               .area = "linear_algebra",
               .size_hours = 7,
               .needs = matrices_from_1,
               .n_needs = 1},
    [DERIVATIVES] = {.id = "derivatives",
                     .name = "Derivatives",
                     .area = "calculus",
                     .size_hours = 20},
};

sp_course blank_course(const char *id)
{
    const sp_hours unknown = {NAN, NAN, NAN, SP_BASIS_NONE};
    return (sp_course){.id = id,
                       .title = id,
                       .year = NAN,
                       .views = NAN,
                       .upvotes = NAN,
                       .upvotes_below = NAN,
                       .weekly_low = NAN,
                       .weekly_high = NAN,
                       .stated_hours = unknown,
                       .hours = unknown,
                       .rating = {NAN, NAN, NAN, NULL}};
}

const sp_pair *copy_pairs(sp_arena *a, const sp_pair *pairs, size_t n)
{
    sp_pair *copy = sp_arena_array(a, n, sizeof *copy);
    assert_non_null(copy);
    memcpy(copy, pairs, n * sizeof *copy);
    return copy;
}

static void set_course(sp_course *course, const char *id, sp_format format, const sp_pair *teaches,
                       size_t n_teaches, const sp_pair *requires, size_t n_requires)
{
    *course = blank_course(id);
    course->format = format;
    course->teaches = teaches;
    course->n_teaches = n_teaches;
    course->requires = requires;
    course->n_requires = n_requires;
    course->hours = (sp_hours){20, 30, 40, SP_BASIS_STATED};
}

static void make_courses(small_world *w)
{
    sp_course *courses = sp_arena_array(w->arena, SMALL_COURSES, sizeof *courses);
    assert_non_null(courses);
    set_course(&courses[EIGEN_BOOK], "eigen-book", SP_FORMAT_BOOK,
               PAIRS(w, {MATRICES, 2}, {EIGEN, 2}), PAIRS(w, {VECTORS, 1}));
    set_course(&courses[FILMS], "films", SP_FORMAT_LECTURES, PAIRS(w, {VECTORS, 1}, {MATRICES, 1}),
               NULL, 0);
    set_course(&courses[LINEAR_MOOC], "linear-mooc", SP_FORMAT_COURSE,
               PAIRS(w, {VECTORS, 2}, {MATRICES, 2}), PAIRS(w, {ALGEBRA, 1}));
    set_course(&courses[PROOFS], "proofs", SP_FORMAT_LECTURES, PAIRS(w, {EIGEN, 3}),
               PAIRS(w, {MATRICES, 2}));
    set_course(&courses[SCHOOL], "school", SP_FORMAT_INTERACTIVE, PAIRS(w, {ALGEBRA, 2}), NULL, 0);
    courses[SCHOOL].stated_hours = (sp_hours){30, NAN, 60, SP_BASIS_STATED};
    w->catalog.courses = courses;
    w->catalog.n_courses = SMALL_COURSES;
}

static void make_learner(small_world *w)
{
    w->learner = (sp_learner){.catalog = &w->catalog,
                              .profile = &w->profile,
                              .held = sp_arena_array(w->arena, SMALL_TOPICS, 1),
                              .wanted = sp_arena_array(w->arena, SMALL_TOPICS, 1),
                              .goal = sp_arena_array(w->arena, SMALL_TOPICS, 1),
                              .doubt = sp_arena_array(w->arena, SMALL_TOPICS, sizeof(double)),
                              .filter = sp_arena_array(w->arena, SMALL_COURSES, sizeof(sp_filter)),
                              .hours_per_week = 6,
                              .pace = 1,
                              .weeks_to_deadline = NAN};
    assert_true(w->learner.held && w->learner.wanted && w->learner.goal && w->learner.doubt &&
                w->learner.filter);
    w->learner.wanted[EIGEN] = 2;
    w->learner.goal[EIGEN] = 2;
    w->learner.goal[MATRICES] = w->learner.goal[VECTORS] = 1;
}

void small_world_make(small_world *w)
{
    *w = (small_world){.arena = sp_arena_make(0)};
    assert_non_null(w->arena);
    w->catalog.topics = (sp_topics){
        .items = sp_arena_array(w->arena, SMALL_TOPICS, sizeof(sp_topic)),
        .n_items = SMALL_TOPICS,
        .order = sp_arena_array(w->arena, SMALL_TOPICS, sizeof(sp_topic_id))};
    assert_true(w->catalog.topics.items && w->catalog.topics.order);
    memcpy(w->catalog.topics.items, topics, sizeof topics);
    for (sp_topic_id t = 0; t < SMALL_TOPICS; t++) w->catalog.topics.order[t] = t;
    make_courses(w);
    assert_int_equal(sp_steps_set(&w->catalog, NULL, 0, w->arena, NULL), SP_OK);
    w->profile.prefer = SP_PREFER_BALANCED;
    make_learner(w);
    w->model = (sp_score_model){.weight = {0.4, 0.25, 0.15, 0.1, 0.1},
                                .log_se = {0.3, 0.3, 0.3, 0.3, 0.3}};
}

void small_world_free(small_world *w)
{
    sp_arena_free(w->arena);
}
