/* SPDX-License-Identifier: GPL-3.0-or-later
 * Laws of whole plans over the shipped catalogue: a checker that shares no code with planner or
 * core replays each plan; knowing more never costs more; the order of the catalogue's files does
 * not matter; what is embedded is what the files say. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "golden.h"
#include "levels.h"
#include "random.h"

enum { MOST_TOPICS = 128, MOST_TEXTS = 32, RANDOM_PROFILES = 60 };

static uint64_t random_state;

static unsigned below(unsigned n)
{
    return random_below(&random_state, n);
}

/* ---- the independent checker ---- */

static unsigned level_in(const sp_pair *pairs, size_t n, sp_topic_id topic)
{
    for (size_t i = 0; i < n; i++)
        if (pairs[i].topic == topic) return pairs[i].level;
    return 0;
}

/* Share of the course's step hours that is new, at least a quarter. */
static double share_new(const sp_catalog *c, const sp_course *course, const unsigned *held)
{
    double all = 0, fresh = 0;
    for (size_t i = 0; i < course->n_teaches; i++) {
        const sp_topic_id t = course->teaches[i].topic;
        for (unsigned l = 1; l <= course->teaches[i].level; l++) {
            if (l <= level_in(course->requires, course->n_requires, t)) continue;
            all += c->step_hours[t * SP_LEVELS + l];
            if (l > held[t]) fresh += c->step_hours[t * SP_LEVELS + l];
        }
    }
    return fmax(0.25, fresh / all);
}

/* Replay `plan` without the step `skip` (-1: none); whether every requirement is met in turn and
 * the goal reached. */
static bool replays(const sp_plan *plan, const sp_catalog *c, const unsigned *start,
                    const unsigned *goal, int skip)
{
    unsigned held[MOST_TOPICS];
    memcpy(held, start, sizeof held);
    for (size_t s = 0; s < plan->n_steps; s++) {
        if ((int)s == skip) continue;
        const sp_course *course = &c->courses[plan->steps[s].course];
        for (size_t i = 0; i < course->n_requires; i++)
            if (held[course->requires[i].topic] < course->requires[i].level) return false;
        for (size_t i = 0; i < course->n_teaches; i++)
            if (held[course->teaches[i].topic] < course->teaches[i].level)
                held[course->teaches[i].topic] = course->teaches[i].level;
    }
    for (size_t t = 0; t < c->topics.n_items; t++)
        if (held[t] < goal[t]) return false;
    return true;
}

static void check_hours(const sp_plan *plan, const sp_catalog *c, const unsigned *start)
{
    unsigned held[MOST_TOPICS];
    double low = 0, expected = 0, high = 0, minutes = 0;
    int64_t cost = 0;
    memcpy(held, start, sizeof held);
    for (size_t s = 0; s < plan->n_steps; s++) {
        const sp_step *step = &plan->steps[s];
        const sp_course *course = &c->courses[step->course];
        const double share = share_new(c, course, held), at_start = share_new(c, course, start);
        assert_true(fabs(step->hours.expected - course->hours.expected * share) < 1e-9);
        assert_true(step->hours.low <= step->hours.expected &&
                    step->hours.expected <= step->hours.high);
        assert_true(step->n_why >= 1);
        low += step->hours.low;
        expected += step->hours.expected;
        high += step->hours.high;
        minutes += 60 * (course->hours.expected * at_start + 6);
        cost += step->cost_minutes;
        for (size_t i = 0; i < course->n_teaches; i++)
            if (held[course->teaches[i].topic] < course->teaches[i].level)
                held[course->teaches[i].topic] = course->teaches[i].level;
    }
    assert_true(fabs(low - plan->hours.low) < 1e-9 && fabs(high - plan->hours.high) < 1e-9);
    assert_true(fabs(expected - plan->hours.expected) < 1e-9);
    assert_true(fabs(minutes - plan->minutes) < 1e-6);
    assert_int_equal(cost, plan->cost_minutes);
}

/* A reason that names a later step and a pair must be true: the pair was not held before, is held
 * after, and is required there. */
