/* SPDX-License-Identifier: GPL-3.0-or-later
 * Laws of certificates on random problems: the checker, which shares no code with the search,
 * accepts what the planner proves, and accepts no proof of a bound above the optimum, whatever is
 * done to it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "brute.h"
#include "check/bound.h"
#include "generate.h"
#include "law.h"
#include "plan/certify.h"

enum {
    N_SMALL = 10000,
    N_FORGED = 400,
    N_COVERS = 60,
    N_LAYERED = 40,
    FORGERIES = 60,
    LINKS = 300
};

typedef struct trial {
    uint64_t seed;
    sp_arena *arena;
    const sp_problem *problem;
    sp_search_result found;
    sp_certificate certificate;
    sp_claim claim;
} trial;

/* The claim that the search makes, with the goal cut down to what all actions reach. */
static void make_claim(trial *t)
{
    const sp_problem *p = t->problem;
    sp_offer *offers = sp_arena_array(t->arena, p->n_actions, sizeof *offers);
    uint8_t *goal = sp_arena_take(t->arena, p->n_topics);
    uint8_t *reached = sp_arena_take(t->arena, p->n_topics);
    uint32_t *pending = sp_arena_array(t->arena, p->n_actions, sizeof *pending);
    assert_true(offers && goal && reached && pending);
    for (uint32_t i = 0; i < p->n_actions; i++)
        offers[i] = (sp_offer){.id = "action",
                               .cost = p->actions[i].cost,
                               .requires = p->actions[i].needs,
                               .teaches = p->actions[i].adds,
                               .n_requires = p->actions[i].n_needs,
                               .n_teaches = p->actions[i].n_adds,
                               .is_usable = true};
    t->claim = (sp_claim){.start = p->start,
                          .goal = goal,
                          .n_topics = p->n_topics,
                          .offers = offers,
                          .n_offers = p->n_actions,
                          .bound = t->found.bound};
    sp_check__close(&t->claim, NULL, reached, pending);
    for (uint32_t i = 0; i < p->n_topics; i++)
        goal[i] = reached[i] < p->goal[i] ? reached[i] : p->goal[i];
}

static void prove(trial *t, const sp_problem *problem, const sp_search_options *options)
{
    sp_error e = {0};
    t->problem = problem;
    assert_law(t, sp_search(&t->found, problem, options, t->arena, &e) == SP_OK);
    assert_law(t, sp_certify(&t->certificate, problem, &t->found, t->arena, &e) == SP_OK);
    make_claim(t);
}

static const char *refusal(const trial *t)
{
    const char *why;
    sp_error e = {0};
    assert_law(t, sp_check__bound(&why, &t->claim, &t->certificate, t->arena, &e) == SP_OK);
    return why;
}

static void assert_accepted(const trial *t)
{
    const char *why = refusal(t);
    if (why) fail_msg("seed %llu: %s", (unsigned long long)t->seed, why);
}

static void every_small_plan_is_proved(void **state)
{
    (void)state;
    trial t = {.arena = sp_arena_make(0)};
    assert_non_null(t.arena);
    const sp_arena_mark start = sp_arena_here(t.arena);
    const sp_search_options options = sp_search_defaults();
    for (t.seed = 1; t.seed <= N_SMALL; t.seed++) {
        generated g;
        generate_any(&g, t.seed, 14);
        prove(&t, &g.problem, &options);
        assert_law(&t, t.certificate.kind != SP_CERTIFICATE_NONE);
        assert_accepted(&t);
        sp_arena_rewind(t.arena, start);
    }
    sp_arena_free(t.arena);
}

/* Covers are hard to bound: their proofs branch; cut short, they prove what was printed. */
static void covers_are_proved_by_trees(void **state)
{
    (void)state;
    trial t = {.arena = sp_arena_make(0)};
    assert_non_null(t.arena);
    const sp_arena_mark start = sp_arena_here(t.arena);
    uint32_t n_trees = 0;
    for (t.seed = 1; t.seed <= N_COVERS; t.seed++) {
        generated g;
        sp_search_options options = sp_search_defaults();
        generate_cover(&g, t.seed, 15 + (uint32_t)(t.seed % 60));
        if (t.seed % 3 == 0) options.node_limit = 1;
        prove(&t, &g.problem, &options);
        n_trees += t.certificate.kind == SP_CERTIFICATE_TREE;
        assert_law(&t, t.certificate.kind != SP_CERTIFICATE_NONE);
        assert_accepted(&t);
        t.claim.bound = t.found.cost + 1;
        assert_law(&t, refusal(&t) != NULL);
        sp_arena_rewind(t.arena, start);
    }
    assert_true(n_trees > 0);
    sp_arena_free(t.arena);
}

