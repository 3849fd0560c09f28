/* SPDX-License-Identifier: GPL-3.0-or-later
 * Laws of certificates within limits on random problems: the checker, which shares no code with the
 * search, accepts what the planner proves of value and cost, and accepts no proof of more than the
 * optimum, whatever is done to it. PROP_FACTOR in the environment multiplies the number of
 * problems.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "check/bound.h"
#include "generate_limited.h"
#include "law.h"
#include "plan/certify.h"

enum { N_SMALL = 2000, N_LARGER = 150, SMALL = 12, LARGER = 60, FORGERIES = 20 };

typedef struct trial {
    uint64_t seed;
    sp_arena *arena;
    generated_limited p;
    sp_limited_result found;
    sp_certificate value, cost;
    sp_offer offers[GENERATE_MOST_ACTIONS];
    sp_want wants[GENERATE_WISHES];
    sp_claim of_value, of_cost;
    unsigned n_none, n_trees;
} trial;

static void make_claims(trial *t, int64_t lost)
{
    const sp_problem *p = &t->p.g.problem;
    for (uint32_t i = 0; i < p->n_actions; i++)
        t->offers[i] = (sp_offer){.id = "action",
                                  .cost = p->actions[i].cost,
                                  .minutes = t->p.minutes[i],
                                  .requires = p->actions[i].needs,
                                  .teaches = p->actions[i].adds,
                                  .n_requires = p->actions[i].n_needs,
                                  .n_teaches = p->actions[i].n_adds,
                                  .is_usable = true};
    for (uint32_t i = 0; i < GENERATE_WISHES; i++)
        t->wants[i] = (sp_want){.weight = t->p.wishes[i].weight,
                                .pairs = t->p.wishes[i].pairs,
                                .n_pairs = t->p.wishes[i].n_pairs};
    t->of_value = (sp_claim){.start = p->start,
                             .goal = t->p.goal,
                             .n_topics = p->n_topics,
                             .offers = t->offers,
                             .n_offers = p->n_actions,
                             .wants = t->wants,
                             .n_wants = GENERATE_WISHES,
                             .is_worth = true,
                             .bound = lost};
    t->of_value.most[SP_PRICE_MINUTES] = t->p.limits.most_minutes;
    t->of_value.most[SP_PRICE_COURSES] = t->p.limits.most_actions;
    t->of_value.most[SP_PRICE_WORTH] = INT64_MAX;
    t->of_cost = t->of_value;
    t->of_cost.is_worth = false;
    t->of_cost.most[SP_PRICE_WORTH] = lost;
    t->of_cost.bound = t->found.bound;
}

static void prove(trial *t, uint32_t most_actions)
{
    const sp_search_options options = sp_search_defaults();
    int64_t lost = 0;
    generate_limited(&t->p, t->seed, most_actions);
    assert_law(t, sp_search_limited(&t->found, &t->p.g.problem, t->p.wishes, GENERATE_WISHES,
                                    &t->p.limits, &options, t->arena, NULL) == SP_OK);
    assert_law(t, t->found.proved);
    for (unsigned w = 0; w < GENERATE_WISHES; w++) lost += t->p.wishes[w].weight;
    lost -= t->found.value;
    const sp_limited_claim claim = {.problem = &t->p.g.problem,
                                    .wishes = t->p.wishes,
                                    .n_wishes = GENERATE_WISHES,
                                    .limits = &t->p.limits,
                                    .lost = lost,
                                    .most_lost = lost,
                                    .bound = t->found.bound};
    assert_law(t, sp_certify_limited(&t->value, &t->cost, &claim, t->arena, NULL) == SP_OK);
    make_claims(t, lost);
}

static const char *refusal(trial *t, const sp_claim *claim, const sp_certificate *certificate)
{
    const char *why;
    assert_law(t, sp_check__bound(&why, claim, certificate, t->arena, NULL) == SP_OK);
    return why;
}

static void count_kind(trial *t, const sp_certificate *certificate)
{
    t->n_none += certificate->kind == SP_CERTIFICATE_NONE;
    t->n_trees += certificate->kind == SP_CERTIFICATE_TREE;
}

/* What is proved is accepted, and the same proof of one more is not. */
static void check_proof(trial *t, sp_claim *claim, const sp_certificate *certificate)
{
    count_kind(t, certificate);
    if (certificate->kind == SP_CERTIFICATE_NONE) return;
    const char *why = refusal(t, claim, certificate);
    if (why) fail_msg("seed %llu: %s", (unsigned long long)t->seed, why);
    claim->bound++;
    assert_law(t, refusal(t, claim, certificate));
    claim->bound--;
}

