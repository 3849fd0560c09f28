/* SPDX-License-Identifier: GPL-3.0-or-later
 * Looking up names and levels, sizes of topics, the table of step hours, and the rule by which
 * requirements are inferred. Reading catalogue files is in test_catalog_file.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/catalog.h"
#include "small_catalog.h"
#include "unit/arena_fixture.h"

/* ---- names ---- */

static void names_are_found_or_none_is(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    sp_goal goals[] = {{.id = "one"}, {.id = "two"}};
    w.catalog.goals = goals;
    w.catalog.n_goals = 2;
    static const char *const synonyms[] = {"spectrum"};
    w.catalog.topics.items[EIGEN].synonyms = synonyms;
    w.catalog.topics.items[EIGEN].n_synonyms = 1;
    assert_int_equal(sp_topic_find(&w.catalog, "matrices"), MATRICES);
    assert_int_equal(sp_topic_find(&w.catalog, "matrice"), SP_NONE);
    assert_int_equal(sp_topic_find(&w.catalog, "Matrices"), SP_NONE);
    assert_int_equal(sp_topic_find(&w.catalog, "spectrum"), SP_NONE); /* synonyms do not count */
    assert_int_equal(sp_goal_find(&w.catalog, "two"), 1);
    assert_int_equal(sp_goal_find(&w.catalog, "three"), SP_NONE);
    for (sp_course_id i = 0; i < SMALL_COURSES; i++)
        assert_int_equal(sp_course_find(&w.catalog, w.catalog.courses[i].id), i);
    assert_int_equal(sp_course_find(&w.catalog, ""), SP_NONE);
    assert_int_equal(sp_course_find(&(const sp_catalog){0}, "films"), SP_NONE);
    small_world_free(&w);
}

static void former_ids_of_courses_are_found_but_present_ids_win(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    static const char *const was[] = {"old-films", "school"};
    w.catalog.courses[FILMS].was = was;
    w.catalog.courses[FILMS].n_was = 2;
    assert_int_equal(sp_course_find(&w.catalog, "old-films"), FILMS);
    assert_int_equal(sp_course_find(&w.catalog, "school"), SCHOOL);
    small_world_free(&w);
}

static void courses_are_sorted_by_id_whatever_their_order(void **state)
{
    (void)state;
    sp_course courses[] = {{.id = "c"}, {.id = "a"}, {.id = "b-2"}, {.id = "B"}, {.id = "b"}};
    static const char *const sorted[] = {"B", "a", "b", "b-2", "c"};
    sp_catalog c = {.courses = courses, .n_courses = 5};
    sp_catalog_sort(&c);
    for (size_t i = 0; i < 5; i++) assert_string_equal(courses[i].id, sorted[i]);
    sp_catalog_sort(&(sp_catalog){0});
}

static void the_level_of_a_sorted_list_of_pairs_is_found(void **state)
{
    (void)state;
    for (size_t n = 0; n <= 9; n++) {
        sp_pair pairs[9];
        for (size_t i = 0; i < n; i++)
            pairs[i] = (sp_pair){(sp_topic_id)(3 * i + 1), (uint8_t)(1 + i % 3)};
        for (sp_topic_id t = 0; t < 30; t++) {
            const unsigned expected = t % 3 == 1 && t / 3 < n ? 1 + t / 3 % 3 : 0;
            assert_int_equal(sp_pairs_level(pairs, n, t), expected);
        }
    }
}

/* ---- sizes and step hours ---- */

static void sizes_not_given_are_the_mean_of_their_area_else_of_all_else_the_default(void **state)
{
    (void)state;
    sp_topic items[] = {{.id = "a", .area = "x", .size_hours = 4, .size_is_given = true},
                        {.id = "b", .area = "x", .size_hours = 8, .size_is_given = true},
                        {.id = "c", .area = "x"},
                        {.id = "d", .area = "y"},
                        {.id = "e", .area = "z", .size_hours = 30, .size_is_given = true}};
    sp_topics topics = {.items = items, .n_items = 5};
    sp_topics_fill_sizes(&topics);
    assert_near(items[0].size_hours, 4, 0);
    assert_near(items[2].size_hours, 6, 1e-12);
    assert_near(items[3].size_hours, 14, 1e-12);
    assert_false(items[2].size_is_given);
    sp_topics_fill_sizes(&topics); /* what was filled in does not count as given */
    assert_near(items[3].size_hours, 14, 1e-12);
    sp_topic alone[] = {{.id = "a", .area = "x"}};
    sp_topics_fill_sizes(&(sp_topics){.items = alone, .n_items = 1});
    assert_near(alone[0].size_hours, SP_DEFAULT_SIZE_HOURS, 0);
}

static void step_hours_are_shares_of_the_size_times_the_factor_of_the_area(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    const double *matrices = &w.catalog.step_hours[(size_t)MATRICES * SP_LEVELS];
    assert_near(matrices[0], 0, 0);
    assert_near(matrices[1], 3, 1e-12);
    assert_near(matrices[2], 7, 1e-12);
    assert_near(matrices[3], 12, 1e-12);
    static const sp_area_factor factors[] = {{"linear_algebra", 2}, {"nowhere", 9}};
    assert_int_equal(sp_steps_set(&w.catalog, factors, 2, w.arena, NULL), SP_OK);
    assert_near(w.catalog.step_hours[(size_t)MATRICES * SP_LEVELS + 3], 24, 1e-12);
    assert_near(w.catalog.step_hours[(size_t)ALGEBRA * SP_LEVELS + 1], 6, 1e-12);
    small_world_free(&w);
}

