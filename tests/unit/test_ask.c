/* SPDX-License-Identifier: GPL-3.0-or-later
 * The session's edges, and decided levels against all closed level vectors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "ask/decide.h"
#include "ask/prior.h"
#include "num/num.h"
#include "small_catalog.h"
#include "studypath/ask.h"
#include "studypath/io.h"

static small_world w;
static sp_placement_model model;
static sp_pair wanted[] = {{EIGEN, 2}};
static sp_goal_choice goal = {.named = SP_NONE, .pairs = wanted, .n_pairs = 1};

static sp_ask *begin(size_t questions)
{
    sp_ask *ask;
    const sp_ask_options options = {.questions = questions};
    assert_int_equal(sp_ask_begin(&ask, &w.catalog, &model, &w.profile, &options, w.arena, NULL),
                     SP_OK);
    return ask;
}

/* Only the closed goal is asked about, each topic once; then nothing is left. */
static void asks_what_the_goal_needs_and_nothing_twice(void **state)
{
    (void)state;
    sp_ask *ask = begin(10);
    sp_question q;
    bool asked[SMALL_TOPICS] = {false};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(sp_ask_next(&q, ask, NULL), SP_OK);
        assert_true(q.topic == EIGEN || q.topic == MATRICES || q.topic == VECTORS);
        assert_false(asked[q.topic]);
        assert_true(q.n_to_go == 3U - (unsigned)i && q.saves_hours >= 0 && q.wanted > 0);
        assert_true(q.known[1] >= q.known[2] && q.known[2] >= q.known[3] && q.known[1] <= 1);
        asked[q.topic] = true;
        assert_int_equal(sp_ask_skip(ask, q.topic, NULL), SP_OK);
    }
    assert_int_equal(sp_ask_next(&q, ask, NULL), SP_OK);
    assert_true(q.topic == SP_NONE && q.n_to_go == 0 && q.n_asked == 3);
}

static sp_topic_id topic_after(const sp_pair *answers, size_t n, size_t questions)
{
    sp_question q;
    sp_ask *ask = begin(questions);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(sp_ask_answer(ask, answers[i].topic, answers[i].level, NULL), SP_OK);
    assert_int_equal(sp_ask_next(&q, ask, NULL), SP_OK);
    assert_true((q.topic == SP_NONE) == (q.n_to_go == 0));
    return q.topic;
}

/* Who uses eigenvalues follows what they need; who never met vectors met nothing that needs them.
 * Answers that contradict each other leave what is between them open. */
static void nothing_that_follows_is_asked(void **state)
{
    (void)state;
    static const sp_pair top[] = {{EIGEN, 2}}, bottom[] = {{VECTORS, 0}},
                         middle[] = {{MATRICES, 1}}, both[] = {{VECTORS, 0}, {EIGEN, 2}};
    assert_int_equal(topic_after(top, 1, SP_ASK_ENOUGH), SP_NONE);
    assert_int_equal(topic_after(bottom, 1, SP_ASK_ENOUGH), SP_NONE);
    assert_int_equal(topic_after(middle, 1, SP_ASK_ENOUGH), EIGEN);
    assert_int_equal(topic_after(both, 2, SP_ASK_ENOUGH), MATRICES);
    assert_int_equal(topic_after(middle, 1, 3), EIGEN);
    assert_int_not_equal(topic_after(top, 1, 3), SP_NONE);
}

static sp_profile finish(sp_ask *ask)
{
    sp_profile after = w.profile;
    sp_placement placement;
    assert_int_equal(sp_ask_finish(&placement, &after, ask, w.arena, NULL), SP_OK);
    return after;
}

static void from_nothing_nothing_is_guessed(void **state)
{
    (void)state;
    static const uint8_t none[SMALL_TOPICS] = {0};
    sp_ask *ask = begin(SP_ASK_ENOUGH);
    assert_int_equal(sp_ask_skip(ask, EIGEN, NULL), SP_OK);
    assert_int_equal(sp_ask_check(ask, (sp_pair){EIGEN, 2}, NULL, SP_RESULT_SKIPPED, NULL), SP_OK);
    sp_profile after = finish(ask);
    assert_memory_equal(after.levels, none, sizeof none);
    assert_false(after.assessed);
    assert_int_equal(sp_ask_set_schooling(ask, SP_SCHOOLING_DEGREE, NULL), SP_OK);
    after = finish(ask);
    assert_true(after.assessed && after.levels[VECTORS] > 0);
}

