/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which topics a course is taken to teach: each rule of docs/import.md by an example over a small
 * graph, and the shipped graph's own names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "core/match.h"
#include "studypath/studypath.h"

static const char catalog_text[] =
    "{\"format\": \"studypath-catalog/1\", \"topics\": ["
    "{\"id\": \"descr\", \"name\": \"Descriptive statistics\", \"area\": \"st\", \"size_hours\": 5,"
    " \"synonyms\": [\"statistics\", \"summary statistics\", \"histograms\"]},"
    "{\"id\": \"eigen\", \"name\": \"Eigenvalues and eigenvectors\", \"area\": \"la\", "
    "\"size_hours\": 7, \"synonyms\": [\"linear algebra\", \"eigenvalues\"], \"needs\": "
    "[\"systems\"]},"
    "{\"id\": \"integrals\", \"name\": \"Integration\", \"area\": \"ca\", \"size_hours\": 18,"
    " \"synonyms\": [\"integral calculus\", \"integrals\"]},"
    "{\"id\": \"tests\", \"name\": \"Hypothesis tests\", \"area\": \"st\", \"size_hours\": 10,"
    " \"synonyms\": [\"statistics\", \"confidence intervals\"]},"
    "{\"id\": \"systems\", \"name\": \"Linear systems\", \"area\": \"la\", \"size_hours\": 5,"
    " \"synonyms\": [\"linear algebra\", \"Gaussian elimination\"]},"
    "{\"id\": \"trig\", \"name\": \"Trigonometry\", \"area\": \"ca\", \"size_hours\": 12}]}";

static sp_arena *arena;
static sp_catalog c;
static sp_matcher *matcher;
static sp_topic_match *matches;
static size_t n_matches;

static int set_up(void **state)
{
    (void)state;
    sp_error e = {0};
    const sp_text text = {"c.json", catalog_text, sizeof catalog_text - 1};
    arena = sp_arena_make(0);
    if (!arena) return -1;
    sp_findings found = {.arena = arena};
    return sp_catalog_read(&c, &text, 1, &found, arena, &e) == SP_OK &&
                   sp_steps_set(&c, NULL, 0, arena, &e) == SP_OK &&
                   sp_matcher_make(&matcher, &c, arena, &e) == SP_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    (void)state;
    sp_arena_free(arena);
    return 0;
}

static void match(const char *title, const char *skills, const char *text, double hours)
{
    sp_error e = {0};
    const sp_match_texts texts = {.title = title, .skills = skills, .text = text, .hours = hours};
    assert_int_equal(sp_matcher_find(&matches, &n_matches, matcher, &texts, arena, &e), SP_OK);
}

static const sp_topic_match *found(const char *topic)
{
    for (size_t i = 0; i < n_matches; i++)
        if (strcmp(c.topics.items[matches[i].topic].id, topic) == 0) return &matches[i];
    return NULL;
}

static unsigned level(const char *topic)
{
    return found(topic) ? found(topic)->level : 0;
}

static void a_synonym_in_the_title_is_exact(void **state)
{
    (void)state;
    match("Eigenvalue for Engineers", NULL, NULL, NAN);
    assert_int_equal(level("eigen"), 1);
    assert_int_equal(found("eigen")->confidence, SP_MATCH_EXACT);
    assert_int_equal(found("eigen")->place, SP_MATCH_TITLE);
    assert_string_equal(found("eigen")->term, "eigenvalues");
}

static void level_2_needs_hours_that_pay_for_it(void **state)
{
    (void)state;
    match("Eigenvalues", NULL, NULL, NAN);
    assert_int_equal(level("eigen"), 1);
    match("Eigenvalues", NULL, NULL, 7); /* 7 h * 0.85 <= 1.3 * 7 h */
    assert_int_equal(level("eigen"), 2);
    match("Eigenvalues", NULL, NULL, 4); /* 5.95 h > 5.2 h */
    assert_int_equal(level("eigen"), 1);
    match("Eigenvalues", NULL, NULL, 1); /* nor for level 1 */
    assert_int_equal(level("eigen"), 0);
    assert_true(found("eigen")->is_unpaid);
    match("Eigenvalues and confidence intervals", NULL, NULL, 9); /* for one of two: both stay */
    assert_int_equal(level("eigen"), 1);
    assert_int_equal(level("tests"), 1);
}

