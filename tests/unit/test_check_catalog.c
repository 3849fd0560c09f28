/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is found in a catalogue as a whole: topics, what courses teach and require, goals. One
 * mistake in a clean catalogue gives one finding. Redundant needs: tests/prop/test_checks.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "studypath/io.h"
#include "unit/arena_fixture.h"
#include "unit/checked_catalog.h"

/* Behind the two that teach a to level 2. */
#define AND(course) CHECKED_PAIR ",\n" course
#define ONE(teaches, rest) CHECKED_COURSE("one", "P", teaches, rest)

#define REQUIRING(id, requires, teaches, rest)                                                     \
    "{\"id\": \"" id "\", \"title\": \"" id "\", \"sources\": {\"teaches\": \"s\", \"level\": "    \
    "\"s\", \"hours\": \"s\", \"cost\": \"s\"}, \"requires\": {" requires "}, \"teaches\": "       \
                                                                          "{" teaches "}" rest "}"

static void a_clean_catalogue_gives_no_findings(void **state)
{
    (void)state;
    nothing_is_found(CHECKED_PAIR);
    nothing_is_found(AND(
        CHECKED_COURSE("with", "P", "\"b\": 2", ", \"url\": \"http://x\", \"part_of\": \"one\"")));
}

/* ---- what courses teach and require ---- */

static void a_course_that_teaches_nothing_is_found(void **state)
{
    (void)state;
    one_is_found(AND(CHECKED_COURSE("zero", "P", "", "")), SP_FOUND_TEACHES_NOTHING, "zero",
                 CHECKED_LINE, "no topic");
}

static void a_course_that_teaches_what_its_requirements_imply_is_found(void **state)
{
    (void)state;
    one_is_found(AND(REQUIRING("stale", "\"b\": 1", "\"a\": 1", ", \"language\": \"de\"")),
                 SP_FOUND_NOTHING_NEW, "stale", CHECKED_LINE, "follows");
    nothing_is_found(AND(REQUIRING("new", "\"b\": 1", "\"a\": 2", ", \"language\": \"de\"")));
    nothing_is_found(
        AND(REQUIRING("new", "\"b\": 1", "\"a\": 1, \"b\": 2", ", \"language\": \"de\"")));
}

static void a_requirement_that_no_beginner_can_meet_is_found(void **state)
{
    (void)state;
    one_is_found(AND(REQUIRING("hard", "\"a\": 3", "\"b\": 2", "")), SP_FOUND_UNMET_REQUIREMENT,
                 "hard", CHECKED_LINE, "a at level 3");
    nothing_is_found(AND(REQUIRING("fair", "\"a\": 2", "\"b\": 2", "")));
}

static void courses_that_wait_for_each_other_help_nobody(void **state)
{
    (void)state;
    const sp_findings f = checked(AND(REQUIRING("x", "\"a\": 3", "\"b\": 2", "") ",\n" REQUIRING(
        "y", "\"b\": 2", "\"a\": 3", "")));
    assert_int_equal(f.n_items, 2);
    for (int i = 0; i < 2; i++) assert_string_equal(f.items[i].code, "unmet-requirement");
}

static void a_stated_level_is_compared_with_requirements_and_proofs(void **state)
{
    (void)state;
    /* a takes 3, 10, 22 h to levels 1 to 3; b as much, and a is needed for it at one less */
#define LEVELLED(level, requires, teaches)                                                         \
    AND(REQUIRING("lev", requires, teaches, ", \"level\": \"" level "\""))
    one_is_found(LEVELLED("advanced", "\"a\": 1", "\"b\": 2"), SP_FOUND_DOUBTFUL_LEVEL, "lev",
                 CHECKED_LINE, "nothing at level 2");
    one_is_found(LEVELLED("intermediate", "", "\"b\": 2"), SP_FOUND_DOUBTFUL_LEVEL, "lev",
                 CHECKED_LINE, "nothing at level 1");
    nothing_is_found(LEVELLED("advanced", "\"a\": 2", "\"b\": 2"));
    nothing_is_found(LEVELLED("intermediate", "\"a\": 1", "\"b\": 2"));
    nothing_is_found(LEVELLED("beginner", "\"a\": 2", "\"b\": 2"));
    /* a guess of what it requires is no evidence */
    nothing_is_found(AND("{\"id\": \"lev\", \"title\": \"L\", \"level\": \"advanced\", "
                         "\"teaches\": {\"b\": 1}, \"language\": \"de\", \"sources\": "
                         "{\"teaches\": \"s\", \"level\": \"s\"}}"));
    one_is_found(LEVELLED("beginner", "", "\"b\": 3"), SP_FOUND_DOUBTFUL_LEVEL, "lev", CHECKED_LINE,
                 "proofs");
}

