/* SPDX-License-Identifier: GPL-3.0-or-later
 * What sp_catalog_check finds in a catalogue whose form is right: one mistake in a clean catalogue
 * gives one finding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "studypath/io.h"
#include "unit/arena_fixture.h"

#define COURSE(id, provider, teaches, rest)                                                        \
    "{\"id\": \"" id "\", \"title\": \"T\", \"provider\": \"" provider                             \
    "\", \"sources\": {\"teaches\": \"s\"}, "                                                      \
    "\"requires\": {}, \"teaches\": {" teaches "}" rest "}"
#define A_TO_2 "\"a\": 2"
#define TWO_TEACH_A COURSE("one", "P", A_TO_2, "") ",\n" COURSE("two", "Q", A_TO_2, "")

/* Findings of a catalogue with these courses, whose only goal is a at level 2. Topic b needs a. */
static sp_findings check(const char *courses)
{
    char *text = sp_arena_take(arena, 8192);
    snprintf(text, 8192,
             "{\"format\": \"studypath-catalog/1\", \"id\": \"cat\",\n\"topics\": [{\"id\": \"a\"},"
             " {\"id\": \"b\", \"needs\": [\"a\"]}],\n\"goals\": [{\"id\": \"g\", \"levels\": "
             "{\"a\": 2}}],\n"
             "\"courses\": [\n%s]}",
             courses);
    const sp_text part = {"f.json", text, strlen(text)};
    sp_findings f = {.arena = arena};
    sp_error e = {0};
    sp_catalog c;
    if (sp_catalog_read(&c, &part, 1, &f, arena, &e) != SP_OK) fail_msg("%s", e.text);
    assert_int_equal(f.n_items, 0);
    assert_int_equal(sp_catalog_check(&c, &f, arena, &e), SP_OK);
    return f;
}

static void nothing_is_found(const char *courses)
{
    const sp_findings f = check(courses);
    if (f.n_items) fail_msg("%s: %s", f.items[0].where, f.items[0].text);
}

static void one_is_found(const char *courses, sp_severity severity, const char *code,
                         const char *where, uint32_t line, const char *words)
{
    const sp_findings f = check(courses);
    for (size_t i = 0; i < f.n_items; i++)
        if (f.n_items != 1)
            print_message("found %s at %s: %s\n", f.items[i].code, f.items[i].where,
                          f.items[i].text);
    assert_int_equal(f.n_items, 1);
    assert_int_equal(f.n_errors, severity == SP_SEVERITY_ERROR);
    assert_int_equal(f.items[0].severity, severity);
    assert_string_equal(f.items[0].code, code);
    assert_string_equal(f.items[0].where, where);
    assert_int_equal(f.items[0].line, line);
    if (!strstr(f.items[0].text, words))
        fail_msg("\"%s\" does not say \"%s\"", f.items[0].text, words);
}

static void a_clean_catalogue_gives_no_findings(void **state)
{
    (void)state;
    nothing_is_found(TWO_TEACH_A);
    nothing_is_found(TWO_TEACH_A "," COURSE("with", "P", "\"b\": 1",
                                            ", \"url\": \"http://x\", \"part_of\": \"one\""));
}

static void a_course_that_teaches_nothing_is_found(void **state)
{
    (void)state;
    one_is_found(TWO_TEACH_A ",\n" COURSE("zero", "P", "", ""), SP_SEVERITY_WARNING,
                 "teaches-nothing", "zero", 7, "no topic");
}

static void a_link_that_is_not_of_the_web_is_an_error(void **state)
{
    (void)state;
#define LINK(url) TWO_TEACH_A ",\n" COURSE("link", "P", "\"b\": 1", ", \"url\": \"" url "\"")
    one_is_found(LINK("javascript:alert(1)"), SP_SEVERITY_ERROR, "bad-link", "link", 7, "http");
    one_is_found(LINK("ftp://x"), SP_SEVERITY_ERROR, "bad-link", "link", 7, "http");
    one_is_found(LINK(""), SP_SEVERITY_ERROR, "bad-link", "link", 7, "http");
    nothing_is_found(LINK("https://x"));
}

static void a_part_of_nothing_is_an_error(void **state)
{
    (void)state;
    one_is_found(TWO_TEACH_A ",\n" COURSE("part", "P", "\"b\": 1", ", \"part_of\": \"gone\""),
                 SP_SEVERITY_ERROR, "unknown-name", "part", 7, "\"gone\"");
    nothing_is_found(COURSE("one", "P", A_TO_2, ", \"was\": [\"gone\"]") "," COURSE(
        "two", "Q", A_TO_2, ", \"part_of\": \"gone\""));
}

static void a_requirement_that_no_beginner_can_meet_is_found(void **state)
{
    (void)state;
    static const char *const hard = TWO_TEACH_A
        ",\n{\"id\": \"hard\", \"title\": \"T\", \"sources\": {\"teaches\": \"s\"}, "
        "\"teaches\": {\"b\": 1}, \"requires\": {\"a\": 3}}";
    one_is_found(hard, SP_SEVERITY_WARNING, "unmet-requirement", "hard", 7, "a at level 3");
}