static void check_reasons(const sp_plan *plan, const sp_catalog *c, const unsigned *start)
{
    unsigned before[MOST_TOPICS];
    memcpy(before, start, sizeof before);
    for (size_t s = 0; s < plan->n_steps; s++) {
        const sp_step *step = &plan->steps[s];
        for (size_t w = 0; w < step->n_why; w++) {
            size_t later;
            if (sscanf(step->why[w], "step %zu,", &later) != 1) continue;
            assert_true(later > s + 1 && later <= plan->n_steps);
            const sp_course *course = &c->courses[plan->steps[later - 1].course];
            bool is_true = false;
            for (size_t i = 0; i < course->n_requires; i++) {
                const sp_pair need = course->requires[i];
                const unsigned level = level_in(step->reaches, step->n_reaches, need.topic);
                const bool opens = before[need.topic] < need.level && level >= need.level;
                is_true = is_true ||
                          (opens && strstr(step->why[w], c->topics.items[need.topic].name));
            }
            if (!is_true) fail_msg("step %zu: \"%s\" is not true", s + 1, step->why[w]);
        }
        for (size_t i = 0; i < step->n_reaches; i++)
            before[step->reaches[i].topic] = step->reaches[i].level;
    }
}

/* ---- learners ---- */

typedef struct subject {
    sp_profile profile;
    sp_learner learner;
    sp_goal_choice choice;
    unsigned start[MOST_TOPICS], goal[MOST_TOPICS];
} subject;

static void make_subject(subject *s, const sp_engine *engine, sp_goal_id goal,
                         const uint8_t *levels, sp_prefer prefer, sp_arena *a)
{
    const sp_catalog *c = &engine->catalog;
    memset(s, 0, sizeof *s);
    assert_true(c->topics.n_items <= MOST_TOPICS);
    assert_int_equal(sp_profile_make(&s->profile, c, a, NULL), SP_OK);
    s->choice.named = goal;
    s->profile.goals = &s->choice;
    s->profile.n_goals = 1;
    s->profile.prefer = prefer;
    for (size_t t = 0; t < c->topics.n_items; t++) s->start[t] = s->profile.levels[t] = levels[t];
    for (size_t i = 0; i < c->goals[goal].n_levels; i++)
        s->goal[c->goals[goal].levels[i].topic] = c->goals[goal].levels[i].level;
    close_levels(c, s->start);
    close_levels(c, s->goal);
    assert_int_equal(sp_learner_make(&s->learner, c, &s->profile, SP_NO_DAY, a, NULL), SP_OK);
}

static sp_plan plan_for(const subject *s, const sp_engine *engine, sp_arena *a)
{
    const sp_plan_options options = sp_plan_defaults();
    sp_plan plan;
    assert_int_equal(sp_plan_find(&plan, engine, &s->learner, &options, a, NULL), SP_OK);
    return plan;
}

static void random_levels(uint8_t *levels, size_t n_topics)
{
    const unsigned percent = below(70);
    for (size_t t = 0; t < n_topics; t++)
        levels[t] = below(100) < percent ? (uint8_t)(1 + below(3)) : 0;
}

static void every_plan_replays_and_has_no_superfluous_course(void **state)
{
    (void)state;
    const sp_catalog *c = &shipped.catalog;
    random_state = 11;
    for (unsigned round = 0; round < RANDOM_PROFILES; round++) {
        sp_arena *a = sp_arena_make(0);
        for (size_t g = 0; g < c->n_goals; g++) {
            const sp_arena_mark mark = sp_arena_here(a);
            uint8_t levels[MOST_TOPICS] = {0};
            if (round) random_levels(levels, c->topics.n_items);
            subject s;
            make_subject(&s, &shipped, (sp_goal_id)g, levels, (sp_prefer)(round % 3), a);
            const sp_plan plan = plan_for(&s, &shipped, a);
            if (plan.status != SP_PLAN_OPTIMAL || !replays(&plan, c, s.start, s.goal, -1))
                fail_msg("round %u, goal %s does not replay", round, c->goals[g].id);
            for (size_t i = 0; i < plan.n_steps; i++)
                assert_false(replays(&plan, c, s.start, s.goal, (int)i));
            check_hours(&plan, c, s.start);
            check_reasons(&plan, c, s.start);
            assert_int_equal(plan.bound_minutes, plan.cost_minutes);
            assert_true(plan.shortest_hours <= plan.minutes / 60 + 0.5);
            sp_arena_rewind(a, mark);
        }
        sp_arena_free(a);
    }
}

