/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is found in single records of a catalogue: names, links, sources, texts, numbers; and the
 * review that sorts and counts what was found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/link.h"
#include "studypath/io.h"
#include "unit/arena_fixture.h"
#include "unit/checked_catalog.h"

/* One more course, with every source that it may need. */
#define SOURCED(id, title, rest)                                                                   \
    "{\"id\": \"" id "\", \"title\": \"" title "\", \"requires\": {}, \"teaches\": {\"b\": 2}, "   \
    "\"language\": \"es\", \"sources\": {\"teaches\": \"s\", \"workload\": \"s\", \"rating\": "    \
    "\"s\", \"views\": \"s\", \"upvotes\": \"s\", \"year\": \"s\", \"price\": \"s\"}" rest "}"
#define WITH(rest) CHECKED_PAIR ",\n" SOURCED("x", "X", rest)
#define TWO(first, second) WITH(first) ",\n" SOURCED("y", "Y", second)

static void one_of_x(const char *courses, sp_finding_id id, const char *words)
{
    one_is_found(courses, id, "x", CHECKED_LINE, words);
}

/* The second of two that only differ in this. */
static void one_of_y(const char *courses, sp_finding_id id, const char *words)
{
    const sp_findings f = checked(courses);
    size_t n = 0;
    for (size_t i = 0; i < f.n_items; i++) {
        if (strcmp(f.items[i].code, "dominated") == 0) continue; /* as they are alike */
        n++;
        assert_string_equal(f.items[i].code, sp_finding_kinds[id].code);
        assert_string_equal(f.items[i].where, "y");
        assert_int_equal(f.items[i].line, CHECKED_LINE + 1);
        if (!strstr(f.items[i].text, words)) fail_msg("%s", f.items[i].text);
    }
    assert_int_equal(n, 1);
}

static void only_likeness_is_found(const char *courses)
{
    const sp_findings f = checked(courses);
    for (size_t i = 0; i < f.n_items; i++)
        if (strcmp(f.items[i].code, "dominated") != 0) fail_msg("%s", f.items[i].text);
}

/* ---- names ---- */

static void a_former_id_belongs_to_one_course(void **state)
{
    (void)state;
    nothing_is_found(WITH(", \"was\": [\"old\", \"older\"]"));
    one_of_x(WITH(", \"was\": [\"one\"]"), SP_FOUND_FORMER_ID_TAKEN, "the id of \"one\"");
    one_of_x(WITH(", \"was\": [\"x\"]"), SP_FOUND_FORMER_ID_TAKEN, "the id of \"x\"");
    one_of_y(TWO(", \"was\": [\"old\"]", ", \"was\": [\"old\"]"), SP_FOUND_FORMER_ID_TAKEN,
             "a former id of \"x\"");
}

static void a_part_of_nothing_is_an_error(void **state)
{
    (void)state;
    one_of_x(WITH(", \"part_of\": \"gone\""), SP_FOUND_UNKNOWN_NAME, "\"gone\"");
    nothing_is_found(WITH(", \"was\": [\"gone\"]")); /* a former id will do */
    only_likeness_is_found(TWO(", \"was\": [\"gone\"]", ", \"part_of\": \"gone\""));
}

static void parts_in_a_circle_are_found_once(void **state)
{
    (void)state;
    one_of_x(WITH(", \"part_of\": \"x\""), SP_FOUND_CYCLE, "is part of \"x\"");
    one_of_y(TWO(", \"part_of\": \"y\"", ", \"part_of\": \"x\""), SP_FOUND_CYCLE,
             "is part of \"x\"");
    const sp_findings f = checked(TWO(", \"part_of\": \"y\"", ", \"part_of\": \"z\"") ",\n" SOURCED(
        "z", "Z", ", \"part_of\": \"y\"") ",\n" SOURCED("w", "W", ", \"part_of\": \"x\""));
    size_t n_cycles = 0;
    for (size_t i = 0; i < f.n_items; i++) n_cycles += strcmp(f.items[i].code, "cycle") == 0;
    assert_int_equal(n_cycles, 1);
}

