/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a catalogue covers, counted: by hand on a small catalogue, and against counting pair by pair
 * on the shipped one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "small_catalog.h"
#include "studypath/studypath.h"

static small_world w;

static int set_up(void **state)
{
    (void)state;
    small_world_make(&w);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    small_world_free(&w);
    return 0;
}

static sp_stats count(void)
{
    sp_stats stats;
    assert_int_equal(sp_stats_make(&stats, &w.catalog, w.arena, NULL), SP_OK);
    return stats;
}

static const sp_coverage *covered(const sp_stats *stats, sp_topic_id topic)
{
    for (size_t i = 0; i < stats->n_areas; i++)
        for (size_t k = 0; k < stats->areas[i].n_topics; k++)
            if (stats->areas[i].topics[k].topic == topic) return &stats->areas[i].topics[k];
    fail_msg("topic %u is in no area", (unsigned)topic);
    return NULL;
}

static void covers(sp_topic_id topic, size_t follow, size_t use, size_t derive)
{
    const sp_stats stats = count();
    const sp_coverage *c = covered(&stats, topic);
    assert_int_equal(c->n_courses[SP_LEVEL_FOLLOW], follow);
    assert_int_equal(c->n_courses[SP_LEVEL_USE], use);
    assert_int_equal(c->n_courses[SP_LEVEL_DERIVE], derive);
}

static void a_course_counts_at_its_level_and_below(void **state)
{
    (void)state;
    covers(ALGEBRA, 1, 1, 0);
    covers(VECTORS, 2, 1, 0);
    covers(MATRICES, 3, 2, 0);
    covers(EIGEN, 2, 2, 1);
    covers(DERIVATIVES, 0, 0, 0);
}

static void one_provider_and_the_same_thing_twice_are_one_supplier(void **state)
{
    (void)state;
    sp_course *courses = w.catalog.courses;
    sp_stats stats = count();
    assert_int_equal(stats.n_suppliers, SMALL_COURSES); /* without a provider: each its own */
    assert_int_equal(covered(&stats, MATRICES)->n_suppliers[1], 3);
    courses[FILMS].provider = courses[EIGEN_BOOK].provider = "P";
    stats = count();
    assert_int_equal(covered(&stats, MATRICES)->n_suppliers[1], 2);
    assert_int_equal(covered(&stats, MATRICES)->n_suppliers[2], 2);
    courses[EIGEN_BOOK].same_as = courses[LINEAR_MOOC].same_as = "both";
    stats = count();
    assert_int_equal(covered(&stats, MATRICES)->n_suppliers[1], 2);
    assert_int_equal(covered(&stats, MATRICES)->n_suppliers[2], 1);
    assert_int_equal(stats.n_suppliers, 4);
}

static void areas_keep_the_order_of_their_first_topics(void **state)
{
    (void)state;
    w.catalog.topics.items[EIGEN].area = "zz";
    w.catalog.topics.items[DERIVATIVES].area = "linear_algebra"; /* behind another area */
    const sp_stats stats = count();
    assert_int_equal(stats.n_areas, 3);
    assert_string_equal(stats.areas[0].area, "foundations");
    assert_string_equal(stats.areas[1].area, "linear_algebra");
    assert_int_equal(stats.areas[1].n_topics, 3);
    assert_int_equal(stats.areas[1].topics[2].topic, DERIVATIVES);
    assert_int_equal(stats.areas[1].n_courses, 3);
    assert_string_equal(stats.areas[2].area, "zz");
    assert_int_equal(stats.areas[2].n_courses, 2);
}

static void what_goals_need_is_their_closure(void **state)
{
    (void)state;
    const sp_pair levels[] = {{EIGEN, 3}}, other[] = {{DERIVATIVES, 2}};
    sp_goal goals[] = {{.id = "g", .levels = levels, .n_levels = 1},
                       {.id = "h", .levels = other, .n_levels = 1}};
    w.catalog.goals = goals;
    w.catalog.n_goals = 2;
    const sp_stats stats = count();
    assert_int_equal(covered(&stats, EIGEN)->needed, 3);
    assert_int_equal(covered(&stats, MATRICES)->needed, 2);
    assert_int_equal(covered(&stats, VECTORS)->needed, 1);
    assert_int_equal(covered(&stats, ALGEBRA)->needed, 0);
    assert_int_equal(stats.n_needed, 8);
    assert_int_equal(stats.n_needed_untaught, 2); /* derivatives 1 and 2 */
    assert_int_equal(stats.n_needed_single, 1);   /* eigen 3 */
}