static void with_prefer_shortest_knowing_more_never_costs_more(void **state)
{
    (void)state;
    const sp_catalog *c = &shipped.catalog;
    random_state = 12;
    for (unsigned round = 0; round < 5 * RANDOM_PROFILES; round++) {
        sp_arena *a = sp_arena_make(0);
        uint8_t levels[MOST_TOPICS] = {0};
        subject before, after;
        const sp_goal_id goal = below((unsigned)c->n_goals);
        random_levels(levels, c->topics.n_items);
        make_subject(&before, &shipped, goal, levels, SP_PREFER_SHORTEST, a);
        const unsigned topic = below((unsigned)c->topics.n_items);
        if (levels[topic] < 3) levels[topic]++;
        make_subject(&after, &shipped, goal, levels, SP_PREFER_SHORTEST, a);
        const sp_plan first = plan_for(&before, &shipped, a),
                      second = plan_for(&after, &shipped, a);
        if (second.cost_minutes > first.cost_minutes)
            fail_msg("round %u: one more level of %s raises the cost", round,
                     c->topics.items[topic].id);
        sp_arena_free(a);
    }
}

/* ---- the files ---- */

static size_t load_files(sp_text *texts, bool backwards)
{
    glob_t found;
    size_t n = 0;
    static const char *const first[] = {"data/catalog/topics.json", "data/catalog/goals.json",
                                        "data/catalog/lists.json"};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(sp_text_load(&texts[n++], first[i], shared, NULL), SP_OK);
    assert_int_equal(glob("data/catalog/courses/*.json", 0, NULL, &found), 0);
    assert_true(found.gl_pathc + n <= MOST_TEXTS);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *path = found.gl_pathv[backwards ? found.gl_pathc - 1 - i : i];
        const char *name = sp_arena_text(shared, path, strlen(path)); /* the text keeps it */
        assert_non_null(name);
        assert_int_equal(sp_text_load(&texts[n++], name, shared, NULL), SP_OK);
    }
    globfree(&found);
    return n;
}

static void read_files(sp_engine *out, bool backwards)
{
    sp_model_texts models;
    sp_text texts[MOST_TEXTS];
    sp_findings findings = {.arena = shared};
    assert_int_equal(sp_text_load(&models.hours, "models/hours.json", shared, NULL), SP_OK);
    assert_int_equal(sp_text_load(&models.score, "models/score.json", shared, NULL), SP_OK);
    assert_int_equal(sp_text_load(&models.placement, "models/placement.json", shared, NULL), SP_OK);
    const size_t n = load_files(texts, backwards);
    assert_int_equal(sp_engine_read(out, &models, texts, n, &findings, shared, NULL), SP_OK);
}

static void what_is_embedded_is_what_the_files_say(void **state)
{
    (void)state;
    sp_engine read;
    read_files(&read, false);
    const sp_catalog *c = &shipped.catalog;
    assert_string_equal(sp_catalog_write(c, shared), sp_catalog_write(&read.catalog, shared));
    assert_string_equal(c->sha256, read.catalog.sha256);
    assert_memory_equal(&shipped.score_model, &read.score_model, sizeof read.score_model);
    for (size_t i = 0; i < c->n_courses; i++) {
        assert_true(c->courses[i].hours.expected == read.catalog.courses[i].hours.expected);
        assert_true(shipped.ratings.courses[i].mean == read.ratings.courses[i].mean);
    }
    for (size_t i = 0; i < c->topics.n_items * SP_LEVELS; i++)
        assert_true(c->step_hours[i] == read.catalog.step_hours[i]);
}

static void the_order_of_the_files_does_not_matter(void **state)
{
    (void)state;
    sp_engine backwards;
    read_files(&backwards, true);
    const uint8_t levels[MOST_TOPICS] = {0};
    for (size_t g = 0; g < shipped.catalog.n_goals; g++) {
        subject one, other;
        make_subject(&one, &shipped, (sp_goal_id)g, levels, SP_PREFER_BALANCED, shared);
        make_subject(&other, &backwards, (sp_goal_id)g, levels, SP_PREFER_BALANCED, shared);
        const sp_plan first = plan_for(&one, &shipped, shared),
                      second = plan_for(&other, &backwards, shared);
        assert_int_equal(first.n_steps, second.n_steps);
        for (size_t i = 0; i < first.n_steps; i++)
            assert_string_equal(shipped.catalog.courses[first.steps[i].course].id,
                                backwards.catalog.courses[second.steps[i].course].id);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_plan_replays_and_has_no_superfluous_course),
        cmocka_unit_test(with_prefer_shortest_knowing_more_never_costs_more),
        cmocka_unit_test(what_is_embedded_is_what_the_files_say),
        cmocka_unit_test(the_order_of_the_files_does_not_matter),
    };
    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
