/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks against the slow way, which shares no code with them.
 *
 * Redundant needs: a need may be reported only when, over all level vectors, the
 * least levels that meet every need are the same without it; all that are reported may be taken out
 * together; and of what is left none can be spared. The oracle raises levels until nothing changes.
 * Courses that others outdo: every course against every other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "core/topics.h"
#include "studypath/findings.h"
#include "prop/generate.h"
#include "unit/arena_fixture.h"

enum { MOST_TOPICS = 5, MOST_NEEDS = 4, GRAPHS = 3000 };

typedef struct graph {
    size_t n_topics;
    sp_topic topics[MOST_TOPICS];
    sp_need needs[MOST_TOPICS][MOST_NEEDS];
    bool is_out[MOST_TOPICS][MOST_NEEDS]; /* the oracle looks at the graph without these */
} graph;

/* Topics need earlier ones, several times at that. */
static void make_graph(graph *g, uint64_t seed)
{
    static const char *const ids[MOST_TOPICS] = {"a", "b", "c", "d", "e"};
    uint64_t state = seed * 7919 + 1;
    *g = (graph){.n_topics = 2 + generate_below(&state, MOST_TOPICS - 1)};
    for (size_t t = 0; t < g->n_topics; t++) {
        g->topics[t] = (sp_topic){
            .id = ids[t], .file = "f", .line = (uint32_t)t + 1, .source = "s"};
        g->topics[t].needs = g->needs[t];
        g->topics[t].n_needs = t ? generate_below(&state, MOST_NEEDS + 1) : 0;
        for (size_t n = 0; n < g->topics[t].n_needs; n++)
            g->needs[t][n] = (sp_need){.topic = generate_below(&state, (uint32_t)t),
                                       .from = (uint8_t)(1 + generate_below(&state, 3)),
                                       .lag = (uint8_t)generate_below(&state, 3)};
    }
}

static int needed(const sp_need *need, int level)
{
    const int least = level - need->lag;
    if (level < need->from) return 0;
    return least > 1 ? least : 1;
}

/* Digits of `vector` to base 4 are levels; raised until every need that is in is met. */
static void raise(const graph *g, unsigned vector, int levels[MOST_TOPICS])
{
    bool changed = true;
    for (size_t t = 0; t < g->n_topics; t++) levels[t] = vector >> 2 * t & 3;
    while (changed) {
        changed = false;
        for (size_t t = 0; t < g->n_topics; t++)
            for (size_t n = 0; n < g->topics[t].n_needs; n++) {
                const int least = needed(&g->needs[t][n], levels[t]);
                if (g->is_out[t][n] || levels[g->needs[t][n].topic] >= least) continue;
                levels[g->needs[t][n].topic] = least;
                changed = true;
            }
    }
}

static bool close_alike(const graph *one, const graph *two)
{
    for (unsigned vector = 0; vector < 1U << 2 * one->n_topics; vector++) {
        int left[MOST_TOPICS], right[MOST_TOPICS];
        raise(one, vector, left);
        raise(two, vector, right);
        if (memcmp(left, right, one->n_topics * sizeof *left) != 0) return false;
    }
    return true;
}

/* Take out of the graph what the check reports; how many needs that is. */
static size_t take_out_redundant(graph *g)
{
    const sp_catalog c = {.id = "cat", .topics = {.items = g->topics, .n_items = g->n_topics}};
    sp_catalog sorted = c;
    sp_findings f = {.arena = arena};
    assert_int_equal(sp_topics_sort(&sorted.topics, &f, arena, NULL), SP_OK);
    assert_int_equal(sp_catalog_check_reach(&sorted, &f, arena, NULL), SP_OK);
    size_t n_redundant = 0;
    for (size_t i = 0; i < f.n_items; i++) {
        if (strcmp(f.items[i].code, "redundant-need") != 0) continue;
        const size_t t = f.items[i].line - 1;
        bool found = false;
        for (size_t n = g->topics[t].n_needs; n-- > 0 && !found;) { /* of two alike the later one */
            char words[80];
            const sp_need *need = &g->needs[t][n];
            snprintf(words, sizeof words, "needs %s from level %u on with lag %u,",
                     g->topics[need->topic].id, (unsigned)need->from, (unsigned)need->lag);
            if (g->is_out[t][n] || !strstr(f.items[i].text, words)) continue;
            found = g->is_out[t][n] = true;
        }
        assert_true(found);
        n_redundant++;
    }
    return n_redundant;
}