/* An answer about one topic makes another one held only where that is likely. */
static void what_nobody_said_anything_of_is_held_only_when_likely(void **state)
{
    (void)state;
    size_t n_held = 0;
    for (unsigned level = 0; level < SP_LEVELS; level++) {
        sp_ask *ask = begin(SP_ASK_ENOUGH);
        assert_int_equal(sp_ask_answer(ask, ALGEBRA, level, NULL), SP_OK);
        const sp_profile after = finish(ask);
        for (sp_topic_id t = VECTORS; t < SMALL_TOPICS; t++) {
            n_held += after.levels[t] > 0;
            assert_true(!after.levels[t] || after.confidence[t] >= 0.66);
        }
    }
    assert_true(n_held > 0);
}

static void n_questions_are_n(void **state)
{
    (void)state;
    sp_question q;
    sp_ask *ask = begin(1);
    assert_int_equal(sp_ask_next(&q, ask, NULL), SP_OK);
    assert_int_equal(q.n_to_go, 1);
    assert_int_equal(sp_ask_answer(ask, q.topic, 0, NULL), SP_OK);
    assert_int_equal(sp_ask_next(&q, ask, NULL), SP_OK);
    assert_int_equal(q.n_to_go, 0);
    assert_int_equal(sp_ask_next(&q, begin(0), NULL), SP_OK);
    assert_int_equal(q.n_to_go, 0);
}

static void what_makes_no_sense_is_refused(void **state)
{
    (void)state;
    sp_ask *ask = begin(SP_ASK_ENOUGH);
    assert_int_equal(sp_ask_back(ask, NULL), SP_USAGE);
    assert_int_equal(sp_ask_answer(ask, SMALL_TOPICS, 1, NULL), SP_USAGE);
    assert_int_equal(sp_ask_answer(ask, EIGEN, 4, NULL), SP_USAGE);
    assert_int_equal(sp_ask_answer(ask, EIGEN, 3, NULL), SP_OK);
    assert_int_equal(sp_ask_skip(ask, EIGEN, NULL), SP_USAGE);
    assert_int_equal(sp_ask_check(ask, (sp_pair){EIGEN, 0}, NULL, SP_RESULT_RIGHT, NULL), SP_USAGE);
    assert_int_equal(sp_ask_check(ask, (sp_pair){EIGEN, 1}, NULL, SP_RESULT_NONE, NULL), SP_USAGE);
    assert_int_equal(sp_ask_check(ask, (sp_pair){EIGEN, 1}, NULL, SP_RESULT_WRONG, NULL), SP_OK);
    size_t n;
    assert_true(sp_ask_answers(ask, &n)[1].result == SP_RESULT_WRONG && n == 2);
}

/* The broad question and an item move the belief the way they should. */
static void schooling_and_items_count(void **state)
{
    (void)state;
    double chance[SP_LEVELS];
    sp_ask *ask = begin(SP_ASK_ENOUGH);
    const double before = sp_ask_belief(chance, ask, EIGEN);
    assert_int_equal(sp_ask_set_schooling(ask, SP_SCHOOLING_DEGREE, NULL), SP_OK);
    const double degree = sp_ask_belief(chance, ask, EIGEN);
    assert_int_equal(sp_ask_set_schooling(ask, SP_SCHOOLING_SCHOOL, NULL), SP_OK);
    assert_true(sp_ask_belief(chance, ask, EIGEN) < before && before < degree);
    assert_int_equal(sp_ask_set_schooling(ask, SP_SCHOOLING_NONE, NULL), SP_OK);
    assert_true(sp_ask_belief(chance, ask, EIGEN) == before);
    assert_int_equal(sp_ask_check(ask, (sp_pair){EIGEN, 2}, NULL, SP_RESULT_RIGHT, NULL), SP_OK);
    const double right = sp_ask_belief(chance, ask, EIGEN);
    assert_int_equal(sp_ask_back(ask, NULL), SP_OK);
    assert_int_equal(sp_ask_check(ask, (sp_pair){EIGEN, 2}, NULL, SP_RESULT_UNSURE, NULL), SP_OK);
    assert_true(sp_ask_belief(chance, ask, EIGEN) < before && before < right);
    assert_int_equal(sp_ask_back(ask, NULL), SP_OK);
    size_t n;
    assert_int_equal(sp_ask_check(ask, (sp_pair){EIGEN, 2}, NULL, SP_RESULT_SKIPPED, NULL), SP_OK);
    assert_true(sp_ask_belief(chance, ask, EIGEN) == before); /* says nothing, but is kept */
    assert_true(sp_ask_answers(ask, &n)[0].result == SP_RESULT_SKIPPED && n == 1);
}

static void the_best_item_is_one_of_the_goal(void **state)
{
    (void)state;
    static const sp_pair items[] = {{ALGEBRA, 1}, {DERIVATIVES, 2}, {EIGEN, 2}, {VECTORS, 1}};
    size_t index;
    double saves;
    sp_ask *ask = begin(SP_ASK_ENOUGH);
    assert_int_equal(sp_ask_next_item(&index, &saves, ask, items, 4, NULL), SP_OK);
    assert_true(index == 2 && saves > 0);
    assert_int_equal(sp_ask_next_item(&index, &saves, ask, items, 0, NULL), SP_OK);
    assert_true(index == 0 && saves == 0);
}