static void the_same_link_twice_is_found(void **state)
{
    (void)state;
    one_of_y(TWO(", \"url\": \"https://a.org/x/\"", ", \"url\": \"http://www.A.org/x#top\""),
             SP_FOUND_SAME_LINK, "the link of \"x\"");
    only_likeness_is_found(TWO(", \"url\": \"https://a.org/x\"", ", \"url\": \"https://a.org/y\""));
    /* a part, another part of the same, and the same thing twice */
    only_likeness_is_found(TWO(", \"url\": \"https://a.org/x\"",
                               ", \"url\": \"https://a.org/x\", \"part_of\": \"x\""));
    only_likeness_is_found(TWO(", \"url\": \"https://a.org/x\", \"part_of\": \"one\"",
                               ", \"url\": \"https://a.org/x\", \"part_of\": \"one\""));
    only_likeness_is_found(TWO(", \"url\": \"https://a.org/x\", \"same_as\": \"s\"",
                               ", \"url\": \"https://a.org/x\", \"same_as\": \"s\""));
}

static void the_same_title_and_provider_twice_is_found(void **state)
{
    (void)state;
#define TITLES(one, two) CHECKED_PAIR ",\n" SOURCED("x", one, ", \"provider\": \"P\"") ",\n" two
    one_of_y(TITLES("Linear Algebra", SOURCED("y", "LINEAR   algebra", ", \"provider\": \"p\"")),
             SP_FOUND_SAME_TITLE, "title and provider of \"x\"");
    only_likeness_is_found(
        TITLES("Linear Algebra", SOURCED("y", "Linear Algebra", ", \"provider\": \"Q\"")));
    only_likeness_is_found(TITLES("Linear Algebra", SOURCED("y", "Linear Algebra", "")));
    only_likeness_is_found(
        TITLES("Linear Algebra",
               SOURCED("y", "Linear Algebra", ", \"provider\": \"P\", \"institution\": \"I\"")));
    only_likeness_is_found(TITLES("Algebra 1", SOURCED("y", "Algebra 2", ", \"provider\": \"P\"")));
    only_likeness_is_found(TITLES("+++", SOURCED("y", "***", ", \"provider\": \"P\"")));
}

static void a_same_as_of_one_course_alone_is_found(void **state)
{
    (void)state;
    one_of_x(WITH(", \"same_as\": \"s\""), SP_FOUND_SAME_AS_ALONE, "\"s\"");
    only_likeness_is_found(TWO(", \"same_as\": \"s\"", ", \"same_as\": \"s\""));
}

/* ---- links, sources, languages ---- */

static void links_that_cannot_be_followed_are_errors(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "ftp://x.org",
                                      "javascript:alert(1)",
                                      "www.x.org",
                                      "https//x.org",
                                      "https://",
                                      "https:///x",
                                      "https://?q",
                                      "https://.org",
                                      "https://x..org",
                                      "https://x.org./",
                                      "https://-x.org",
                                      "https://x.org:port/",
                                      "https://x.org:/",
                                      "https://x.org:123456/",
                                      "https://me@x.org/",
                                      "https://http://x.org/",
                                      "https://x.org/a b",
                                      "https://x.org/<b>",
                                      "https://x.org/\"",
                                      "https://x.org/\x01",
                                      "https://x%2eorg/"};
    static const char *const good[] = {
        "https://x.org",   "HTTP://X.org/",          "http://localhost:8080/x", "http://x?a=b",
        "https://x.org#a", "https://x-y.org/%20(a)", "https://\xc3\xa9.fr/"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (!sp_link_fault(bad[i])) fail_msg("\"%s\" is taken for a link", bad[i]);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (sp_link_fault(good[i])) fail_msg("%s %s", good[i], sp_link_fault(good[i]));
    one_of_x(WITH(", \"url\": \"ftp://x.org\""), SP_FOUND_BAD_LINK, "http");
    nothing_is_found(WITH(", \"url\": \"https://x.org\""));
}

static void every_stated_fact_needs_a_source(void **state)
{
    (void)state;
    static const struct {
        const char *rest, *words;
    } facts[] = {{", \"workload\": \"3 weeks\"", "workload"},
                 {", \"hours\": {\"low\": 3}", "hours"},
                 {", \"hours\": {\"expected\": 3}", "hours"},
                 {", \"hours\": {\"high\": 3}", "hours"},
                 {", \"weekly_hours\": [3, 4]", "weekly_hours"},
                 {", \"rating\": {\"mean\": 3}", "rating"},
                 {", \"views\": 3", "views"},
                 {", \"upvotes\": 3", "upvotes"},
                 {", \"upvotes\": {\"below\": 3}", "upvotes"},
                 {", \"year\": 2000", "year"},
                 {", \"level\": \"beginner\"", "level"},
                 {", \"cost\": \"free\"", "cost"},
                 {", \"price\": \"49 USD\"", "price"},
                 {", \"formal\": {\"a\": 1}", "formal"},
                 {", \"formal_text\": \"algebra\"", "formal_text"}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        char courses[2000], words[40];
        snprintf(words, sizeof words, "%s has no source", facts[i].words);
        snprintf(courses, sizeof courses,
                 CHECKED_PAIR ",\n{\"id\": \"x\", \"title\": \"X\", \"requires\": {}, \"teaches\": "
                              "{\"b\": 2}, \"language\": \"es\", \"sources\": {\"teaches\": "
                              "\"s\"}%s}",
                 facts[i].rest);
        one_of_x(courses, SP_FOUND_MISSING_SOURCE, words);
    }
    one_of_x(CHECKED_PAIR ",\n{\"id\": \"x\", \"title\": \"X\", \"teaches\": {\"b\": 1}, "
                          "\"requires\": {}, \"language\": \"es\"}",
             SP_FOUND_MISSING_SOURCE, "teaches has no source");
}

