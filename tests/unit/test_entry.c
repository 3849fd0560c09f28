/* SPDX-License-Identifier: GPL-3.0-or-later
 * What imported courses require: each rule of docs/import.md by an example over a small graph; and
 * over random catalogues, that every course can be begun by someone who learns from the others, and
 * none requires what it teaches itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/entry.h"
#include "unit/arena_fixture.h"

/* Areas: school (algebra), lines (vectors, matrices, eigen), slopes (slope, gradient), nets. */
enum { ALGEBRA, VECTORS, MATRICES, EIGEN, SLOPE, GRADIENT, NETS, TOPICS };

static const sp_need of_matrices[] = {{VECTORS, 1, 1}, {ALGEBRA, 2, 0}},
                     of_eigen[] = {{MATRICES, 1, 1}}, of_slope[] = {{ALGEBRA, 1, 0}},
                     of_gradient[] = {{SLOPE, 1, 0}, {VECTORS, 1, 1}},
                     of_nets[] = {{GRADIENT, 1, 1}, {EIGEN, 2, 1}};

#define NEEDS(of) .needs = of, .n_needs = sizeof of / sizeof *of

static sp_topic topics[TOPICS] = {[ALGEBRA] = {.id = "algebra", .area = "school"},
                                  [VECTORS] = {.id = "vectors", .area = "lines"},
                                  [MATRICES] = {.id = "m", .area = "lines", NEEDS(of_matrices)},
                                  [EIGEN] = {.id = "eigen", .area = "lines", NEEDS(of_eigen)},
                                  [SLOPE] = {.id = "slope", .area = "slopes", NEEDS(of_slope)},
                                  [GRADIENT] = {.id = "g", .area = "slopes", NEEDS(of_gradient)},
                                  [NETS] = {.id = "nets", .area = "nets", NEEDS(of_nets)}};
static sp_topic_id order[TOPICS] = {ALGEBRA, VECTORS, MATRICES, EIGEN, SLOPE, GRADIENT, NETS};

/* "0100002": the level of each topic. */
static const sp_pair *pairs_of(size_t *n, const char *levels)
{
    sp_pair *pairs = sp_arena_array(arena, TOPICS, sizeof *pairs);
    assert_non_null(pairs);
    *n = 0;
    for (sp_topic_id t = 0; levels[t]; t++)
        if (levels[t] > '0') pairs[(*n)++] = (sp_pair){t, (uint8_t)(levels[t] - '0')};
    return pairs;
}

static sp_course teaches(const char *levels, sp_stage stage)
{
    sp_course course = {.id = levels, .level = stage};
    course.teaches = pairs_of(&course.n_teaches, levels);
    return course;
}

static void infer_others(sp_course *courses, const bool *is_given, size_t n)
{
    sp_catalog c = {.topics = {topics, TOPICS, order}, .courses = courses, .n_courses = n};
    sp_error e = {0};
    assert_int_equal(sp_entries_infer(&c, is_given, arena, &e), SP_OK);
}

static void infer(sp_course *courses, size_t n)
{
    infer_others(courses, NULL, n);
}

static void must_require(const sp_course *course, const char *expected)
{
    char got[TOPICS + 1] = "";
    for (sp_topic_id t = 0; t < TOPICS; t++)
        got[t] = (char)('0' + sp_pairs_level(course->requires, course->n_requires, t));
    if (strcmp(got, expected) != 0)
        fail_msg("who teaches %s requires %s, not %s", course->id, got, expected);
    assert_true(course->requires_given);
}

/* What a course requires among others that teach each topic alone, to level 2. */
static void requires(const char *levels, sp_stage stage, const char *expected)
{
    sp_course courses[1 + TOPICS];
    char alone[TOPICS][TOPICS + 1];
    courses[0] = teaches(levels, stage);
    for (size_t t = 0; t < TOPICS; t++) {
        memset(alone[t], '0', TOPICS);
        alone[t][t] = '2';
        alone[t][TOPICS] = '\0';
        courses[1 + t] = teaches(alone[t], SP_STAGE_NONE);
    }
    infer(courses, 1 + TOPICS);
    must_require(&courses[0], expected);
}