static void what_is_reported_can_be_spared_and_nothing_else(void **state)
{
    (void)state;
    size_t n_redundant = 0, n_left = 0;
    for (uint64_t seed = 0; seed < GRAPHS; seed++) {
        const sp_arena_mark mark = sp_arena_here(arena);
        graph whole, pruned;
        make_graph(&whole, seed);
        make_graph(&pruned, seed);
        n_redundant += take_out_redundant(&pruned);
        if (!close_alike(&whole, &pruned)) fail_msg("seed %u: not redundant", (unsigned)seed);
        for (size_t t = 0; t < pruned.n_topics; t++)
            for (size_t n = 0; n < pruned.topics[t].n_needs; n++) {
                if (pruned.is_out[t][n]) continue;
                pruned.is_out[t][n] = true;
                if (close_alike(&whole, &pruned))
                    fail_msg("seed %u: need %zu of topic %zu is redundant too", (unsigned)seed, n,
                             t);
                pruned.is_out[t][n] = false;
                n_left++;
            }
        sp_arena_rewind(arena, mark);
    }
    assert_true(n_redundant > 300 && n_left > 300); /* both kinds came up */
}

/* Levels and lags of a chain of two against a direct need, all that there are. */
static void every_chain_against_every_direct_need(void **state)
{
    (void)state;
    enum { KINDS = 9 };
    for (unsigned kind = 0; kind < KINDS * KINDS * KINDS; kind++) {
        const unsigned kinds[] = {kind % KINDS, kind / KINDS % KINDS, kind / KINDS / KINDS};
        sp_need needs[3];
        for (int i = 0; i < 3; i++)
            needs[i] = (sp_need){0, (uint8_t)(1 + kinds[i] / 3), (uint8_t)(kinds[i] % 3)};
        graph whole;
        make_graph(&whole, 0);
        whole.n_topics = 3;
        for (size_t t = 0; t < 3; t++) {
            whole.topics[t] = (sp_topic){.id = t == 0   ? "a"
                                               : t == 1 ? "b"
                                                        : "c",
                                         .file = "f",
                                         .line = (uint32_t)t + 1,
                                         .source = "s",
                                         .needs = whole.needs[t],
                                         .n_needs = t};
        }
        whole.needs[1][0] = needs[0];
        whole.needs[2][0] = needs[1];
        whole.needs[2][0].topic = 1;
        whole.needs[2][1] = needs[2];
        graph without = whole, pruned = whole;
        for (size_t t = 0; t < 3; t++) pruned.topics[t].needs = pruned.needs[t];
        without.is_out[2][1] = true;
        const sp_arena_mark mark = sp_arena_here(arena);
        const size_t n_redundant = take_out_redundant(&pruned);
        assert_int_equal(n_redundant, close_alike(&whole, &without));
        if (n_redundant) assert_true(pruned.is_out[2][1]);
        sp_arena_rewind(arena, mark);
    }
}

/* ---- courses that another one outdoes ---- */

enum { MOST_COURSES = 12, PAIRS = 3, CATALOGUES = 2000 };

typedef struct levels {
    int teaches[MOST_TOPICS], requires[MOST_TOPICS], hours;
    bool is_guess;
} levels;

static size_t to_pairs(sp_pair *pairs, const int levels_of[MOST_TOPICS])
{
    size_t n = 0;
    for (sp_topic_id t = 0; t < MOST_TOPICS; t++)
        if (levels_of[t]) pairs[n++] = (sp_pair){t, (uint8_t)levels_of[t]};
    return n;
}

static bool is_at_least(const int *left, const int *right)
{
    for (size_t t = 0; t < MOST_TOPICS; t++)
        if (left[t] < right[t]) return false;
    return true;
}