static void layered_problems_and_chains_are_proved(void **state)
{
    (void)state;
    trial t = {.arena = sp_arena_make(0)};
    assert_non_null(t.arena);
    const sp_arena_mark start = sp_arena_here(t.arena);
    const sp_search_options options = {.node_limit = 3000};
    for (t.seed = 1; t.seed <= N_LAYERED; t.seed++) {
        large g;
        if (t.seed % 8 == 0)
            assert_law(&t,
                       generate_chain(&g, t.seed, LINKS, 1 + (uint32_t)t.seed / 8 % 3, t.arena));
        else
            assert_law(&t, generate_layered(&g, t.seed, 100 + 10 * (uint32_t)t.seed, t.arena));
        prove(&t, &g.problem, &options);
        assert_law(&t, t.certificate.kind != SP_CERTIFICATE_NONE);
        assert_accepted(&t);
        sp_arena_rewind(t.arena, start);
    }
    sp_arena_free(t.arena);
}

/* Change one thing of the certificate. */
static void forge(sp_certificate *c, uint32_t n_actions, uint64_t *random)
{
    const uint32_t by = 1 + generate_below(random, 3);
    sp_landmark *landmark = c->n_landmarks ? &c->landmarks[generate_below(random, c->n_landmarks)]
                                           : NULL;
    switch (generate_below(random, 9)) {
    case 0:
        if (c->n_charges) c->charges[generate_below(random, c->n_charges)].multiplier += by;
        break;
    case 1:
        if (c->n_charges) c->charges[generate_below(random, c->n_charges)].landmark += by;
        break;
    case 2:
        if (c->n_steps) c->steps[generate_below(random, c->n_steps)].sum += SP_CHARGES_PER_MINUTE;
        break;
    case 3:
        if (c->n_steps) c->steps[generate_below(random, c->n_steps)].n_removed += by;
        break;
    case 4:
        if (c->n_nodes)
            c->nodes[generate_below(random, c->n_nodes)].branch = generate_below(random, n_actions);
        break;
    case 5:
        if (landmark && landmark->n_courses) landmark->n_courses--;
        break;
    case 6:
        if (landmark && landmark->n_courses)
            landmark->courses[generate_below(random, landmark->n_courses)] = generate_below(
                random, n_actions);
        break;
    case 7:
        if (c->n_nodes) c->n_nodes--;
        break;
    default:
        if (c->n_steps) c->n_steps--;
    }
}

/* However it is forged, more than the optimum is never accepted; and the planner's own never needs
 * it. */
static void no_forgery_proves_more_than_the_optimum(void **state)
{
    (void)state;
    trial t = {.arena = sp_arena_make(0)};
    assert_non_null(t.arena);
    const sp_arena_mark start = sp_arena_here(t.arena);
    const sp_search_options options = sp_search_defaults();
    uint32_t n_refused = 0;
    for (t.seed = 1; t.seed <= N_FORGED; t.seed++) {
        generated g;
        uint64_t random = t.seed;
        if (t.seed % 2)
            generate_any(&g, t.seed, 12);
        else
            generate_cover(&g, t.seed, 14);
        const brute_plan best = brute_search(&g.problem);
        for (uint32_t i = 0; i < FORGERIES && best.cost > 0; i++) {
            prove(&t, &g.problem, &options);
            const uint32_t n_changes = 1 + generate_below(&random, 3);
            for (uint32_t k = 0; k < n_changes; k++)
                forge(&t.certificate, g.problem.n_actions, &random);
            n_refused += refusal(&t) != NULL;
            t.claim.bound = best.cost + 1;
            assert_law(&t, refusal(&t) != NULL);
            sp_arena_rewind(t.arena, start);
        }
    }
    assert_true(n_refused > N_FORGED);
    sp_arena_free(t.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_small_plan_is_proved),
        cmocka_unit_test(covers_are_proved_by_trees),
        cmocka_unit_test(layered_problems_and_chains_are_proved),
        cmocka_unit_test(no_forgery_proves_more_than_the_optimum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
