/* SPDX-License-Identifier: GPL-3.0-or-later
 * The model maker finds again what data were made from, and refuses what it cannot read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "fit/fit.h"
#include "unit/small_catalog.h"
#include "studypath/init.h"

static sp_text text_of(const char *text)
{
    return (sp_text){.name = "test.json", .text = text, .n_bytes = strlen(text)};
}

/* All ten judgements that somebody with these weights would give. */
static sp_judgement_set judge_by(const double weight[SP_FEATURES], sp_judgement items[10])
{
    size_t n = 0;
    for (int a = 0; a < SP_FEATURES; a++) {
        for (int b = a + 1; b < SP_FEATURES; b++) {
            items[n++] = (sp_judgement){(sp_feature_id)a, (sp_feature_id)b, weight[a] / weight[b]};
        }
    }
    return (sp_judgement_set){.labeler = "test", .items = items, .n_items = n};
}

static void weights_are_found_again_in_their_ratios(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    const double weight[SP_FEATURES] = {0.4, 0.25, 0.2, 0.1, 0.05};
    sp_judgement items[10];
    const sp_judgement_set set = judge_by(weight, items);
    sp_weights_fit fit;
    assert_int_equal(sp_weights_fit_make(&fit, &set, 1, a, NULL), SP_OK);
    for (int k = 0; k < SP_FEATURES; k++) assert_near(fit.weight[k], weight[k], 1e-6);
    assert_near(fit.residual_sd, 0, 1e-6);
    assert_int_equal(fit.n_judgements, 10);
    sp_arena_free(a);
}

/* With all ten pairs, ln w is known in closed form: mean of the ln ratios; its variance is sigma^2
 * (1 - 1/5) / 5. */
static void standard_errors_are_those_of_a_complete_design(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    const double equal[SP_FEATURES] = {0.2, 0.2, 0.2, 0.2, 0.2};
    sp_judgement items[10];
    const sp_judgement_set set = judge_by(equal, items);
    items[0].ratio = 3;
    sp_weights_fit fit;
    assert_int_equal(sp_weights_fit_make(&fit, &set, 1, a, NULL), SP_OK);
    assert_near(log(fit.weight[0] / fit.weight[4]), log(3) / 5, 1e-6);
    for (int k = 0; k < SP_FEATURES; k++)
        assert_near(fit.log_se[k], fit.residual_sd * sqrt(0.8 / 5), 1e-6);
    sp_arena_free(a);
}

static void features_that_nobody_compares_are_refused(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    sp_judgement items[6];
    for (int i = 0; i < 6; i++)
        items[i] = (sp_judgement){SP_FEATURE_TOPIC, i % 2 ? SP_FEATURE_LEVEL : SP_FEATURE_HOURS, 2};
    const sp_judgement_set set = {.labeler = "test", .items = items, .n_items = 6};
    sp_weights_fit fit;
    assert_int_equal(sp_weights_fit_make(&fit, &set, 1, a, NULL), SP_NUMERIC);
    sp_arena_free(a);
}

static void a_written_score_model_can_be_read(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    const double weight[SP_FEATURES] = {0.4, 0.25, 0.2, 0.1, 0.05};
    sp_judgement items[10];
    const sp_judgement_set sets[] = {judge_by(weight, items), judge_by(weight, items)};
    sp_writer w = {.out.arena = a};
    assert_int_equal(sp_weights_write(&w, sets, 2, a, NULL), SP_OK);
    const sp_text text = text_of(w.out.text);
    sp_score_model model;
    assert_int_equal(sp_score_model_read(&model, &text, a, NULL), SP_OK);
    for (int k = 0; k < SP_FEATURES; k++) {
        assert_near(model.weight[k], weight[k], 1e-5);
        assert_near(model.log_se[k], 0.3, 0); /* the floor */
    }
    sp_arena_free(a);
}