static bool is_outdone(const levels *all, size_t n, size_t which)
{
    const levels *course = &all[which];
    bool teaches = false;
    for (size_t t = 0; t < MOST_TOPICS; t++) teaches = teaches || course->teaches[t];
    for (size_t i = 0; i < n; i++) {
        const levels *other = &all[i];
        if (i == which || !teaches || other->is_guess || course->is_guess ||
            other->hours > course->hours || !is_at_least(other->teaches, course->teaches) ||
            !is_at_least(course->requires, other->requires))
            continue;
        const bool is_alike = other->hours == course->hours &&
                              is_at_least(course->teaches, other->teaches) &&
                              is_at_least(other->requires, course->requires);
        if (!is_alike || i < which) return true;
    }
    return false;
}

typedef struct shelf {
    size_t n_courses;
    levels all[MOST_COURSES];
    sp_course courses[MOST_COURSES];
    sp_pair teaches[MOST_COURSES][MOST_TOPICS], requires[MOST_COURSES][MOST_TOPICS];
    sp_topic topics[MOST_TOPICS];
} shelf;

static void make_shelf(shelf *s, uint64_t random)
{
    static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
    *s = (shelf){.n_courses = 2 + generate_below(&random, MOST_COURSES - 1)};
    for (size_t t = 0; t < MOST_TOPICS; t++) s->topics[t] = (sp_topic){.id = ids[t]};
    for (size_t i = 0; i < s->n_courses; i++) {
        levels *l = &s->all[i];
        for (size_t k = 0; k < PAIRS; k++) {
            l->teaches[generate_below(&random, MOST_TOPICS)] = (int)generate_below(&random, 4);
            l->requires[generate_below(&random, MOST_TOPICS)] = (int)generate_below(&random, 2);
        }
        l->hours = 1 + (int)generate_below(&random, 3);
        l->is_guess = generate_below(&random, 8) == 0;
        s->courses[i] = (sp_course){.id = ids[i],
                                    .line = (uint32_t)i + 1,
                                    .teaches = s->teaches[i],
                                    .n_teaches = to_pairs(s->teaches[i], l->teaches),
                                    .requires = s->requires[i],
                                    .n_requires = to_pairs(s->requires[i], l -> requires)};
        s->courses[i].hours.expected = l->hours;
        s->courses[i].hours.basis = l->is_guess ? SP_BASIS_ESTIMATED : SP_BASIS_STATED;
    }
}

static void find_outdone(bool found[MOST_COURSES], shelf *s)
{
    sp_catalog c = {.topics = {.items = s->topics, .n_items = MOST_TOPICS},
                    .courses = s->courses,
                    .n_courses = s->n_courses};
    sp_findings f = {.arena = arena};
    assert_int_equal(sp_topics_sort(&c.topics, &f, arena, NULL), SP_OK);
    assert_int_equal(sp_catalog_check_reach(&c, &f, arena, NULL), SP_OK);
    for (size_t i = 0; i < f.n_items; i++)
        if (strcmp(f.items[i].code, "dominated") == 0) found[f.items[i].line - 1] = true;
}

static void outdone_courses_are_those_that_every_comparison_finds(void **state)
{
    (void)state;
    size_t n_outdone = 0;
    for (uint64_t seed = 0; seed < CATALOGUES; seed++) {
        const sp_arena_mark mark = sp_arena_here(arena);
        shelf s;
        bool found[MOST_COURSES] = {false};
        make_shelf(&s, seed);
        find_outdone(found, &s);
        for (size_t i = 0; i < s.n_courses; i++) {
            if (found[i] != is_outdone(s.all, s.n_courses, i))
                fail_msg("seed %u, course %zu", (unsigned)seed, i);
            n_outdone += found[i];
        }
        sp_arena_rewind(arena, mark);
    }
    assert_true(n_outdone > 1000);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_reported_can_be_spared_and_nothing_else),
        TEST(every_chain_against_every_direct_need),
        TEST(outdone_courses_are_those_that_every_comparison_finds),
    };
    return cmocka_run_group_tests_name("checks", tests, NULL, NULL);
}