static void what_other_areas_bring_is_required_from_level_1_on(void **state)
{
    (void)state;
    requires("0000001", SP_STAGE_NONE, "0000010");
    requires("0000001", SP_STAGE_BEGINNER, "0000010");
    requires("0000002", SP_STAGE_NONE, "0001010"); /* eigen is needed from level 2 on */
    requires("0100000", SP_STAGE_NONE, "0000000");
}

static void the_own_area_is_required_by_courses_that_go_on(void **state)
{
    (void)state;
    requires("0001000", SP_STAGE_NONE, "0000000");
    requires("0001000", SP_STAGE_BEGINNER, "0000000");
    requires("0001000", SP_STAGE_INTERMEDIATE, "0010000");
    requires("0001000", SP_STAGE_ADVANCED, "0010000");
}

static void tools_are_required_by_all_and_as_high(void **state)
{
    (void)state;
    requires("0000010", SP_STAGE_BEGINNER, "0100100"); /* slope, of the same area */
    requires("0000020", SP_STAGE_BEGINNER, "0100200");
    requires("0020000", SP_STAGE_BEGINNER, "2000000");
    requires("0010000", SP_STAGE_BEGINNER, "0000000"); /* algebra is needed from level 2 on */
}

static void what_a_course_teaches_it_does_not_require(void **state)
{
    (void)state;
    requires("0000011", SP_STAGE_ADVANCED, "0100100");
    requires("0000021", SP_STAGE_ADVANCED, "0100200");
    requires("0000120", SP_STAGE_ADVANCED, "1100000"); /* though it teaches slope to 1 only */
    requires("2211221", SP_STAGE_ADVANCED, "0000000");
}

static void what_nobody_teaches_is_replaced_by_what_leads_there(void **state)
{
    (void)state;
    sp_course no_gradient[] = {teaches("0000001", SP_STAGE_NONE), teaches("0000100", SP_STAGE_NONE),
                               teaches("0100000", SP_STAGE_NONE)};
    infer(no_gradient, 3);
    must_require(&no_gradient[0], "0100100");
    must_require(&no_gradient[1], "0000000"); /* nor does anybody teach algebra */
    sp_course lower[] = {teaches("0000020", SP_STAGE_NONE), teaches("0000100", SP_STAGE_NONE)};
    infer(lower, 2);
    must_require(&lower[0], "0000100"); /* slope at 2 is needed; taught to 1 */
    sp_course no_matrices[] = {teaches("0001000", SP_STAGE_ADVANCED),
                               teaches("2200000", SP_STAGE_NONE)};
    infer(no_matrices, 2);
    must_require(&no_matrices[0], "0100000"); /* matrices at 1 need no algebra */
    sp_course alone = teaches("0000002", SP_STAGE_ADVANCED);
    infer(&alone, 1);
    must_require(&alone, "0000000");
}

static void what_the_provider_lists_is_required(void **state)
{
    (void)state;
    sp_course courses[] = {teaches("0000001", SP_STAGE_BEGINNER),
                           teaches("1111110", SP_STAGE_NONE)};
    courses[0].formal = pairs_of(&courses[0].n_formal, "0101001");
    infer(courses, 2);
    must_require(&courses[0], "0101010"); /* but for nets, which it teaches */
}

static void courses_that_wait_for_each_other_are_untangled(void **state)
{
    (void)state;
    /* the second waits for vectors of the first, the first for slope of the second; the third for
     * the gradient of the first */
    sp_course courses[] = {teaches("0100010", SP_STAGE_NONE), teaches("0010100", SP_STAGE_ADVANCED),
                           teaches("0000001", SP_STAGE_NONE)};
    infer(courses, 3);
    must_require(&courses[0], "0000000"); /* it teaches the lowest topic */
    must_require(&courses[1], "0100000");
    must_require(&courses[2], "0000010");
}

static void a_course_without_topics_is_left_alone(void **state)
{
    (void)state;
    sp_course course = teaches("0000000", SP_STAGE_ADVANCED);
    infer(&course, 1);
    assert_false(course.requires_given);
    assert_int_equal(course.n_requires, 0);
    infer(NULL, 0);
}