static void judgements_are_read_and_mistakes_refused(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
#define HEAD                                                                                       \
    "{\"format\": \"studypath-judgements/1\", \"labeler\": \"x\", \"pairs\": [{\"a\": \"topic\", "
    const sp_text good = text_of(HEAD "\"b\": \"level\", \"ratio\": 0.333}]}");
    sp_judgement_set set;
    assert_int_equal(sp_judgements_read(&set, &good, a, NULL), SP_OK);
    assert_int_equal(set.n_items, 1);
    assert_int_equal(set.items[0].b, SP_FEATURE_LEVEL);
    assert_near(set.items[0].ratio, 0.333, 0);
    const char *const bad[] = {HEAD "\"b\": \"charm\", \"ratio\": 2}]}",
                               HEAD "\"b\": \"topic\", \"ratio\": 2}]}",
                               HEAD "\"b\": \"level\", \"ratio\": 12}]}",
                               HEAD "\"b\": \"level\", \"ratio\": \"2\"}]}",
                               HEAD "\"b\": \"level\", \"ratio\": -2}]}",
                               "{\"format\": \"studypath-judgements/1\", \"pairs\": []}",
                               "{\"format\": \"studypath-judgements/2\"}",
                               "[]"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const sp_text text = text_of(bad[i]);
        sp_error e = {0};
        assert_int_equal(sp_judgements_read(&set, &text, a, &e), SP_INVALID);
        assert_string_equal(e.where, "test.json");
    }
    sp_arena_free(a);
}

enum { MOOCS = 12, SUBJECTS = 8 };

/* Courses whose hours are phi * (8 + W) exactly, W from one or two topics of the small catalogue.
 */
static void state_hours(small_world *w, double phi_mooc, double phi_subject,
                        double factor_of_calculus)
{
    static const sp_pair one[] = {
        {ALGEBRA, 2}, {VECTORS, 2}, {MATRICES, 2}, {EIGEN, 2}, {DERIVATIVES, 2}};
    sp_course *courses = sp_arena_array(w->arena, MOOCS + SUBJECTS, sizeof *courses);
    assert_non_null(courses);
    for (int i = 0; i < MOOCS + SUBJECTS; i++) {
        const sp_pair *pair = &one[i % SMALL_TOPICS];
        const double factor = pair->topic == DERIVATIVES ? factor_of_calculus : 1;
        const double content = 8 + factor * w->catalog.topics.items[pair->topic].size_hours;
        courses[i] = blank_course("course");
        courses[i].format = i < MOOCS ? SP_FORMAT_COURSE : SP_FORMAT_LECTURES;
        courses[i].teaches = pair;
        courses[i].n_teaches = 1;
        courses[i].stated_hours.expected = (i < MOOCS ? phi_mooc : phi_subject) * content;
    }
    w->catalog.courses = courses;
    w->catalog.n_courses = MOOCS + SUBJECTS;
}

static const struct sp_kind_factor *kind_named(const sp_hours_fit *fit, const char *name)
{
    for (size_t k = 0; k < fit->model.n_kinds; k++) {
        if (strcmp(fit->model.kinds[k].kind, name) == 0) return &fit->model.kinds[k];
    }
    fail_msg("no kind %s", name);
    return NULL;
}

static void the_hours_model_is_found_again(void **state)
{
    (void)state;
    small_world w;
    sp_hours_fit fit;
    small_world_make(&w);
    state_hours(&w, 1.3, 2.6, 1);
    assert_int_equal(sp_hours_fit_make(&fit, &w.catalog, w.arena, NULL), SP_OK);
    assert_near(kind_named(&fit, "mooc")->phi, 1.3, 1e-6);
    assert_near(kind_named(&fit, "subject")->phi, 2.6, 1e-6);
    assert_false(kind_named(&fit, "mooc")->borrowed || kind_named(&fit, "subject")->borrowed);
    for (size_t i = 0; i < fit.model.n_areas; i++) assert_near(fit.model.areas[i].factor, 1, 1e-6);
    for (size_t r = 0; r < fit.n_rows; r++) assert_near(fit.rows[r].log_error, 0, 1e-6);
    small_world_free(&w);
}

