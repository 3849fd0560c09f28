/* SPDX-License-Identifier: GPL-3.0-or-later
 * Plans over the shipped catalogue are verified as they are, and refused when anything in them is
 * changed: every number, every id, every word. What is let pass must be true all the same: the
 * planner, given the profile in the changed plan, prints that very plan; or it is a certificate's
 * choice of landmarks, which the checker may find good in more than one form.
 * test_verify [PLANS]: how many plans are changed all over, 2 by default. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "golden.h"
#include "random.h"

#define CERTIFICATE "\n  \"certificate\":"

enum { DEFAULT_PLANS = 2, VERIFIED_PLANS = 60 };

static unsigned n_plans = DEFAULT_PLANS;
static uint64_t random_state;

static unsigned below(unsigned n)
{
    return random_below(&random_state, n);
}

/* What plans are made over and verified against. */
static const sp_engine *engine = &shipped;

/* ---- plans ---- */

/* NULL when there is none for the profile. */
static const char *write_plan(sp_plan *plan, const sp_profile *profile, sp_day today,
                              const sp_forecast_options *forecast, sp_arena *a)
{
    sp_learner *learner = sp_arena_take(a, sizeof *learner);
    sp_plan_options options = sp_plan_defaults();
    options.certificate = true;
    options.forecast = *forecast;
    assert_non_null(learner);
    if (sp_learner_make(learner, &engine->catalog, profile, today, a, NULL) != SP_OK) return NULL;
    if (sp_plan_find(plan, engine, learner, &options, a, NULL) != SP_OK) return NULL;
    return sp_plan_write(plan, engine, learner, today, a);
}

/* A plan for the seed: some background, a goal, wishes, dates. */
static const char *make_plan(uint64_t seed, sp_arena *a)
{
    const sp_catalog *c = &engine->catalog;
    sp_profile profile;
    sp_goal_choice *choice = sp_arena_take(a, sizeof *choice);
    sp_course_id *ids = sp_arena_array(a, 2, sizeof *ids);
    random_state = seed;
    below(2);
    assert_true(choice && ids && sp_profile_make(&profile, c, a, NULL) == SP_OK);
    *choice = (sp_goal_choice){.named = below((unsigned)c->n_goals)};
    profile.goals = choice;
    profile.n_goals = 1;
    const unsigned percent = below(80);
    for (size_t t = 0; t < c->topics.n_items; t++)
        if (below(100) < percent) profile.levels[t] = (uint8_t)(1 + below(3));
    if (below(2)) profile.confidence[below((unsigned)c->topics.n_items)] = 0.5;
    profile.prefer = (sp_prefer)(seed % 3);
    if (below(3) == 0) profile.start = GOLDEN_DAY + 40;
    if (below(3) == 0) profile.deadline = GOLDEN_DAY + 60 + (sp_day)below(400);
    if (seed % 4 == 2) profile.max_courses = 1 + below(4);
    if (below(2)) profile.hours_per_week = 1 + below(20);
    if (below(3) == 0) profile.cost = SP_COST_FREE;
    ids[0] = below((unsigned)c->n_courses);
    ids[1] = below((unsigned)c->n_courses);
    profile.exclude = ids;
    profile.n_exclude = below(2);
    profile.include = ids + 1;
    profile.n_include = ids[0] != ids[1] && below(4) == 0;
    sp_plan plan;
    const sp_forecast_options forecast = {.n_runs = seed % 2 ? 0 : 200, .seed = 1 + seed % 3};
    if (below(2)) profile.parallel = 1 + below(3);
    profile.weekly_loads = below(8) == 0;
    const char *text = write_plan(&plan, &profile, GOLDEN_DAY, &forecast, a);
    if (text) return text;
    profile.n_include = 0; /* it was ruled out, or out of reach */
    return write_plan(&plan, &profile, GOLDEN_DAY, &forecast, a);
}

typedef struct outcome {
    bool is_refused;
    const char *why; /* by the first check that failed, or the error */
    size_t n_unknown;
} outcome;

static outcome verify(const char *text, sp_arena *a)
{
    sp_verification found;
    sp_error e = {0};
    sp_findings findings = {.arena = a};
    const sp_text input = {.name = "plan", .text = text, .n_bytes = strlen(text)};
    if (sp_plan_verify(&found, engine, &input, &findings, a, &e) != SP_OK) {
        char *why = sp_arena_text(a, e.text, strlen(e.text));
        return (outcome){.is_refused = true, .why = why ? why : ""};
    }
    for (size_t i = 0; i < found.n_items; i++)
        if (found.items[i].verdict == SP_VERDICT_FAILS)
            return (outcome){.is_refused = true, .why = found.items[i].text};
    return (outcome){.n_unknown = found.n_unknown};
}

