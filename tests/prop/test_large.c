/* SPDX-License-Identifier: GPL-3.0-or-later
 * Laws of the planner on problems that are too large for an oracle: every answer replays, bounds
 * hold, the order of the actions does not change the cost, and nothing takes long. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "generate.h"
#include "law.h"
#include "replay.h"

enum {
    N_LAYERED = 100,
    LEAST_ACTIONS = 200,
    MORE_ACTIONS = 400,
    NODE_LIMIT = 3000,
    N_LINKS = 2000,
    N_LINKS_WITH_CHOICE = 800,
    LONG_SECONDS = 4, /* of processor time; a hundred times what is usual, for sanitizers */
    HANG_SECONDS = 60 /* a search that does not end is a failure too */
};

typedef struct trial {
    uint64_t seed;
    sp_arena *arena;
    large g;
    uint8_t reachable[REPLAY_MOST_TOPICS]; /* with all actions */
    sp_search_result found;
} trial;

static double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static bool has_needs(const sp_action *action, const uint8_t *levels)
{
    for (uint32_t i = 0; i < action->n_needs; i++)
        if (levels[action->needs[i].topic] < action->needs[i].level) return false;
    return true;
}

/* What all actions together reach, by going over them until nothing rises. */
static void reach_all(const sp_problem *problem, uint8_t *levels)
{
    memcpy(levels, problem->start, problem->n_topics);
    for (bool any = true; any;) {
        any = false;
        for (uint32_t i = 0; i < problem->n_actions; i++) {
            const sp_action *action = &problem->actions[i];
            if (!has_needs(action, levels)) continue;
            for (uint32_t k = 0; k < action->n_adds; k++) {
                if (levels[action->adds[k].topic] >= action->adds[k].level) continue;
                levels[action->adds[k].topic] = action->adds[k].level;
                any = true;
            }
        }
    }
}

/* Are all levels of the goal held, as far as all actions together reach them? */
static bool reaches_goal(const trial *t, const uint8_t *levels)
{
    for (uint32_t topic = 0; topic < t->g.problem.n_topics; topic++)
        if (levels[topic] < t->g.problem.goal[topic] && levels[topic] < t->reachable[topic])
            return false;
    return true;
}

/* Order what was found and take it by the book. */
static void check_replay(const trial *t)
{
    sp_order_result order;
    sp_error e = {0};
    const sp_status status = sp_order_find(&order, &t->g.problem, t->found.chosen,
                                           t->found.n_chosen, t->g.area, t->arena, &e);
    assert_law(t, status == SP_OK && order.n_actions == t->found.n_chosen);
    const replayed r = replay(&t->g.problem, order.actions, order.n_actions, t->g.area);
    assert_law(t, r.is_usable && r.cost == t->found.cost);
    assert_law(t, r.switches == order.switches && r.jumps == order.jumps &&
                      r.waiting == order.waiting);
    assert_law(t, reaches_goal(t, r.levels));
}

/* Search, and check what holds of every answer. */
static void solve(trial *t, const sp_search_options *options)
{
    sp_error e = {0};
    assert_law(t, sp_search(&t->found, &t->g.problem, options, t->arena, &e) == SP_OK);
    assert_law(t, t->found.bound <= t->found.cost);
    assert_law(t, t->found.proved == (t->found.bound == t->found.cost));
    assert_law(t, t->found.nodes <= options->node_limit);
    check_replay(t);
}

static void for_layered(void (*check)(trial *), uint64_t first_seed)
{
    trial t = {.arena = sp_arena_make(0)};
    assert_non_null(t.arena);
    const sp_arena_mark start = sp_arena_here(t.arena);
    for (t.seed = first_seed; t.seed < first_seed + N_LAYERED; t.seed++) {
        uint64_t state = t.seed;
        const uint32_t n_actions = LEAST_ACTIONS + generate_below(&state, MORE_ACTIONS + 1);
        assert_law(&t, generate_layered(&t.g, t.seed, n_actions, t.arena));
        reach_all(&t.g.problem, t.reachable);
        check(&t);
        sp_arena_rewind(t.arena, start);
    }
    sp_arena_free(t.arena);
}