static void a_source_may_stand_beside_or_at_the_whole(void **state)
{
    (void)state;
    /* the hours are read from the workload */
    nothing_is_found(WITH(", \"workload\": \"3 weeks, 5 hours a week\""));
    nothing_is_found(CHECKED_PAIR ",\n" CHECKED_COURSE(
        "x", "X", "\"b\": 2",
        ", \"part_of\": \"whole\", \"year\": 2001, \"language\": "
        "\"de\"") ",\n" SOURCED("whole", "W", ", \"provider\": \"W\""));
}

static void topics_and_goals_need_sources_too(void **state)
{
    (void)state;
    const sp_findings topic = checked_members("\"topics\": [{\"id\": \"a\", \"source\": \"s\"},\n"
                                              "{\"id\": \"b\"}],\n" CHECKED_GOALS,
                                              CHECKED_PAIR);
    the_only_one_is(&topic, SP_FOUND_MISSING_SOURCE, "b", 3, "the topic has no source");
    const sp_findings goal = checked_members(
        CHECKED_TOPICS "\"goals\": [\n{\"id\": \"g\", \"levels\": {\"a\": 1}}],\n", CHECKED_PAIR);
    the_only_one_is(&goal, SP_FOUND_MISSING_SOURCE, "g", 4, "the goal has no source");
}

static void languages_are_codes(void **state)
{
    (void)state;
#define SPOKEN(language)                                                                           \
    CHECKED_PAIR ",\n" CHECKED_COURSE("x", "X", "\"b\": 2", ", \"language\": \"" language "\"")
    static const char *const odd[] = {SPOKEN("English"), SPOKEN("EN"), SPOKEN("en-US"), SPOKEN("e"),
                                      SPOKEN("")};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        one_of_x(odd[i], SP_FOUND_ODD_LANGUAGE, "the language is");
    nothing_is_found(SPOKEN("es"));
    nothing_is_found(SPOKEN("yue"));
}

/* ---- texts ---- */

static void texts_that_are_not_understood_are_found(void **state)
{
    (void)state;
    one_of_x(WITH(", \"workload\": \"a while\""), SP_FOUND_UNREAD_TEXT, "\"a while\"");
    one_of_x(WITH(", \"rating\": {\"text\": \"very good\"}"), SP_FOUND_UNREAD_TEXT, "rating text");
    one_of_x(WITH(", \"price\": \"not cheap\""), SP_FOUND_UNREAD_TEXT, "price");
    static const char *const statements[] = {"workload", "rating", "level", "price"};
    for (size_t i = 0; i < 4; i++) {
        char courses[2000];
        snprintf(courses, sizeof courses,
                 CHECKED_PAIR ",\n" SOURCED(
                     "x", "X", ", \"stated\": [{\"field\": \"%s\", \"value\": \"qwerty\"}]"),
                 statements[i]);
        one_of_x(courses, SP_FOUND_UNREAD_STATEMENT, statements[i]);
    }
    nothing_is_found(WITH(", \"stated\": [{\"field\": \"title\", \"value\": \"qwerty\"}]"));
    nothing_is_found(WITH(", \"stated\": [{\"field\": \"level\", \"value\": \"Mixed\"}, "
                          "{\"field\": \"level\", \"value\": \"Beginner to Advanced\"}]"));
    nothing_is_found(WITH(", \"workload\": \"10 weeks\", \"rating\": {\"mean\": 4.5, \"text\": "
                          "\"4.5/5\"}, \"price\": \"49 USD\""));
}