static void skills_and_descriptions_give_level_1(void **state)
{
    (void)state;
    match("Numbers", "Python, Gaussian elimination, confidence intervals", NULL, 100);
    assert_int_equal(level("systems"), 1);
    assert_int_equal(level("tests"), 1);
    assert_int_equal(found("tests")->place, SP_MATCH_SKILLS);
    match("Numbers", NULL, "We do Gaussian elimination. Then come confidence intervals!", 100);
    assert_int_equal(level("systems"), 1);
    assert_int_equal(found("systems")->place, SP_MATCH_TEXT);
}

static void terms_do_not_cross_the_ends_of_sentences_and_items(void **state)
{
    (void)state;
    match("Numbers", "gaussian, elimination", "It is Gaussian. Elimination is not.", NAN);
    assert_null(found("systems"));
}

static void sentences_about_prerequisites_do_not_count(void **state)
{
    (void)state;
    match("Numbers", NULL,
          "You should be familiar with Gaussian elimination. We build confidence intervals and "
          "summary statistics.",
          NAN);
    assert_int_equal(level("systems"), 0);
    assert_int_equal(found("systems")->confidence, SP_MATCH_WEAK);
    assert_int_equal(level("tests"), 1);
}

static void what_follows_for_in_a_title_is_the_purpose(void **state)
{
    (void)state;
    match("Python for Statistics: Eigenvalues", NULL, NULL, NAN);
    assert_int_equal(level("descr"), 0);
    assert_int_equal(level("eigen"), 1);
}

static void a_field_in_the_title_gives_level_1_unless_own_words_confirm_it(void **state)
{
    (void)state;
    match("Linear Algebra", NULL, NULL, 100);
    assert_int_equal(level("systems"), 1);
    assert_int_equal(level("eigen"), 1);
    assert_true(found("eigen")->is_broad);
    match("Linear Algebra", NULL, "Starts with Gaussian elimination.", 100);
    assert_int_equal(level("systems"), 2);
    assert_int_equal(level("eigen"), 1);
}

static void a_field_that_the_description_never_comes_back_to_does_not_count(void **state)
{
    (void)state;
    match("Debt Statistics", NULL, "How public accounts are kept.", 100);
    assert_int_equal(level("descr"), 0);
    match("Debt Statistics", NULL, NULL, 100); /* nothing is known */
    assert_int_equal(level("descr"), 1);
}

static void fields_outside_of_the_title_are_weak_or_nothing(void **state)
{
    (void)state;
    match("Numbers", "Statistics", "All of linear algebra.", 100);
    assert_int_equal(level("descr"), 0);
    assert_int_equal(found("descr")->confidence, SP_MATCH_WEAK);
    assert_null(found("eigen"));
}

static void descriptions_need_company(void **state)
{
    (void)state;
    match("Circular Economy", NULL, "Not by Gaussian elimination.", 100);
    assert_int_equal(level("systems"), 0);
    match("Language and Culture", NULL, "Food is an integral part. Eigenvalues are not.", 100);
    assert_int_equal(level("integrals"), 0);
    assert_int_equal(level("eigen"), 0);
    match("Trigonometry", NULL, "and integrals", 100);
    assert_int_equal(level("integrals"), 1);
}

static void names_of_one_word_count_only_without_synonyms(void **state)
{
    (void)state;
    match("European Integration", NULL, NULL, 100);
    assert_null(found("integrals"));
    match("Trigonometry", NULL, NULL, 100);
    assert_int_equal(level("trig"), 2);
}

static void scattered_words_are_told_but_not_believed(void **state)
{
    (void)state;
    match("Tests of a Hypothesis", NULL, NULL, 100);
    assert_int_equal(level("tests"), 0);
    assert_int_equal(found("tests")->confidence, SP_MATCH_WORDS);
}

static void surveys_stay_at_level_1(void **state)
{
    (void)state;
    match("Eigenvalues: a Crash Course", NULL, NULL, 100);
    assert_int_equal(level("eigen"), 1);
    sp_error e = {0};
    const sp_match_texts texts = {.title = "Eigenvalues", .hours = 100, .is_program = true};
    assert_int_equal(sp_matcher_find(&matches, &n_matches, matcher, &texts, arena, &e), SP_OK);
    assert_int_equal(level("eigen"), 1);
}

static void the_longest_term_wins(void **state)
{
    (void)state;
    match("Summary Statistics", NULL, NULL, NAN);
    assert_int_equal(level("descr"), 1);
    assert_null(found("tests"));
}