static void much_before_a_beginners_course_is_found(void **state)
{
    (void)state;
#define SIZED(hours)                                                                               \
    "\"topics\": [{\"id\": \"a\", \"source\": \"s\", \"size_hours\": 10}, {\"id\": \"b\", "        \
    "\"source\": \"s\", \"size_hours\": " hours ", \"needs\": [\"a\"]}, {\"id\": \"c\", "          \
    "\"source\": \"s\"}],\n" CHECKED_GOALS
    static const char *const courses = CHECKED_PAIR
        ",\n" REQUIRING("most", "\"b\": 1", "\"c\": 1", ", \"level\": \"beginner\"");
    const sp_findings more = checked_members(SIZED("260"), courses); /* 0.3 * 260 + 3 = 81 h */
    assert_int_equal(more.n_items, 2);
    assert_string_equal(more.items[0].code, "suspicious-number"); /* the size of b */
    assert_string_equal(more.items[1].code, "doubtful-level");
    assert_non_null(strstr(more.items[1].text, "takes 81 h"));
    const sp_findings less = checked_members(SIZED("200"), courses);
    assert_int_equal(less.n_items, 0);
}

/* ---- courses that another one outdoes ---- */

#define RIVAL(id, requires, teaches, hours, rest)                                                  \
    REQUIRING(id, requires, teaches, ", \"hours\": {\"expected\": " hours "}" rest)
#define WEAK RIVAL("weak", "\"a\": 1", "\"b\": 2", "30", ", \"language\": \"de\"")
#define STRONG(requires, teaches, hours, rest)                                                     \
    AND(RIVAL("strong", requires, teaches, hours, rest) ",\n" WEAK)

static void a_course_that_another_outdoes_is_noted(void **state)
{
    (void)state;
    static const char *const outdone[] = {
        STRONG("\"a\": 1", "\"b\": 2", "30", ", \"language\": \"de\""), /* the same: by id */
        STRONG("\"a\": 1", "\"b\": 2", "29", ", \"language\": \"de\""),
        STRONG("", "\"b\": 2", "30", ", \"language\": \"de\""),
        STRONG("\"a\": 1", "\"b\": 3", "30", ", \"language\": \"de\""),
        STRONG("", "\"a\": 1, \"b\": 2", "30", ", \"language\": \"de\"")};
    for (size_t i = 0; i < sizeof outdone / sizeof *outdone; i++)
        one_is_found(outdone[i], SP_FOUND_DOMINATED, "weak", CHECKED_LINE + 1, "\"strong\"");
}

static void each_thing_that_speaks_for_a_course_saves_it(void **state)
{
    (void)state;
    static const char *const rivals[] = {
        STRONG("\"a\": 1", "\"b\": 2", "31", ", \"language\": \"de\""),
        STRONG("\"a\": 2", "\"b\": 2", "30", ", \"language\": \"de\""),
        STRONG("\"a\": 1, \"b\": 1", "\"b\": 2", "29", ", \"language\": \"de\""),
        STRONG("\"a\": 1", "\"b\": 2", "29", ""), /* in no known language */
        STRONG("\"a\": 1", "\"b\": 2", "29", ", \"language\": \"es\"")};
    for (size_t i = 0; i < sizeof rivals / sizeof *rivals; i++) {
        const sp_findings f = checked(rivals[i]);
        for (size_t j = 0; j < f.n_items; j++) /* "strong" may now be the one that is outdone */
            if (strcmp(f.items[j].where, "weak") == 0) fail_msg("%zu: %s", i, f.items[j].text);
    }
}