static void plans_are_verified(void **state)
{
    (void)state;
    const unsigned n = n_plans > VERIFIED_PLANS ? n_plans : VERIFIED_PLANS;
    for (uint64_t seed = 1; seed <= n; seed++) {
        sp_arena *a = sp_arena_make(0);
        const char *text = make_plan(seed, a);
        assert_non_null(text);
        const outcome found = verify(text, a);
        if (found.is_refused || found.n_unknown)
            fail_msg("seed %llu: %s", (unsigned long long)seed, found.why ? found.why : "unknown");
        sp_arena_free(a);
    }
}

static void golden_plans_are_verified(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    const sp_arena_mark start = sp_arena_here(a);
    sp_plan_options options = sp_plan_defaults();
    options.certificate = true;
    for (unsigned i = 0; i < GOLDEN_PROFILES * engine->catalog.n_goals; i++) {
        sp_learner learner;
        sp_plan plan;
        const sp_goal_id goal = i / GOLDEN_PROFILES;
        golden_learner(&learner, &shipped, i % GOLDEN_PROFILES, goal, a);
        assert_int_equal(sp_plan_find(&plan, engine, &learner, &options, a, NULL), SP_OK);
        const char *text = sp_plan_write(&plan, engine, &learner, GOLDEN_DAY, a);
        const outcome found = verify(text, a);
        if (found.is_refused || found.n_unknown || !plan.proved)
            fail_msg("%s.%s: %s", engine->catalog.goals[goal].id,
                     golden_profiles[i % GOLDEN_PROFILES], found.why ? found.why : "not checked");
        sp_arena_rewind(a, start);
    }
    sp_arena_free(a);
}

/* ---- changes ---- */

/* A word of the JSON text: a number, a literal, or what is between two quotes. */
typedef struct token {
    size_t begin, end;
    bool is_text, is_key;
} token;

/* The next token from `at` on; begin == end at the end of the text. */
static token next_token(const char *text, size_t at)
{
    while (text[at] && !strchr("\"-0123456789tfn", text[at])) at++;
    token t = {.begin = at, .end = at};
    if (text[at] == '"') {
        t.is_text = true;
        t.begin = t.end = at + 1;
        while (text[t.end] != '"') t.end += text[t.end] == '\\' ? 2 : 1;
        t.is_key = text[t.end + 1] == ':';
    } else if (text[at]) {
        t.end += strspn(text + at, "-+.0123456789eEtruefalsn");
    }
    return t;
}

static const char *replace(const char *text, token t, const char *by, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    sp_buffer_add(&b, text, t.begin);
    sp_buffer_puts(&b, by);
    sp_buffer_puts(&b, text + t.end);
    assert_false(b.failed);
    return b.text;
}

/* The part of a plan behind its profile and before its certificate. */
static const char *answer_of(const char *text, size_t *length)
{
    const char *begin = strstr(text, "\n  \"goals\":"), *end = strstr(text, CERTIFICATE);
    *length = begin && end ? (size_t)(end - begin) : 0;
    return begin;
}

/* Whether the planner, given the profile in the changed plan, makes that very plan; after a change
 * of the profile itself one that costs as much will do, as several may. */
static bool is_true(const char *text, bool in_profile, sp_arena *a)
{
    sp_stated_plan stated;
    sp_plan plan;
    sp_findings findings = {.arena = a};
    const sp_text input = {.name = "plan", .text = text, .n_bytes = strlen(text)};
    if (sp_plan_read(&stated, &engine->catalog, &input, &findings, a, NULL) != SP_OK) return false;
    const sp_forecast_options forecast = {
        .n_runs = isnan(stated.inputs.runs) ? 0 : (int64_t)stated.inputs.runs,
        .seed = isnan(stated.inputs.seed) ? 1 : (uint64_t)stated.inputs.seed};
    const char *made = write_plan(&plan, &stated.profile, stated.inputs.today, &forecast, a);
    if (!made) return false;
    if (in_profile)
        return (double)plan.cost_minutes == stated.cost && plan.proved == stated.proved &&
               plan.n_missing == stated.n_missing &&
               fabs(plan.shortest_hours - stated.shortest_hours) < 0.006;
    size_t n_is, n_should;
    const char *is = answer_of(text, &n_is), *should = answer_of(made, &n_should);
    return n_is > 0 && n_is == n_should && memcmp(is, should, n_is) == 0;
}

/* In what form another id of the same kind may be written, else NULL. */
static const char *other_id(const char *id)
{
    const sp_catalog *c = &engine->catalog;
    if (sp_course_find(c, id) != SP_NONE) return c->courses[below((unsigned)c->n_courses)].id;
    if (sp_topic_find(c, id) != SP_NONE)
        return c->topics.items[below((unsigned)c->topics.n_items)].id;
    if (sp_goal_find(c, id) != SP_NONE) return c->goals[below((unsigned)c->n_goals)].id;
    return NULL;
}