static void texts_and_numbers_say_the_same(void **state)
{
    (void)state;
    static const struct {
        const char *courses, *words; /* NULL: they agree */
    } rows[] = {
        {WITH(", \"workload\": \"20 hours\", \"hours\": {\"low\": 40, \"high\": 50}"),
         "hours are 40 to 50"},
        {WITH(", \"workload\": \"60 hours\", \"hours\": {\"low\": 40, \"high\": 50}"),
         "reads as 60:"},
        {WITH(", \"workload\": \"45 hours\", \"hours\": {\"low\": 40, \"high\": 50}"), NULL},
        {WITH(", \"workload\": \"30-40 hours\", \"hours\": {\"low\": 40, \"high\": 50}"), NULL},
        {WITH(", \"workload\": \"20 hours\", \"hours\": {\"expected\": 30}"), "hours are 30,"},
        {WITH(", \"workload\": \"6 weeks, 5 hours a week\", \"hours\": {\"high\": 20}"),
         "reads as 30:"},
        /* derived from film hours: more, but not less */
        {WITH(", \"workload\": \"20 hours\", \"hours\": {\"low\": 40, \"high\": 50, \"basis\": "
              "\"derived\"}"),
         NULL},
        {WITH(", \"workload\": \"60 hours\", \"hours\": {\"low\": 40, \"high\": 50, \"basis\": "
              "\"derived\"}"),
         "reads as 60:"},
        {WITH(", \"workload\": \"6 weeks, 5 hours a week\", \"weekly_hours\": [7, 8]"), "7 to 8"},
        {WITH(", \"workload\": \"6 weeks, 5 hours a week\", \"weekly_hours\": [4, 6]"), NULL},
        {WITH(", \"rating\": {\"mean\": 4.5, \"text\": \"4.7/5\"}"), "4.7 of 5"},
        {WITH(", \"rating\": {\"mean\": 4.48, \"text\": \"4.5/5\"}"), NULL},
        {WITH(", \"rating\": {\"mean\": 9, \"of\": 10, \"text\": \"4.5/5\"}"), NULL},
        {WITH(", \"rating\": {\"mean\": 4.5, \"count\": 20, \"text\": \"4.5 (30 reviews)\"}"),
         "counts 20"},
        {WITH(", \"rating\": {\"mean\": 4.5, \"count\": 3712, \"text\": \"4.5 (3.7K reviews)\"}"),
         NULL},
        {WITH(", \"rating\": {\"mean\": 4.5, \"count\": 3000, \"text\": \"4.5 (3.7K reviews)\"}"),
         "counts 3000"},
        {WITH(", \"price\": \"49 USD\", \"cost\": \"free\""), "cost is \"free\""},
        {WITH(", \"price\": \"free\", \"cost\": \"paid\""), "cost is \"paid\""},
        {WITH(", \"price\": \"49 USD\", \"cost\": \"paid\""), NULL},
        {WITH(", \"price\": \"49 USD\", \"cost\": \"audit\""), NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].words)
            one_of_x(rows[i].courses, SP_FOUND_TEXT_DISAGREES, rows[i].words);
        else
            nothing_is_found(rows[i].courses);
    }
}

/* ---- numbers ---- */

static void numbers_that_are_hard_to_believe_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *courses, *words; /* NULL: it is believed */
    } rows[] = {
        {WITH(", \"hours\": {\"expected\": 1001}"), "hours.expected is 1001"},
        {WITH(", \"hours\": {\"expected\": 1000}"), NULL},
        {WITH(", \"hours\": {\"expected\": 0.2}"), "hours.expected is 0.2"},
        {WITH(", \"hours\": {\"low\": 10, \"high\": 101}"), "10 to 101"},
        {WITH(", \"hours\": {\"low\": 10, \"high\": 100}"), NULL},
        {WITH(", \"weekly_hours\": [10, 61]"), "weekly_hours is 61"},
        {WITH(", \"weekly_hours\": [10, 60]"), NULL},
        {WITH(", \"rating\": {\"mean\": 0.92}"), "rating.mean is 0.92"},
        {WITH(", \"rating\": {\"mean\": 0}"), "rating.mean is 0"},
        {WITH(", \"rating\": {\"mean\": 1}"), NULL},
        {WITH(", \"rating\": {\"mean\": 0.92, \"of\": 1}"), "rating.of is 1"},
        {WITH(", \"rating\": {\"mean\": 92, \"of\": 100}"), NULL},
        {WITH(", \"rating\": {\"mean\": 92, \"of\": 101}"), "rating.of is 101"},
        {WITH(", \"rating\": {\"mean\": 4, \"count\": 0}"), "rating.count is 0"},
        {WITH(", \"rating\": {\"mean\": 4, \"count\": 1}"), NULL},
        {WITH(", \"rating\": {\"mean\": 4, \"count\": 1000000000}"), "rating.count is 1000000000"},
        {WITH(", \"views\": 0"), "views is 0"},
        {WITH(", \"views\": 1000000000000"), "views is 1000000000000"},
        {WITH(", \"views\": 10, \"upvotes\": 11"), "11 upvotes"},
        {WITH(", \"views\": 10, \"upvotes\": 10"), NULL},
        {WITH(", \"year\": 2101"), "2101"},
        {WITH(", \"year\": 2100"), NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].words)
            one_of_x(rows[i].courses, SP_FOUND_SUSPICIOUS_NUMBER, rows[i].words);
        else
            nothing_is_found(rows[i].courses);
    }
}