static void a_dearer_course_or_the_same_in_another_form_is_no_rival(void **state)
{
    (void)state;
#define TWO(first, second)                                                                         \
    AND(RIVAL("p", "\"a\": 1", "\"b\": 2", "20", first) ",\n" RIVAL("q", "\"a\": 1", "\"b\": 2",   \
                                                                    "30", second))
    one_is_found(TWO(", \"cost\": \"free\"", ", \"cost\": \"paid\""), SP_FOUND_DOMINATED, "q",
                 CHECKED_LINE + 1, "\"p\"");
    one_is_found(TWO(", \"cost\": \"paid\"", ""), SP_FOUND_DOMINATED, "q", CHECKED_LINE + 1,
                 "20.0 h, this one 30.0 h");
    nothing_is_found(TWO(", \"cost\": \"paid\"", ", \"cost\": \"free\""));
    nothing_is_found(TWO(", \"same_as\": \"s\"", ", \"same_as\": \"s\""));
}

/* ---- topics and goals ---- */

static void a_topic_that_nobody_teaches_is_found(void **state)
{
    (void)state;
    const sp_findings f = checked_members(
        "\"topics\": [{\"id\": \"a\", \"source\": \"s\"},\n{\"id\": \"b\", \"source\": \"s\"},\n"
        "{\"id\": \"c\", \"source\": \"s\"}],\n" CHECKED_GOALS,
        CHECKED_PAIR);
    the_only_one_is(&f, SP_FOUND_UNTAUGHT_TOPIC, "c", 4, "no course teaches it");
}

static void redundant_needs_have_their_place(void **state)
{
    (void)state;
#define NEEDS(needs)                                                                               \
    "\"topics\": [{\"id\": \"a\", \"source\": \"s\"},\n{\"id\": \"b\", \"source\": \"s\", "        \
    "\"needs\": [\"a\"]},\n{\"id\": \"c\", \"source\": \"s\", \"needs\": [" needs                  \
    "]}],\n" CHECKED_GOALS
    static const char *const courses = CHECKED_PAIR
        ",\n" CHECKED_COURSE("three", "R", "\"c\": 1", ", \"language\": \"es\"");
    const sp_findings none = checked_members(NEEDS("\"b\""), courses);
    assert_int_equal(none.n_items, 0);
    const sp_findings one = checked_members(NEEDS("{\"topic\": \"a\", \"lag\": 2}, \"b\""),
                                            courses);
    the_only_one_is(&one, SP_FOUND_REDUNDANT_NEED, "c", 4, "a from level 1 on with lag 2");
    const sp_findings twice = checked_members(NEEDS("\"b\", \"b\""), courses);
    the_only_one_is(&twice, SP_FOUND_REDUNDANT_NEED, "c", 4, "b from");
    /* at level 3 a is needed at 2, and b leads to 1 only */
    const sp_findings higher = checked_members(NEEDS("\"a\", \"b\""), courses);
    assert_int_equal(higher.n_items, 0);
}

static void a_goal_that_no_course_reaches_is_found(void **state)
{
    (void)state;
    one_is_found(ONE("\"a\": 1, \"b\": 1", ", \"language\": \"de\""), SP_FOUND_GOAL_OUT_OF_REACH,
                 "g", 4, "a at level 2");
}

static void a_goal_without_topics_is_found(void **state)
{
    (void)state;
    const sp_findings f = checked_members(CHECKED_TOPICS
                                          "\"goals\": [\n{\"id\": \"void\", \"source\": [\"s\"], "
                                          "\"levels\": {}}],\n",
                                          CHECKED_PAIR);
    the_only_one_is(&f, SP_FOUND_EMPTY_GOAL, "void", 4, "no topic");
}

static void what_one_provider_teaches_alone_is_noted(void **state)
{
    (void)state;
    one_is_found(ONE("\"a\": 2, \"b\": 1", ""), SP_FOUND_SINGLE_PROVIDER, "a", 2, "P alone");
    one_is_found(ONE("\"a\": 2, \"b\": 1", ", \"language\": \"en\"") "," CHECKED_COURSE(
                     "two", "P", "\"a\": 2",
                     ", \"language\": \"fr\"") "," CHECKED_COURSE("three", "Q", "\"a\": 1",
                                                                  ", \"language\": \"de\""),
                 SP_FOUND_SINGLE_PROVIDER, "a", 2, "level 2");
}

