/* SPDX-License-Identifier: GPL-3.0-or-later
 * The questionnaire's belief against enumeration, and its laws. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "prop/ask_oracle.h"
#include "prop/generate.h"
#include "studypath/studypath.h"

enum { N_TOPICS = ORACLE_MOST_TOPICS, PARTICLES = 40000 };

static sp_arena *shared;
static sp_engine engine;
static sp_placement_model precise; /* the shipped model with many particles: little noise */

typedef struct world {
    sp_catalog catalog;
    sp_topic topics[N_TOPICS];
    sp_need needs[N_TOPICS][2];
    char id[N_TOPICS][4];
    sp_topic_id order[N_TOPICS];
    double step_hours[N_TOPICS * SP_LEVELS];
    sp_profile profile;
    uint8_t levels[N_TOPICS];
    double confidence[N_TOPICS];
    sp_goal_choice goal;
    sp_pair wanted[N_TOPICS];
} world;

/* A random graph over six topics in two areas; each needs up to two of those before. */
static void make_world(world *w, uint64_t seed)
{
    static const char *const areas[] = {"one", "two"};
    *w = (world){.catalog = {.id = "random", .n_courses = 0}};
    for (uint32_t t = 0; t < N_TOPICS; t++) {
        snprintf(w->id[t], sizeof w->id[t], "t%u", t);
        sp_topic *topic = &w->topics[t];
        *topic = (sp_topic){
            .id = w->id[t], .name = w->id[t], .area = areas[t % 2], .needs = w->needs[t]};
        w->order[t] = t;
        for (uint32_t k = 0; k < 2 && t > k; k++) {
            if (generate_below(&seed, 4) == 0) continue;
            w->needs[t][topic->n_needs++] = (sp_need){
                .topic = t - 1 - k,
                .from = (uint8_t)(1 + generate_below(&seed, 3)),
                .lag = (uint8_t)generate_below(&seed, 3)};
        }
        for (unsigned l = 1; l < SP_LEVELS; l++)
            w->step_hours[t * SP_LEVELS + l] = 4 + generate_below(&seed, 30);
        w->wanted[t] = (sp_pair){.topic = t, .level = (uint8_t)(1 + generate_below(&seed, 3))};
        w->confidence[t] = 1;
    }
    w->catalog.topics = (sp_topics){w->topics, N_TOPICS, w->order};
    w->catalog.step_hours = w->step_hours;
    w->goal = (sp_goal_choice){.named = SP_NONE, .pairs = w->wanted, .n_pairs = N_TOPICS};
    w->profile.goals = &w->goal;
    w->profile.n_goals = 1;
    w->profile.levels = w->levels;
    w->profile.confidence = w->confidence;
}

static sp_ask *begin(const world *w, const sp_placement_model *model, sp_arena *a)
{
    sp_ask *ask;
    const sp_ask_options options = {.questions = SP_ASK_ENOUGH};
    assert_int_equal(sp_ask_begin(&ask, &w->catalog, model, &w->profile, &options, a, NULL), SP_OK);
    return ask;
}

static void give(sp_ask *ask, const sp_answer *answer)
{
    const sp_pair pair = {answer->topic, answer->level};
    assert_int_equal(answer->result ? sp_ask_check(ask, pair, NULL, answer->result, NULL)
                                    : sp_ask_answer(ask, answer->topic, answer->level, NULL),
                     SP_OK);
}

static double mean_of(const sp_ask *ask, sp_topic_id topic)
{
    double chance[SP_LEVELS];
    return sp_ask_belief(chance, ask, topic);
}

static size_t random_answers(sp_answer *out, uint64_t *seed)
{
    size_t n = 0;
    for (uint32_t t = 0; t < N_TOPICS; t++) {
        const uint32_t kind = generate_below(seed, 4);
        if (kind == 3) continue;
        out[n] = (sp_answer){.topic = t, .level = (uint8_t)generate_below(seed, 4)};
        if (kind == 2) {
            out[n].level = (uint8_t)(1 + generate_below(seed, 3));
            out[n].result = (sp_result)(1 + generate_below(seed, 3));
        }
        n++;
    }
    return n;
}

/* Stated tolerance: 5 standard errors of a probability from a quarter of the particles (resampling
 * thins them), and 0.012 for the grids of 9 and 16 nodes. */