static void a_course_has_the_step_hours_beyond_its_own_requirements(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    /* proofs: eigen 3 = 7 * 2.2; requires matrices only */
    assert_near(sp_course_step_hours(&w.catalog, &w.catalog.courses[PROOFS]), 15.4, 1e-12);
    sp_course upper = blank_course("upper");
    upper.teaches = copy_pairs(w.arena, (const sp_pair[]){{VECTORS, 1}, {EIGEN, 3}}, 2);
    upper.requires = copy_pairs(w.arena, (const sp_pair[]){{EIGEN, 2}}, 1);
    upper.n_teaches = 2, upper.n_requires = 1;
    assert_near(sp_course_step_hours(&w.catalog, &upper), 4 * 0.3 + 7 * 1.2, 1e-12);
    assert_near(sp_course_step_hours(&w.catalog, &(const sp_course){0}), 0, 0);
    small_world_free(&w);
}

/* ---- requirements that are inferred ---- */

enum { T, SAME, OTHER, LATE, EQUAL, TOPICS };

/* t, in the area x, needs: same (same area), other (area y), late (area y, from level 3 on), equal
 * (area y, lag 0). */
static void infers(const sp_pair *teaches, size_t n_teaches, const char *expected)
{
    static const sp_need needs[] = {{SAME, 1, 1}, {OTHER, 1, 1}, {LATE, 3, 1}, {EQUAL, 1, 0}};
    sp_topic items[TOPICS] = {{.id = "t", .area = "x", .needs = needs, .n_needs = 4},
                              {.id = "same", .area = "x"},
                              {.id = "other", .area = "y"},
                              {.id = "late", .area = "y"},
                              {.id = "equal", .area = "y"}};
    sp_course course = {.id = "c", .teaches = teaches, .n_teaches = n_teaches};
    sp_catalog c = {
        .topics = {.items = items, .n_items = TOPICS}, .courses = &course, .n_courses = 1};
    assert_int_equal(sp_catalog_infer_requires(&c, arena, NULL), SP_OK);
    char got[TOPICS + 1] = "";
    for (sp_topic_id t = 0; t < TOPICS; t++)
        got[t] = (char)('0' + sp_pairs_level(course.requires, course.n_requires, t));
    assert_string_equal(got, expected);
    for (size_t i = 1; i < course.n_requires; i++)
        assert_true(course.requires[i - 1].topic < course.requires[i].topic);
}

#define INFERS(expected, ...)                                                                      \
    infers((const sp_pair[]){__VA_ARGS__},                                                         \
           sizeof((const sp_pair[]){__VA_ARGS__}) / sizeof(sp_pair), expected)

static void requirements_are_inferred_sparingly(void **state)
{
    (void)state;
    infers(NULL, 0, "00000");
    INFERS("00000", {T, 1});             /* level 1 asks for nothing */
    INFERS("00102", {T, 2});             /* other areas, by lag; late not yet */
    INFERS("20223", {T, 3});             /* t itself at 2, and late */
    INFERS("00002", {T, 2}, {OTHER, 1}); /* the course teaches it that high */
    INFERS("00100", {T, 2}, {EQUAL, 2});
    INFERS("00102", {T, 2}, {LATE, 1}, {EQUAL, 3}); /* to derive it asks for using it */
    INFERS("20022", {T, 3}, {OTHER, 2}, {EQUAL, 3});
}

static void requirements_that_are_given_stay(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    for (int i = 0; i < SMALL_COURSES; i++) w.catalog.courses[i].requires_given = i != PROOFS;
    const sp_pair *before = w.catalog.courses[LINEAR_MOOC].requires;
    assert_int_equal(sp_catalog_infer_requires(&w.catalog, w.arena, NULL), SP_OK);
    assert_ptr_equal(w.catalog.courses[LINEAR_MOOC].requires, before);
    assert_int_equal(w.catalog.courses[PROOFS].n_requires,
                     1); /* eigen 2; matrices are of the same area */
    assert_int_equal(w.catalog.courses[PROOFS].requires[0].topic, EIGEN);
    assert_int_equal(w.catalog.courses[PROOFS].requires[0].level, 2);
    small_world_free(&w);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(names_are_found_or_none_is),
        TEST(former_ids_of_courses_are_found_but_present_ids_win),
        TEST(courses_are_sorted_by_id_whatever_their_order),
        TEST(the_level_of_a_sorted_list_of_pairs_is_found),
        TEST(sizes_not_given_are_the_mean_of_their_area_else_of_all_else_the_default),
        TEST(step_hours_are_shares_of_the_size_times_the_factor_of_the_area),
        TEST(a_course_has_the_step_hours_beyond_its_own_requirements),
        TEST(requirements_are_inferred_sparingly),
        TEST(requirements_that_are_given_stay),
    };
    return cmocka_run_group_tests_name("catalog", tests, NULL, NULL);
}