/* ---- decided levels ---- */

static double loss(const uint8_t *levels, const double *held, const double *hours)
{
    double sum = 0;
    for (size_t t = 0; t < SMALL_TOPICS; t++)
        for (unsigned l = 1; l < SP_LEVELS; l++)
            sum += hours[t * 4 + l] * (levels[t] >= l ? 1 - held[t * 4 + l] : held[t * 4 + l]);
    return sum;
}

static double least_loss(const double *held, const double *hours)
{
    double least = INFINITY;
    for (unsigned code = 0; code < 1U << (2 * SMALL_TOPICS); code++) {
        uint8_t levels[SMALL_TOPICS], closed[SMALL_TOPICS];
        for (size_t t = 0; t < SMALL_TOPICS; t++) levels[t] = (uint8_t)(code >> (2 * t) & 3);
        memcpy(closed, levels, sizeof closed);
        sp_levels_close(&w.catalog.topics, closed);
        if (memcmp(closed, levels, sizeof closed) == 0)
            least = fmin(least, loss(levels, held, hours));
    }
    return least;
}

static void decided_levels_are_closed_and_nearly_always_the_best(void **state)
{
    (void)state;
    enum { ROUNDS = 200 };
    size_t n_best = 0;
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        double held[SMALL_TOPICS * 4], hours[SMALL_TOPICS * 4];
        uint8_t levels[SMALL_TOPICS], closed[SMALL_TOPICS];
        assert_int_equal(sp_random_uniforms(held, SMALL_TOPICS * 4, seed, NULL), SP_OK);
        assert_int_equal(sp_random_uniforms(hours, SMALL_TOPICS * 4, seed + ROUNDS, NULL), SP_OK);
        for (size_t t = 0; t < SMALL_TOPICS; t++)
            for (unsigned l = 2; l < SP_LEVELS; l++) held[t * 4 + l] *= held[t * 4 + l - 1];
        assert_int_equal(sp_decide__levels(levels, &w.catalog.topics, held, hours, w.arena, NULL),
                         SP_OK);
        memcpy(closed, levels, sizeof closed);
        sp_levels_close(&w.catalog.topics, closed);
        assert_memory_equal(closed, levels, sizeof closed);
        n_best += loss(levels, held, hours) <= least_loss(held, hours) + 1e-9;
    }
    assert_in_range(n_best, ROUNDS * 97 / 100, ROUNDS);
}

static void a_need_allows_what_the_closure_demands(void **state)
{
    (void)state;
    for (uint8_t from = 1; from < SP_LEVELS; from++)
        for (uint8_t lag = 0; lag < 3; lag++)
            for (unsigned held = 0; held < SP_LEVELS; held++) {
                sp_need need = {.topic = 0, .from = from, .lag = lag};
                sp_topic two[] = {{.id = "a"}, {.id = "b", .needs = &need, .n_needs = 1}};
                sp_topic_id order[] = {0, 1};
                const sp_topics topics = {two, 2, order};
                unsigned most = 0;
                for (uint8_t level = 1; level < SP_LEVELS; level++) {
                    uint8_t levels[] = {(uint8_t)held, level};
                    sp_levels_close(&topics, levels);
                    if (levels[0] == held) most = level;
                }
                assert_int_equal(sp_need_allows(need, held), most);
            }
}

static int set_up(void **state)
{
    (void)state;
    sp_text text;
    small_world_make(&w);
    if (sp_text_load(&text, "models/placement.json", w.arena, NULL) != SP_OK ||
        sp_placement_model_read(&model, &text, w.arena, NULL) != SP_OK ||
        sp_profile_make(&w.profile, &w.catalog, w.arena, NULL) != SP_OK)
        return -1;
    w.profile.goals = &goal;
    w.profile.n_goals = 1;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    small_world_free(&w);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asks_what_the_goal_needs_and_nothing_twice),
        cmocka_unit_test(nothing_that_follows_is_asked),
        cmocka_unit_test(from_nothing_nothing_is_guessed),
        cmocka_unit_test(what_nobody_said_anything_of_is_held_only_when_likely),
        cmocka_unit_test(n_questions_are_n),
        cmocka_unit_test(what_makes_no_sense_is_refused),
        cmocka_unit_test(schooling_and_items_count),
        cmocka_unit_test(the_best_item_is_one_of_the_goal),
        cmocka_unit_test(decided_levels_are_closed_and_nearly_always_the_best),
        cmocka_unit_test(a_need_allows_what_the_closure_demands),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