/* ---- random catalogues ---- */

enum { ROUNDS = 2000, MOST_COURSES = 12 };

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static sp_course random_course(uint64_t *seed)
{
    char *levels = sp_arena_take(arena, TOPICS + 1), formal[TOPICS + 1] = "";
    assert_non_null(levels);
    for (size_t t = 0; t < TOPICS; t++) {
        levels[t] = (char)(next_random(seed) % 3 ? '0' : '1' + (int)(next_random(seed) % 3));
        formal[t] = next_random(seed) % 8 ? '0' : '1';
    }
    sp_course course = teaches(levels, (sp_stage)(next_random(seed) % 4));
    course.formal = pairs_of(&course.n_formal, formal);
    return course;
}

/* A course of the first `n` that nobody who begins with nothing ever gets into; NULL. */
static const sp_course *closed_course(const sp_course *courses, size_t n)
{
    unsigned held[TOPICS] = {0};
    bool open[MOST_COURSES] = {false};
    for (size_t round = 0; round <= n; round++) {
        for (size_t i = 0; i < n; i++) {
            open[i] = true;
            for (size_t k = 0; k < courses[i].n_requires; k++)
            open[i] &= held[courses[i].requires[k].topic] >= courses[i].requires[k].level;
            for (size_t k = 0; k < courses[i].n_teaches && open[i]; k++) {
                const sp_pair pair = courses[i].teaches[k];
                if (held[pair.topic] < pair.level) held[pair.topic] = pair.level;
            }
        }
    }
    for (size_t i = 0; i < n; i++)
        if (!open[i]) return &courses[i];
    return NULL;
}

static void every_course_can_be_begun(void **state)
{
    (void)state;
    uint64_t seed = 20261125;
    size_t n_required = 0;
    for (int round = 0; round < ROUNDS; round++) {
        const sp_arena_mark mark = sp_arena_here(arena);
        sp_course courses[MOST_COURSES];
        const size_t n = next_random(&seed) % (MOST_COURSES + 1);
        for (size_t i = 0; i < n; i++) courses[i] = random_course(&seed);
        infer(courses, n);
        const sp_course *closed = closed_course(courses, n);
        if (closed) fail_msg("round %d: nobody gets into %s", round, closed->id);
        for (size_t i = 0; i < n; i++) {
            n_required += courses[i].n_requires;
            for (size_t k = 0; k < courses[i].n_requires; k++) {
                const sp_pair pair = courses[i].requires[k];
                assert_true(pair.level > 0);
                assert_int_equal(courses[i].id[pair.topic], '0');
                assert_true(!k || courses[i].requires[k - 1].topic < pair.topic);
            }
        }
        sp_arena_rewind(arena, mark);
    }
    assert_true(n_required > ROUNDS);
}

static void what_is_given_is_left_as_it_is(void **state)
{
    (void)state;
    sp_course courses[] = {teaches("0001000", SP_STAGE_ADVANCED),
                           teaches("0010000", SP_STAGE_ADVANCED),
                           teaches("0000001", SP_STAGE_NONE)};
    const bool is_given[] = {true, false, true};
    courses[0].requires = pairs_of(&courses[0].n_requires, "0030000"); /* nobody teaches that */
    courses[0].requires_given = true;
    infer_others(courses, is_given, 3);
    must_require(&courses[0], "0030000");
    assert_true(courses[1].requires_given);
    assert_false(courses[2].requires_given);
    assert_int_equal(courses[2].n_requires, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_other_areas_bring_is_required_from_level_1_on),
        TEST(the_own_area_is_required_by_courses_that_go_on),
        TEST(tools_are_required_by_all_and_as_high),
        TEST(what_a_course_teaches_it_does_not_require),
        TEST(what_nobody_teaches_is_replaced_by_what_leads_there),
        TEST(what_the_provider_lists_is_required),
        TEST(courses_that_wait_for_each_other_are_untangled),
        TEST(a_course_without_topics_is_left_alone),
        TEST(every_course_can_be_begun),
        TEST(what_is_given_is_left_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