static void assert_close_to_oracle(const world *w, const sp_answer *answers, size_t n,
                                   sp_schooling schooling, sp_arena *a)
{
    double exact[N_TOPICS][SP_LEVELS], chance[SP_LEVELS];
    sp_ask *ask = begin(w, &precise, a);
    if (schooling) assert_int_equal(sp_ask_set_schooling(ask, schooling, NULL), SP_OK);
    for (size_t i = 0; i < n; i++) give(ask, &answers[i]);
    oracle_posterior(exact, &w->catalog.topics, &precise, answers, n, schooling);
    for (uint32_t t = 0; t < N_TOPICS; t++) {
        sp_ask_belief(chance, ask, t);
        for (unsigned l = 0; l < SP_LEVELS; l++) {
            const double p = exact[t][l];
            const double tolerance = 5 * sqrt(p * (1 - p) / (PARTICLES / 4.0)) + 0.012;
            if (fabs(chance[l] - p) > tolerance)
                fail_msg("topic %u level %u: particles %.4f, enumeration %.4f (%zu answers)", t, l,
                         chance[l], p, n);
        }
    }
}

static void particles_agree_with_enumeration(void **state)
{
    (void)state;
    static world w;
    for (uint64_t seed = 1; seed <= 8; seed++) {
        sp_arena *a = sp_arena_make(0);
        sp_answer answers[N_TOPICS];
        uint64_t stream = 100 + seed;
        make_world(&w, seed);
        const size_t n = seed <= 2 ? 0 : random_answers(answers, &stream);
        assert_close_to_oracle(&w, answers, n, (sp_schooling)(seed % 4), a);
        sp_arena_free(a);
    }
}

/* Enumerated, it holds to the last digit; with particles as far as their noise lets one see. */
static void a_higher_answer_never_lowers_the_mean(void **state)
{
    (void)state;
    static world w;
    make_world(&w, 5);
    for (uint32_t t = 0; t < N_TOPICS; t++) {
        double before = -1, exact_before = -1;
        for (unsigned level = 0; level < SP_LEVELS; level++) {
            sp_arena *a = sp_arena_make(0);
            double exact[N_TOPICS][SP_LEVELS];
            const sp_answer answers[] = {{.topic = (t + 1) % N_TOPICS, .level = 1},
                                         {.topic = t, .level = (uint8_t)level}};
            sp_ask *ask = begin(&w, &precise, a);
            for (size_t i = 0; i < 2; i++) give(ask, &answers[i]);
            oracle_posterior(exact, &w.catalog.topics, &precise, answers, 2, SP_SCHOOLING_NONE);
            const double mean = mean_of(ask, t),
                         exact_mean = exact[t][1] + 2 * exact[t][2] + 3 * exact[t][3];
            assert_true(exact_mean >= exact_before);
            assert_true(mean >= before - 0.02);
            before = mean;
            exact_before = exact_mean;
            sp_arena_free(a);
        }
    }
}

static void the_order_of_answers_does_not_matter(void **state)
{
    (void)state;
    static world w;
    make_world(&w, 7);
    sp_arena *a = sp_arena_make(0);
    static const uint8_t levels[N_TOPICS] = {3, 1, 2, 0, 2, 1};
    sp_ask *up = begin(&w, &precise, a), *down = begin(&w, &precise, a);
    for (uint32_t t = 0; t < N_TOPICS; t++) {
        give(up, &(sp_answer){.topic = t, .level = levels[t]});
        const uint32_t other = N_TOPICS - 1 - t;
        give(down, &(sp_answer){.topic = other, .level = levels[other]});
    }
    for (uint32_t t = 0; t < N_TOPICS; t++)
        assert_true(fabs(mean_of(up, t) - mean_of(down, t)) < 0.04);
    sp_arena_free(a);
}

static void assert_same(sp_ask *one, sp_ask *other, size_t n_topics)
{
    sp_question a, b;
    for (uint32_t t = 0; t < n_topics; t++) assert_true(mean_of(one, t) == mean_of(other, t));
    assert_int_equal(sp_ask_next(&a, one, NULL), SP_OK);
    assert_int_equal(sp_ask_next(&b, other, NULL), SP_OK);
    assert_true(a.topic == b.topic && a.saves_hours == b.saves_hours && a.n_to_go == b.n_to_go &&
                a.n_asked == b.n_asked);
}

static sp_profile shipped_profile(sp_goal_choice *choice, const char *goal)
{
    sp_profile p;
    assert_int_equal(sp_profile_make(&p, &engine.catalog, shared, NULL), SP_OK);
    *choice = (sp_goal_choice){.named = sp_goal_find(&engine.catalog, goal)};
    p.goals = choice;
    p.n_goals = 1;
    return p;
}

static sp_ask *begin_shipped(const sp_profile *p, sp_arena *a)
{
    sp_ask *ask;
    const sp_ask_options options = {.questions = SP_ASK_ENOUGH};
    assert_int_equal(
        sp_ask_begin(&ask, &engine.catalog, &engine.placement_model, p, &options, a, NULL), SP_OK);
    return ask;
}

/* Answers given one by one, with some taken back, skipped and checked on the way; then the same
 * from a profile: the same belief to the last bit, the same next question. */