/* The number moved by one in its last place. */
static void move_number(char out[40], const char *number, int by)
{
    const char *point = strchr(number, '.');
    const int decimals = point ? (int)strlen(point + 1) : 0;
    double scale = 1;
    for (int i = 0; i < decimals; i++) scale *= 10;
    snprintf(out, 40, "%.*f", decimals, strtod(number, NULL) + by / scale);
}

typedef struct tally {
    unsigned n_changes, n_refused, n_true, n_landmarks;
} tally;

/* One change: it is refused with a reason, or it is true. */
static void try_change(const char *text, token t, const char *by, tally *sums, sp_arena *a)
{
    const sp_arena_mark mark = sp_arena_here(a);
    size_t length;
    const bool in_certificate = text + t.begin > strstr(text, CERTIFICATE),
               in_profile = text + t.begin < answer_of(text, &length);
    const char *changed = replace(text, t, by, a);
    const outcome found = verify(changed, a);
    sums->n_changes++;
    if (found.is_refused) {
        assert_true(found.why && found.why[0]);
        sums->n_refused++;
    } else if (in_certificate && !t.is_key && (!t.is_text || other_id(by))) {
        sums->n_landmarks++; /* another landmark does as well */
    } else if (is_true(changed, in_profile, a)) {
        sums->n_true++;
    } else {
        print_error("%.60s -> %s\n", text + t.begin, by);
        fail_msg("a change was let pass");
    }
    sp_arena_rewind(a, mark);
}

static void try_changes(const char *text, token t, tally *sums, sp_arena *a)
{
    char word[512], by[540];
    snprintf(word, sizeof word, "%.*s", (int)(t.end - t.begin), text + t.begin);
    if (t.is_text) {
        snprintf(by, sizeof by, "%sx", word);
        try_change(text, t, by, sums, a);
        const char *other = other_id(word);
        if (other && strcmp(other, word) != 0) try_change(text, t, other, sums, a);
    } else if (strchr("tfn", word[0])) {
        try_change(text, t, word[0] == 't' ? "false" : "true", sums, a);
    } else {
        for (int by_one = -1; by_one <= 1; by_one += 2) {
            move_number(by, word, by_one);
            try_change(text, t, by, sums, a);
        }
        try_change(text, t, strcmp(word, "0") == 0 ? "7" : "0", sums, a);
    }
}

static void try_all_changes(const char *text, tally *sums, sp_arena *a)
{
    assert_non_null(text);
    for (token t = next_token(text, 0); t.end > t.begin || t.is_text;
         t = next_token(text, t.end + t.is_text))
        try_changes(text, t, sums, a);
}

static void every_change_is_refused_or_true(void **state)
{
    (void)state;
    tally sums = {0};
    for (uint64_t seed = 1; seed <= n_plans; seed++) {
        sp_arena *a = sp_arena_make(0);
        try_all_changes(make_plan(1000 + seed, a), &sums, a);
        sp_arena_free(a);
    }
    print_message("# %u changes: %u refused, %u true all the same, %u other landmarks\n",
                  sums.n_changes, sums.n_refused, sums.n_true, sums.n_landmarks);
    assert_true(sums.n_refused > sums.n_changes / 4 * 3);
}

/* A catalogue whose proofs branch. */
static void every_change_of_a_tree_is_refused_or_true(void **state)
{
    (void)state;
    sp_engine hard;
    sp_learner learner;
    sp_plan plan;
    tally sums = {0};
    sp_arena *a = sp_arena_make(0);
    sp_findings findings = {.arena = a};
    sp_plan_options options = sp_plan_defaults();
    options.certificate = true;
    assert_int_equal(
        sp_engine_open(&hard, "tests/cases/plan/gap-json/hard.json", &findings, a, NULL), SP_OK);
    engine = &hard;
    golden_learner(&learner, &hard, 0, 0, a);
    assert_int_equal(sp_plan_find(&plan, engine, &learner, &options, a, NULL), SP_OK);
    assert_int_equal(plan.certificate.kind, SP_CERTIFICATE_TREE);
    const char *text = sp_plan_write(&plan, engine, &learner, GOLDEN_DAY, a);
    assert_false(verify(text, a).is_refused);
    try_all_changes(text, &sums, a);
    assert_true(sums.n_refused > sums.n_changes / 4 * 3);
    engine = &shipped;
    sp_arena_free(a);
}

int main(int argc, char **argv)
{
    if (argc > 1) n_plans = (unsigned)strtoul(argv[1], NULL, 10);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_are_verified),
        cmocka_unit_test(golden_plans_are_verified),
        cmocka_unit_test(every_change_is_refused_or_true),
        cmocka_unit_test(every_change_of_a_tree_is_refused_or_true),
    };
    return cmocka_run_group_tests(tests, open_shipped, close_shipped);
}