static void kinds_without_statements_borrow(void **state)
{
    (void)state;
    small_world w;
    sp_hours_fit fit;
    small_world_make(&w);
    state_hours(&w, 1.3, 2.6, 1);
    assert_int_equal(sp_hours_fit_make(&fit, &w.catalog, w.arena, NULL), SP_OK);
    assert_true(kind_named(&fit, "book")->borrowed && kind_named(&fit, "interactive")->borrowed);
    assert_near(kind_named(&fit, "book")->phi, 2.6, 1e-6);
    assert_near(kind_named(&fit, "interactive")->phi, 1.3, 1e-6);
    small_world_free(&w);
}

static void the_ridge_draws_area_factors_to_one_but_not_across_it(void **state)
{
    (void)state;
    small_world w;
    sp_hours_fit fit;
    small_world_make(&w);
    state_hours(&w, 1.3, 2.6, 2);
    assert_int_equal(sp_hours_fit_make(&fit, &w.catalog, w.arena, NULL), SP_OK);
    for (size_t i = 0; i < fit.model.n_areas; i++) {
        if (strcmp(fit.model.areas[i].area, "calculus") == 0) {
            assert_true(fit.model.areas[i].factor > 1.2 && fit.model.areas[i].factor < 1.9);
        }
    }
    small_world_free(&w);
}

static void a_written_hours_model_can_be_read_and_explains_itself(void **state)
{
    (void)state;
    small_world w;
    sp_hours_fit fit;
    sp_hours_model model;
    small_world_make(&w);
    state_hours(&w, 1.3, 2.6, 1.5);
    assert_int_equal(sp_hours_fit_make(&fit, &w.catalog, w.arena, NULL), SP_OK);
    sp_writer writer = {.out.arena = w.arena};
    sp_buffer report = {.arena = w.arena};
    sp_hours_write(&writer, &fit);
    sp_hours_report(&report, &fit, w.arena);
    const sp_text text = text_of(writer.out.text);
    assert_int_equal(sp_hours_model_read(&model, &text, w.arena, NULL), SP_OK);
    assert_int_equal(model.n_kinds, fit.model.n_kinds);
    assert_near(model.kinds[1].phi, fit.model.kinds[1].phi, 1e-5);
    assert_near(model.fixed_hours, 8, 0);
    assert_non_null(strstr(report.text, "mooc           12"));
    small_world_free(&w);
}

static void too_few_statements_are_refused(void **state)
{
    (void)state;
    small_world w;
    sp_hours_fit fit;
    sp_error e = {0};
    small_world_make(&w);
    assert_int_equal(sp_hours_fit_make(&fit, &w.catalog, w.arena, &e), SP_INVALID);
    assert_non_null(strstr(e.text, "0 moocs"));
    small_world_free(&w);
}

#define LABELS(courses) "{\"format\": \"studypath-labels/1\", \"courses\": " courses "}"

static void agreement_is_by_area_over_claimed_and_over_all_pairs(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    const sp_text one = text_of(
        LABELS("{\"a\": {\"teaches\": {\"vectors\": 2, \"eigen\": 1}, \"kind\": "
               "\"cm\"}, \"b\": {\"teaches\": {\"algebra\": 2}}}"));
    const sp_text two = text_of(
        LABELS("{\"c\": {}, \"a\": {\"teaches\": {\"vectors\": 2, \"matrices\": 1}}}"));
    sp_labeling first, second;
    sp_buffer out = {.arena = w.arena};
    assert_int_equal(sp_labeling_read(&first, &w.catalog, &one, w.arena, NULL), SP_OK);
    assert_int_equal(sp_labeling_read(&second, &w.catalog, &two, w.arena, NULL), SP_OK);
    assert_int_equal(sp_agreement_report(&out, &w.catalog, &first, &second, NULL), SP_OK);
    assert_non_null(
        strstr(out.text, "1 courses are in both; 1 only in the first, 1 only in the second"));
    /* claimed: (2, 2) (0, 1) (1, 0): observed 2, by chance (0 + 1 + 4 + 1 + 0 + 1 + 4 + 1 + 0) / 3
     * = 4 */
    assert_non_null(strstr(out.text, "linear_algebra                3     0.50"));
    /* of all five topics two more are zero in both: by chance 32 / 5 */
    assert_non_null(strstr(out.text, "all areas                     3     0.50     0.69     33 %"));
    small_world_free(&w);
}