static void replayed_is_the_same_as_given_one_by_one(void **state)
{
    (void)state;
    sp_goal_choice choice;
    sp_profile p = shipped_profile(&choice, "read-dl-papers");
    sp_arena *a = sp_arena_make(0);
    sp_ask *one = begin_shipped(&p, a);
    assert_int_equal(sp_ask_set_schooling(one, SP_SCHOOLING_UNIVERSITY, NULL), SP_OK);
    for (unsigned i = 0; i < 12; i++) {
        sp_question q;
        assert_int_equal(sp_ask_next(&q, one, NULL), SP_OK);
        give(one, &(sp_answer){.topic = q.topic, .level = 3});
        assert_int_equal(sp_ask_back(one, NULL), SP_OK);
        if (i % 4 == 3)
            assert_int_equal(sp_ask_skip(one, q.topic, NULL), SP_OK);
        else
            give(one, &(sp_answer){.topic = q.topic, .level = (uint8_t)(i % 3)});
        if (i == 6) give(one, &(sp_answer){q.topic, 2, SP_RESULT_WRONG, "an-item", {0}});
    }
    sp_placement placement;
    sp_profile after = p;
    assert_int_equal(sp_ask_finish(&placement, &after, one, a, NULL), SP_OK);
    assert_true(after.assessed && after.n_answers == 13 && placement.n_asked == 12);
    assert_same(one, begin_shipped(&after, a), engine.catalog.topics.n_items);
    sp_findings found = {.arena = a};
    const char *text = sp_profile_write(&after, &engine.catalog, a);
    assert_non_null(text);
    sp_profile read;
    assert_int_equal(sp_profile_read(&read, &engine.catalog,
                                     &(sp_text){"written", text, strlen(text)}, &found, a, NULL),
                     SP_OK);
    assert_same(one, begin_shipped(&read, a), engine.catalog.topics.n_items);
    assert_memory_equal(read.levels, after.levels, engine.catalog.topics.n_items);
    sp_arena_free(a);
}

/* Sooner only where nothing is left open: who never met algebra is not asked about eigenvalues. */
static void the_default_run_ends_after_8_to_16_questions(void **state)
{
    (void)state;
    for (size_t g = 0; g < engine.catalog.n_goals; g += 4)
        for (unsigned level = 0; level < SP_LEVELS; level++) {
            sp_goal_choice choice;
            sp_profile p = shipped_profile(&choice, engine.catalog.goals[g].id);
            sp_arena *a = sp_arena_make(0);
            sp_ask *ask = begin_shipped(&p, a);
            sp_question q;
            while (sp_ask_next(&q, ask, NULL) == SP_OK && q.n_to_go > 0)
                give(ask, &(sp_answer){.topic = q.topic, .level = (uint8_t)level});
            assert_in_range(q.n_asked, q.topic == SP_NONE ? 1 : 8, 16);
            sp_arena_free(a);
        }
}

/* What is written is closed over the topic graph: reading it back raises nothing. */
static void decided_levels_are_closed(void **state)
{
    (void)state;
    static world w;
    for (uint64_t seed = 20; seed < 40; seed++) {
        sp_arena *a = sp_arena_make(0);
        sp_answer answers[N_TOPICS];
        uint64_t stream = seed;
        uint8_t closed[N_TOPICS];
        sp_placement placement;
        make_world(&w, seed);
        sp_ask *ask = begin(&w, &engine.placement_model, a);
        const size_t n = random_answers(answers, &stream);
        for (size_t i = 0; i < n; i++) give(ask, &answers[i]);
        sp_profile after = w.profile;
        assert_int_equal(sp_ask_finish(&placement, &after, ask, a, NULL), SP_OK);
        memcpy(closed, after.levels, N_TOPICS);
        sp_levels_close(&w.catalog.topics, closed);
        assert_memory_equal(closed, after.levels, N_TOPICS);
        assert_true(placement.misplaced_hours >= 0 &&
                    placement.ten_more_save_hours <= placement.misplaced_hours);
        sp_arena_free(a);
    }
}

static int open_shipped(void **state)
{
    (void)state;
    sp_init();
    shared = sp_arena_make(0);
    sp_findings findings = {.arena = shared};
    if (!shared || sp_engine_open(&engine, NULL, &findings, shared, NULL) != SP_OK) return -1;
    precise = engine.placement_model;
    precise.value[SP_PLACEMENT_PARTICLES] = PARTICLES;
    precise.value[SP_PLACEMENT_SWEEPS] = 4;
    return 0;
}

static int close_shipped(void **state)
{
    (void)state;
    sp_arena_free(shared);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(particles_agree_with_enumeration),
        cmocka_unit_test(a_higher_answer_never_lowers_the_mean),
        cmocka_unit_test(the_order_of_answers_does_not_matter),
        cmocka_unit_test(replayed_is_the_same_as_given_one_by_one),
        cmocka_unit_test(the_default_run_ends_after_8_to_16_questions),
        cmocka_unit_test(decided_levels_are_closed),
    };
    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