static void courses_that_wait_for_each_other_help_nobody(void **state)
{
    (void)state;
    const sp_findings f = check(
        TWO_TEACH_A ","
                    "{\"id\": \"x\", \"title\": \"T\", \"sources\": {\"teaches\": \"s\"}, "
                    "\"teaches\": {\"b\": 1}, \"requires\": {\"a\": 3}},"
                    "{\"id\": \"y\", \"title\": \"T\", \"sources\": {\"teaches\": \"s\"}, "
                    "\"teaches\": {\"a\": 3}, \"requires\": {\"b\": 1}}");
    assert_int_equal(f.n_items, 2);
    for (int i = 0; i < 2; i++) assert_string_equal(f.items[i].code, "unmet-requirement");
}

static void a_goal_that_no_course_reaches_is_found(void **state)
{
    (void)state;
    const sp_findings f = check(
        COURSE("one", "P", "\"a\": 1", "") "," COURSE("two", "Q", "\"a\": 1", ""));
    assert_int_equal(f.n_items, 1);
    assert_string_equal(f.items[0].code, "goal-out-of-reach");
    assert_string_equal(f.items[0].where, "g");
    assert_non_null(strstr(f.items[0].text, "a at level 2"));
}

static void what_one_provider_teaches_alone_is_noted(void **state)
{
    (void)state;
    one_is_found(COURSE("one", "P", A_TO_2, ""), SP_SEVERITY_NOTE, "single-provider", "a", 0,
                 "P alone");
    one_is_found(COURSE("one", "P", A_TO_2, "") "," COURSE("two", "P", A_TO_2, "") "," COURSE(
                     "three", "Q", "\"a\": 1", ""),
                 SP_SEVERITY_NOTE, "single-provider", "a", 0, "level 2");
}

static void every_stated_fact_needs_a_source(void **state)
{
    (void)state;
#define BARE(rest)                                                                                 \
    TWO_TEACH_A ",\n{\"id\": \"bare\", \"title\": \"T\", \"requires\": {}, \"teaches\": {}" rest "}"
    static const struct {
        const char *rest, *words;
    } facts[] = {
        {BARE(", \"workload\": \"3 weeks\""), "workload has"},
        {BARE(", \"hours\": {\"low\": 3}"), "hours has"},
        {BARE(", \"hours\": {\"expected\": 3}"), "hours has"},
        {BARE(", \"hours\": {\"high\": 3}"), "hours has"},
        {BARE(", \"rating\": {\"mean\": 3}"), "rating has"},
        {BARE(", \"level\": \"advanced\""), "level has"},
        {TWO_TEACH_A
         ",\n{\"id\": \"bare\", \"title\": \"T\", \"requires\": {}, \"teaches\": {\"b\": 1}}",
         "teaches has"}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        const sp_findings f = check(facts[i].rest);
        const sp_finding *last = &f.items[f.n_items - 1]; /* teaches-nothing may come before */
        assert_true(f.n_items > 0 && f.n_errors == 0);
        assert_string_equal(last->code, "missing-source");
        assert_string_equal(last->where, "bare");
        assert_string_equal(last->file, "f.json");
        if (!strstr(last->text, facts[i].words))
            fail_msg("\"%s\" does not say \"%s\"", last->text, facts[i].words);
    }
    nothing_is_found(TWO_TEACH_A ",{\"id\": \"bare\", \"title\": \"T\", \"requires\": {}, "
                                 "\"teaches\": {\"b\": 1}, \"workload\": \"w\","
                                 "\"sources\": {\"teaches\": \"s\", \"workload\": \"s\"}}");
}

static void all_findings_come_in_one_run_after_those_that_were_there(void **state)
{
    (void)state;
    const sp_findings f = check("{\"id\": \"bad\", \"title\": \"T\", \"url\": \"x\", \"part_of\": "
                                "\"y\", \"level\": \"advanced\", \"teaches\": {}}");
    static const char *const codes[] = {"teaches-nothing", "bad-link", "unknown-name",
                                        "missing-source", "goal-out-of-reach"};
    assert_int_equal(f.n_items, 5);
    assert_int_equal(f.n_errors, 2);
    for (size_t i = 0; i < 5; i++) assert_string_equal(f.items[i].code, codes[i]);
}

static void a_full_arena_is_an_error(void **state)
{
    (void)state;
    static const char text[] =
        "{\"format\": \"studypath-catalog/1\", \"topics\": [{\"id\": \"a\"}], \"courses\": "
        "[{\"id\": \"c\", \"title\": \"T\", \"teaches\": {}}]}";
    const sp_text part = {"f", text, sizeof text - 1};
    sp_findings none = {.arena = arena}, f = {.arena = sp_arena_make(32)};
    sp_error e = {0};
    sp_catalog c;
    assert_int_equal(sp_catalog_read(&c, &part, 1, &none, arena, NULL), SP_OK);
    assert_int_equal(sp_catalog_check(&c, &f, arena, &e), SP_MEMORY);
    assert_int_equal(e.code, SP_MEMORY);
    sp_arena_free(f.arena);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_clean_catalogue_gives_no_findings),
        TEST(a_course_that_teaches_nothing_is_found),
        TEST(a_link_that_is_not_of_the_web_is_an_error),
        TEST(a_part_of_nothing_is_an_error),
        TEST(a_requirement_that_no_beginner_can_meet_is_found),
        TEST(courses_that_wait_for_each_other_help_nobody),
        TEST(a_goal_that_no_course_reaches_is_found),
        TEST(what_one_provider_teaches_alone_is_noted),
        TEST(every_stated_fact_needs_a_source),
        TEST(all_findings_come_in_one_run_after_those_that_were_there),
        TEST(a_full_arena_is_an_error),
    };
    return cmocka_run_group_tests_name("check_catalog", tests, NULL, NULL);
}