static void what_courses_state_is_counted(void **state)
{
    (void)state;
    sp_course *courses = w.catalog.courses;
    courses[EIGEN_BOOK].rating = (sp_rating){4, 5, 10, NULL};
    courses[EIGEN_BOOK].views = 3; /* stars win */
    courses[FILMS].rating = (sp_rating){4, 5, NAN, NULL};
    courses[LINEAR_MOOC].views = 7;
    courses[LINEAR_MOOC].hours.basis = SP_BASIS_ESTIMATED;
    courses[PROOFS].cost = SP_COST_PAID;
    courses[PROOFS].level = SP_STAGE_ADVANCED;
    courses[PROOFS].n_teaches = 0;
    const char *const languages[SMALL_COURSES] = {"de", NULL, "en", "en", "a"};
    for (int i = 0; i < SMALL_COURSES; i++) courses[i].language = languages[i];
    const sp_stats stats = count();
    assert_int_equal(stats.n_ratings[SP_RATING_STARS_COUNTED], 1);
    assert_int_equal(stats.n_ratings[SP_RATING_STARS], 1);
    assert_int_equal(stats.n_ratings[SP_RATING_VIEWS], 1);
    assert_int_equal(stats.n_ratings[SP_RATING_NONE], 2);
    assert_int_equal(stats.n_hours[SP_BASIS_STATED], 4);
    assert_int_equal(stats.n_hours[SP_BASIS_ESTIMATED], 1);
    assert_int_equal(stats.n_costs[SP_COST_PAID], 1);
    assert_int_equal(stats.n_costs[SP_COST_NONE], 4);
    assert_int_equal(stats.n_stages[SP_STAGE_ADVANCED], 1);
    assert_int_equal(stats.n_formats[SP_FORMAT_LECTURES], 2);
    assert_int_equal(stats.n_unused, 1);
    assert_int_equal(stats.languages.n_not_stated, 1);
    assert_int_equal(stats.languages.n_items, 3);
    assert_string_equal(stats.languages.items[0].name, "en");
    assert_int_equal(stats.languages.items[0].n_courses, 2);
    assert_string_equal(stats.languages.items[1].name, "a"); /* a tie: by name */
    assert_string_equal(stats.languages.items[2].name, "de");
    assert_int_equal(stats.providers.n_items, 0);
    assert_int_equal(stats.providers.n_not_stated, SMALL_COURSES);
}

static void an_empty_catalogue_has_nothing_to_count(void **state)
{
    (void)state;
    w.catalog = (sp_catalog){.id = "empty"};
    const sp_stats stats = count();
    assert_int_equal(stats.n_areas + stats.n_courses + stats.n_suppliers + stats.n_needed, 0);
    assert_non_null(sp_stats_write(&stats, &w.catalog, w.arena));
    assert_non_null(sp_view_stats(&stats, &w.catalog, w.arena));
    assert_non_null(sp_view_stats_svg(&stats, &w.catalog, w.arena));
}

static void too_little_memory_is_an_error(void **state)
{
    (void)state;
    sp_stats stats;
    sp_arena *small = sp_arena_make(64);
    assert_int_equal(sp_stats_make(&stats, &w.catalog, small, NULL), SP_MEMORY);
    sp_arena_free(small);
}

/* The same counts by looking at every course for every pair. */
static void check_pair(const sp_catalog *c, const sp_coverage *topic, unsigned level)
{
    size_t n_courses = 0, n_suppliers = 0;
    for (size_t i = 0; i < c->n_courses; i++) {
        const sp_course *one = &c->courses[i];
        bool teaches = false, is_new = true;
        for (size_t k = 0; k < one->n_teaches; k++)
            teaches = teaches ||
                      (one->teaches[k].topic == topic->topic && one->teaches[k].level >= level);
        if (!teaches) continue;
        for (size_t j = 0; j < i; j++) {
            const sp_course *other = &c->courses[j];
            const char *left = one->same_as    ? one->same_as
                               : one->provider ? one->provider
                                               : one->id;
            const char *right = other->same_as    ? other->same_as
                                : other->provider ? other->provider
                                                  : other->id;
            for (size_t k = 0; k < other->n_teaches; k++)
                if (other->teaches[k].topic == topic->topic && other->teaches[k].level >= level &&
                    strcmp(left, right) == 0)
                    is_new = false;
        }
        n_courses++;
        n_suppliers += is_new;
    }
    assert_int_equal(topic->n_courses[level], n_courses);
    assert_int_equal(topic->n_suppliers[level], n_suppliers);
}

static void the_shipped_catalogue_is_counted_right(void **state)
{
    (void)state;
    sp_engine engine;
    sp_findings findings = {.arena = w.arena};
    sp_stats stats;
    assert_int_equal(sp_engine_open(&engine, NULL, &findings, w.arena, NULL), SP_OK);
    assert_int_equal(sp_stats_make(&stats, &engine.catalog, w.arena, NULL), SP_OK);
    size_t n_topics = 0;
    for (size_t i = 0; i < stats.n_areas; i++) {
        for (size_t k = 0; k < stats.areas[i].n_topics; k++) {
            const sp_coverage *topic = &stats.areas[i].topics[k];
            assert_string_equal(engine.catalog.topics.items[topic->topic].area,
                                stats.areas[i].area);
            for (unsigned l = 1; l < SP_LEVELS; l++) check_pair(&engine.catalog, topic, l);
            n_topics++;
        }
    }
    assert_int_equal(n_topics, engine.catalog.topics.n_items);
    assert_int_equal(stats.n_hours[SP_BASIS_NONE], 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_course_counts_at_its_level_and_below),
        TEST(one_provider_and_the_same_thing_twice_are_one_supplier),
        TEST(areas_keep_the_order_of_their_first_topics),
        TEST(what_goals_need_is_their_closure),
        TEST(what_courses_state_is_counted),
        TEST(an_empty_catalogue_has_nothing_to_count),
        TEST(too_little_memory_is_an_error),
        TEST(the_shipped_catalogue_is_counted_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