static void check_shuffled(trial *t)
{
    const sp_search_options options = {.node_limit = NODE_LIMIT};
    trial other = *t;
    solve(t, &options);
    assert_law(t, t->found.proved);
    assert_law(t, generate_large_shuffled(&other.g, &t->g, t->seed, t->arena));
    solve(&other, &options);
    assert_law(t, t->found.cost == other.found.cost && t->found.bound == other.found.bound);
    assert_law(t, t->found.n_chosen == other.found.n_chosen);
    assert_law(t, t->found.n_missing == other.found.n_missing);
}

static void order_of_actions_does_not_change_the_cost(void **state)
{
    (void)state;
    for_layered(check_shuffled, 1);
}

static void check_needless(trial *t)
{
    const sp_search_options options = {.node_limit = NODE_LIMIT};
    uint32_t rest[LEAST_ACTIONS + MORE_ACTIONS];
    solve(t, &options);
    for (uint32_t skipped = 0; skipped < t->found.n_chosen; skipped++) {
        sp_order_result order;
        sp_error e = {0};
        uint32_t n = 0;
        for (uint32_t i = 0; i < t->found.n_chosen; i++)
            if (i != skipped) rest[n++] = t->found.chosen[i];
        if (sp_order_find(&order, &t->g.problem, rest, n, t->g.area, t->arena, &e) != SP_OK)
            continue;
        const replayed r = replay(&t->g.problem, order.actions, n, t->g.area);
        assert_law(t, !reaches_goal(t, r.levels));
    }
}

static void no_action_of_a_plan_is_needless(void **state)
{
    (void)state;
    for_layered(check_needless, 1000);
}

/* However little work is allowed there is a plan, and the bound is one. */
static void check_work_limit(trial *t)
{
    sp_search_options options = {.node_limit = NODE_LIMIT};
    trial cut_short = *t;
    solve(t, &options);
    bool enough = false;
    for (options.work_limit = 1; options.work_limit < (int64_t)1 << 40 && !enough;
         options.work_limit *= 8) {
        solve(&cut_short, &options);
        assert_law(t, cut_short.found.bound <= t->found.cost);
        assert_law(t, cut_short.found.cost >= t->found.bound);
        enough = cut_short.found.proved;
    }
    assert_law(t, enough);
}

static void search_cut_short_bounds_the_optimum(void **state)
{
    (void)state;
    for_layered(check_work_limit, 2000);
}

/* Solve a chain, in little time. */
static void solve_chain(trial *t, uint32_t n_links, uint32_t n_ways)
{
    const sp_search_options options = sp_search_defaults();
    assert_law(t, generate_chain(&t->g, t->seed, n_links, n_ways, t->arena));
    reach_all(&t->g.problem, t->reachable);
    const double before = seconds();
    alarm(HANG_SECONDS);
    solve(t, &options);
    alarm(0);
    assert_law(t, seconds() - before < LONG_SECONDS);
    assert_law(t, t->found.proved && t->found.n_missing == 0);
}

static void long_mandatory_chain_ends_at_once(void **state)
{
    (void)state;
    trial t = {.seed = 1, .arena = sp_arena_make(0)};
    assert_non_null(t.arena);
    solve_chain(&t, N_LINKS, 1);
    assert_int_equal(t.found.n_chosen, N_LINKS);
    sp_arena_free(t.arena);
}

/* Every link is taught by one action that needs nothing else, so a plan of these exists, and there
 * is none with fewer actions than links. */
static void chain_with_alternatives_ends_at_once(void **state)
{
    (void)state;
    for (uint32_t n_ways = 2; n_ways <= 4; n_ways++) {
        trial t = {.seed = n_ways, .arena = sp_arena_make(0)};
        assert_non_null(t.arena);
        solve_chain(&t, N_LINKS_WITH_CHOICE, n_ways);
        assert_true(t.found.n_chosen >= N_LINKS_WITH_CHOICE);
        int64_t cost = 0;
        for (uint32_t i = 0; i < t.g.problem.n_actions; i++) {
            const sp_action *action = &t.g.problem.actions[i];
            if (action->adds[0].topic < N_LINKS_WITH_CHOICE)
                cost += action->n_needs <= (action->adds[0].topic > 0) ? action->cost : 0;
        }
        assert_true(t.found.cost <= cost);
        sp_arena_free(t.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_of_actions_does_not_change_the_cost),
        cmocka_unit_test(no_action_of_a_plan_is_needless),
        cmocka_unit_test(search_cut_short_bounds_the_optimum),
        cmocka_unit_test(long_mandatory_chain_ends_at_once),
        cmocka_unit_test(chain_with_alternatives_ends_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