/* The ids of the topics that a list of prerequisites names, with blanks between. */
static void names(const char *list, const char *expected)
{
    sp_error e = {0};
    const sp_pair *pairs = NULL;
    size_t n;
    sp_buffer got = {.arena = arena};
    sp_buffer_puts(&got, "");
    assert_int_equal(sp_matcher_find_prerequisites(&pairs, &n, matcher, list, arena, &e), SP_OK);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(pairs[i].level, 1);
        sp_buffer_printf(&got, "%s%s", i ? " " : "", c.topics.items[pairs[i].topic].id);
    }
    if (strcmp(got.text, expected) != 0) fail_msg("%s names %s, not %s", list, got.text, expected);
}

static void prerequisites_that_are_terms_are_sure(void **state)
{
    (void)state;
    names("Trigonometry", "trig");
    names("Integral calculus, Trigonometry", "integrals trig");
    names("basic trigonometry and a first course in statistics", "descr tests trig");
    names("Prerequisites: knowledge of the integral calculus; Python; eigenvalues",
          "eigen integrals");
    names("Linear algebra", "eigen systems"); /* a field is all of its topics */
    names("Linear algebra at college level", "");
    names("Trigonometry for engineers, statistics", "descr tests");
    names("Eigenvalues in depth. Trigonometry.", "trig");
}

static void prerequisites_in_doubt_are_none(void **state)
{
    (void)state;
    names("", "");
    names("None", "");
    names("Trigonometry or statistics", "");
    names("Trigonometry; statistics is helpful, but not required", "");
    names("No statistics", "");
    names("Statistics (recommended)", "");
    names("Integral calculus or equivalent, statistics", "");
    names("Statistik, keine Trigonometry", "");
    names("Python", "");
}

static void nothing_matches_nothing(void **state)
{
    (void)state;
    match("", "", "", NAN);
    assert_int_equal(n_matches, 0);
    match(NULL, NULL, NULL, NAN);
    assert_int_equal(n_matches, 0);
}

static void every_shipped_topic_is_found_by_its_name_and_each_synonym(void **state)
{
    (void)state;
    sp_error e = {0};
    sp_engine engine;
    sp_findings none = {.arena = arena};
    sp_matcher *shipped;
    assert_int_equal(sp_engine_open(&engine, NULL, &none, arena, &e), SP_OK);
    const sp_topics *topics = &engine.catalog.topics;
    assert_int_equal(sp_matcher_make(&shipped, &engine.catalog, arena, &e), SP_OK);
    for (size_t t = 0; t < topics->n_items; t++) {
        assert_true(topics->items[t].n_synonyms >= 5);
        for (size_t i = 0; i < topics->items[t].n_synonyms; i++) {
            const sp_match_texts texts = {.title = topics->items[t].synonyms[i], .hours = NAN};
            bool is_found = false;
            assert_int_equal(sp_matcher_find(&matches, &n_matches, shipped, &texts, arena, &e),
                             SP_OK);
            for (size_t k = 0; k < n_matches; k++)
                is_found = is_found || (matches[k].topic == t && matches[k].level == 1);
            if (!is_found) fail_msg("%s is not found by \"%s\"", topics->items[t].id, texts.title);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_synonym_in_the_title_is_exact),
        cmocka_unit_test(level_2_needs_hours_that_pay_for_it),
        cmocka_unit_test(skills_and_descriptions_give_level_1),
        cmocka_unit_test(terms_do_not_cross_the_ends_of_sentences_and_items),
        cmocka_unit_test(sentences_about_prerequisites_do_not_count),
        cmocka_unit_test(what_follows_for_in_a_title_is_the_purpose),
        cmocka_unit_test(a_field_in_the_title_gives_level_1_unless_own_words_confirm_it),
        cmocka_unit_test(a_field_that_the_description_never_comes_back_to_does_not_count),
        cmocka_unit_test(fields_outside_of_the_title_are_weak_or_nothing),
        cmocka_unit_test(descriptions_need_company),
        cmocka_unit_test(names_of_one_word_count_only_without_synonyms),
        cmocka_unit_test(scattered_words_are_told_but_not_believed),
        cmocka_unit_test(surveys_stay_at_level_1),
        cmocka_unit_test(the_longest_term_wins),
        cmocka_unit_test(prerequisites_that_are_terms_are_sure),
        cmocka_unit_test(prerequisites_in_doubt_are_none),
        cmocka_unit_test(nothing_matches_nothing),
        cmocka_unit_test(every_shipped_topic_is_found_by_its_name_and_each_synonym),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