static void run(trial *t, unsigned n, uint32_t most_actions)
{
    const char *factor = getenv("PROP_FACTOR");
    n *= factor ? (unsigned)strtoul(factor, NULL, 10) : 1;
    t->arena = sp_arena_make(0);
    assert_non_null(t->arena);
    const sp_arena_mark start = sp_arena_here(t->arena);
    for (t->seed = 1; t->seed <= n; t->seed++) {
        prove(t, most_actions);
        check_proof(t, &t->of_value, &t->value);
        check_proof(t, &t->of_cost, &t->cost);
        sp_arena_rewind(t->arena, start);
    }
    print_message("# %u proofs: %u trees, %u not made\n", 2 * n, t->n_trees, t->n_none);
    sp_arena_free(t->arena);
}

static void small_ones_are_proved(void **state)
{
    (void)state;
    trial t = {0};
    run(&t, N_SMALL, SMALL);
    assert_int_equal(t.n_none, 0);
    assert_true(t.n_trees > 0);
}

static void larger_ones_are_proved(void **state)
{
    (void)state;
    trial t = {0};
    run(&t, N_LARGER, LARGER);
    assert_int_equal(t.n_none, 0);
}

/* Change one number of a certificate, whichever there is. */
static void forge(sp_certificate *c, uint64_t *state)
{
    const int64_t change = generate_below(state, 2) ? 1 : (int64_t)generate_below(state, 1 << 20);
    switch (generate_below(state, 5)) {
    case 0:
        if (c->n_charges > 0) c->charges[generate_below(state, c->n_charges)].multiplier += change;
        break;
    case 1:
        if (c->n_steps > 0) c->steps[generate_below(state, c->n_steps)].sum += change;
        break;
    case 2:
        if (c->n_steps > 0)
            c->steps[generate_below(state, c->n_steps)]
                .prices[generate_below(state, SP_N_PRICES)] += change;
        break;
    case 3:
        if (c->n_landmarks > 0) {
            sp_landmark *l = &c->landmarks[generate_below(state, c->n_landmarks)];
            if (l->n_courses > 0) l->n_courses--;
        }
        break;
    default:
        if (c->n_steps > 0) c->steps[generate_below(state, c->n_steps)].n_removed ^= 1;
    }
}

/* However a certificate is changed: no bound above the optimum is proved by it. */
static void no_forgery_proves_more(void **state)
{
    (void)state;
    trial t = {.arena = sp_arena_make(0)};
    assert_non_null(t.arena);
    const sp_arena_mark start = sp_arena_here(t.arena);
    for (t.seed = 1; t.seed <= N_LARGER; t.seed++) {
        uint64_t random = t.seed;
        prove(&t, SMALL);
        t.of_value.bound++;
        t.of_cost.bound++;
        for (unsigned i = 0; i < FORGERIES; i++) {
            forge(&t.value, &random);
            forge(&t.cost, &random);
            assert_law(&t, refusal(&t, &t.of_value, &t.value));
            assert_law(&t, refusal(&t, &t.of_cost, &t.cost));
        }
        sp_arena_rewind(t.arena, start);
    }
    sp_arena_free(t.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_ones_are_proved),
        cmocka_unit_test(larger_ones_are_proved),
        cmocka_unit_test(no_forgery_proves_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