/* The first topics and goals are shipped: they are not the file's to mend. */
static void shipped_topics_and_goals_are_not_blamed(void **state)
{
    (void)state;
    static const char text[] =
        "{\"format\": \"studypath-catalog/1\", \"topics\": [{\"id\": \"a\"}, {\"id\": \"b\", "
        "\"needs\": [\"a\", \"a\"]}], \"goals\": [{\"id\": \"g\", \"levels\": {\"a\": 1}}, "
        "{\"id\": \"h\", \"levels\": {\"b\": 2}}], \"courses\": [{\"id\": \"c\", \"title\": "
        "\"T\", \"teaches\": {\"a\": 2}, \"requires\": {}, \"sources\": {\"teaches\": \"s\"}}]}";
    const sp_text part = {"f.json", text, sizeof text - 1};
    sp_findings f = {.arena = arena};
    sp_catalog c;
    assert_int_equal(sp_catalog_read(&c, &part, 1, &f, arena, NULL), SP_OK);
    assert_int_equal(sp_steps_set(&c, NULL, 0, arena, NULL), SP_OK);
    c.n_shipped_topics = c.n_shipped_goals = 2;
    assert_int_equal(sp_catalog_check_records(&c, &f, arena, NULL), SP_OK);
    assert_int_equal(sp_catalog_check_reach(&c, &f, arena, NULL), SP_OK);
    the_only_one_is(&f, SP_FOUND_SHIPPED_GOALS, "", 0, "1 of the 2 shipped goals: g");
}

static void a_full_arena_is_an_error(void **state)
{
    (void)state;
    static const char text[] =
        "{\"format\": \"studypath-catalog/1\", \"topics\": [{\"id\": \"a\"}], \"courses\": "
        "[{\"id\": \"c\", \"title\": \"T\", \"teaches\": {}}]}";
    const sp_text part = {"f", text, sizeof text - 1};
    sp_findings none = {.arena = arena};
    sp_catalog c;
    assert_int_equal(sp_catalog_read(&c, &part, 1, &none, arena, NULL), SP_OK);
    assert_int_equal(sp_steps_set(&c, NULL, 0, arena, NULL), SP_OK);
    for (size_t limit = 1; limit < 4096; limit *= 2) {
        sp_arena *small = sp_arena_make(limit);
        sp_findings f = {.arena = small};
        sp_error e = {0};
        sp_status status = sp_catalog_check_records(&c, &f, small, &e);
        if (status == SP_OK) status = sp_catalog_check_reach(&c, &f, small, &e);
        assert_true(status == SP_MEMORY || (status == SP_OK && limit > 512));
        assert_int_equal(e.code, status);
        sp_arena_free(small);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_clean_catalogue_gives_no_findings),
        TEST(a_course_that_teaches_nothing_is_found),
        TEST(a_course_that_teaches_what_its_requirements_imply_is_found),
        TEST(a_requirement_that_no_beginner_can_meet_is_found),
        TEST(courses_that_wait_for_each_other_help_nobody),
        TEST(a_stated_level_is_compared_with_requirements_and_proofs),
        TEST(much_before_a_beginners_course_is_found),
        TEST(a_course_that_another_outdoes_is_noted),
        TEST(each_thing_that_speaks_for_a_course_saves_it),
        TEST(a_dearer_course_or_the_same_in_another_form_is_no_rival),
        TEST(a_topic_that_nobody_teaches_is_found),
        TEST(redundant_needs_have_their_place),
        TEST(a_goal_that_no_course_reaches_is_found),
        TEST(a_goal_without_topics_is_found),
        TEST(what_one_provider_teaches_alone_is_noted),
        TEST(shipped_topics_and_goals_are_not_blamed),
        TEST(a_full_arena_is_an_error),
    };
    return cmocka_run_group_tests_name("check_catalog", tests, NULL, NULL);
}