static void the_version_says_which_years_are_likely(void **state)
{
    (void)state;
#define VERSION(version) "\"version\": \"" version "\", " CHECKED_TOPICS CHECKED_GOALS
    const sp_findings late = checked_members(VERSION("2026-11-22"), WITH(", \"year\": 2028"));
    the_only_one_is(&late, SP_FOUND_SUSPICIOUS_NUMBER, "x", CHECKED_LINE, "2028 is after 2027");
    const sp_findings next = checked_members(VERSION("2026-11-22"), WITH(", \"year\": 2027"));
    assert_int_equal(next.n_items, 0);
    const sp_findings word = checked_members(VERSION("v 2"), WITH(", \"year\": 2028"));
    assert_int_equal(word.n_items, 0);
}

static void a_topic_as_large_as_a_subject_is_found(void **state)
{
    (void)state;
#define SIZE(hours)                                                                                \
    "\"topics\": [{\"id\": \"a\", \"source\": \"s\"},\n{\"id\": \"b\", \"source\": \"s\", "        \
    "\"size_hours\": " hours "}],\n" CHECKED_GOALS
    const sp_findings large = checked_members(SIZE("201"), CHECKED_PAIR);
    the_only_one_is(&large, SP_FOUND_SUSPICIOUS_NUMBER, "b", 3, "201");
    const sp_findings usual = checked_members(SIZE("200"), CHECKED_PAIR);
    assert_int_equal(usual.n_items, 0);
}

/* ---- the review ---- */

static void a_review_is_in_the_order_of_the_places(void **state)
{
    (void)state;
    static const struct {
        sp_severity severity;
        const char *file, *text;
        uint32_t line;
    } rows[] = {{SP_SEVERITY_NOTE, "b", "e", 1},
                {SP_SEVERITY_ERROR, "a", "d", 30},
                {SP_SEVERITY_WARNING, "a", "b", 4},
                {SP_SEVERITY_ERROR, "a", "c", 4},
                {SP_SEVERITY_NOTE, "a", "a", 0}};
    sp_findings f = {.arena = arena};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(sp_findings_add(&f, rows[i].severity, "code", rows[i].file, "",
                                         rows[i].line, "%s", rows[i].text),
                         SP_OK);
    const sp_catalog none = {0};
    sp_review review;
    assert_int_equal(sp_review_make(&review, &none, &f, true, arena, NULL), SP_OK);
    for (size_t i = 0; i < 5; i++) {
        const char expected[] = {(char)('a' + i), '\0'};
        assert_string_equal(review.findings.items[i].text, expected);
    }
    assert_int_equal(review.findings.n_errors, 2);
    assert_int_equal(review.n_warnings, 1);
    assert_int_equal(review.n_notes, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_former_id_belongs_to_one_course),
        TEST(a_part_of_nothing_is_an_error),
        TEST(parts_in_a_circle_are_found_once),
        TEST(the_same_link_twice_is_found),
        TEST(the_same_title_and_provider_twice_is_found),
        TEST(a_same_as_of_one_course_alone_is_found),
        TEST(links_that_cannot_be_followed_are_errors),
        TEST(every_stated_fact_needs_a_source),
        TEST(a_source_may_stand_beside_or_at_the_whole),
        TEST(topics_and_goals_need_sources_too),
        TEST(languages_are_codes),
        TEST(texts_that_are_not_understood_are_found),
        TEST(texts_and_numbers_say_the_same),
        TEST(numbers_that_are_hard_to_believe_are_found),
        TEST(the_version_says_which_years_are_likely),
        TEST(a_topic_as_large_as_a_subject_is_found),
        TEST(a_review_is_in_the_order_of_the_places),
    };
    return cmocka_run_group_tests_name("check_records", tests, NULL, NULL);
}