/* eigen at 2 holds matrices at 1: what one labeling leaves out and the other writes agrees. "b" is
 * mapped by one alone. */
static void formal_levels_are_compared_closed_where_both_map_a_text(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    const sp_text one = text_of(
        LABELS("{\"a\": {\"formal\": {\"eigen\": 2}}, \"b\": {\"formal\": {\"derivatives\": 2}}}"));
    const sp_text two = text_of(
        LABELS("{\"a\": {\"formal\": {\"eigen\": 2, \"matrices\": 1}}, \"b\": {}}"));
    sp_labeling first, second;
    sp_buffer out = {.arena = w.arena};
    assert_int_equal(sp_labeling_read(&first, &w.catalog, &one, w.arena, NULL), SP_OK);
    assert_int_equal(sp_labeling_read(&second, &w.catalog, &two, w.arena, NULL), SP_OK);
    assert_int_equal(sp_agreement_report(&out, &w.catalog, &first, &second, NULL), SP_OK);
    const char *formal = strstr(out.text, "formal ");
    assert_non_null(formal);
    assert_non_null(strstr(formal, "1.00    100 %"));
    assert_non_null(strstr(formal, "calculus                      0\n"));
    small_world_free(&w);
}

static void labelings_that_cannot_be_compared_are_refused(void **state)
{
    (void)state;
    small_world w;
    small_world_make(&w);
    const char *const bad[] = {"[]",
                               "{\"a\": {}}",
                               LABELS("[]"),
                               LABELS("{\"a\": 3}"),
                               LABELS("{\"a\": {\"teaches\": {\"magic\": 1}}}"),
                               LABELS("{\"a\": {\"teaches\": {\"eigen\": 4}}}"),
                               LABELS("{\"a\": {\"teaches\": {\"eigen\": 1.5}}}"),
                               LABELS("{\"a\": {\"requires\": [1]}}")};
    sp_labeling labeling;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const sp_text text = text_of(bad[i]);
        assert_int_equal(sp_labeling_read(&labeling, &w.catalog, &text, w.arena, NULL), SP_INVALID);
    }
    const sp_text one = text_of(LABELS("{\"a\": {}}")), two = text_of(LABELS("{\"b\": {}}"));
    sp_labeling first, second;
    sp_buffer out = {.arena = w.arena};
    assert_int_equal(sp_labeling_read(&first, &w.catalog, &one, w.arena, NULL), SP_OK);
    assert_int_equal(sp_labeling_read(&second, &w.catalog, &two, w.arena, NULL), SP_OK);
    assert_int_equal(sp_agreement_report(&out, &w.catalog, &first, &second, NULL), SP_INVALID);
    small_world_free(&w);
}

static void six_digits_are_kept(void **state)
{
    (void)state;
    assert_near(sp_round_digits(1.0 / 3), 0.333333, 0);
    assert_near(sp_round_digits(-123456.7), -123457, 0);
    assert_near(sp_round_digits(12345678), 12345700, 0);
    assert_near(sp_round_digits(0.000123456789), 0.000123457, 0);
    assert_near(sp_round_digits(0), 0, 0);
}

int main(void)
{
    sp_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_are_found_again_in_their_ratios),
        cmocka_unit_test(standard_errors_are_those_of_a_complete_design),
        cmocka_unit_test(features_that_nobody_compares_are_refused),
        cmocka_unit_test(a_written_score_model_can_be_read),
        cmocka_unit_test(judgements_are_read_and_mistakes_refused),
        cmocka_unit_test(the_hours_model_is_found_again),
        cmocka_unit_test(kinds_without_statements_borrow),
        cmocka_unit_test(the_ridge_draws_area_factors_to_one_but_not_across_it),
        cmocka_unit_test(a_written_hours_model_can_be_read_and_explains_itself),
        cmocka_unit_test(too_few_statements_are_refused),
        cmocka_unit_test(agreement_is_by_area_over_claimed_and_over_all_pairs),
        cmocka_unit_test(formal_levels_are_compared_closed_where_both_map_a_text),
        cmocka_unit_test(labelings_that_cannot_be_compared_are_refused),
        cmocka_unit_test(six_digits_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
