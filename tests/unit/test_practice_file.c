/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files of exercises and items: what is embedded is what is in data/, and every mistake is refused
 * at its place. Run from the top of the repository. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "studypath/studypath.h"

static sp_arena *arena;
static sp_engine engine;
static sp_practice practice;
static sp_findings found;

static int open_engine(void **state)
{
    (void)state;
    sp_error e = {0};
    arena = sp_arena_make(0);
    found = (sp_findings){.arena = arena};
    return sp_engine_open(&engine, NULL, &found, arena, &e) == SP_OK ? 0 : -1;
}

static int close_engine(void **state)
{
    (void)state;
    sp_arena_free(arena);
    return 0;
}

static void test_embedded(void **state)
{
    (void)state;
    sp_error e = {0};
    sp_text exercises, items;
    sp_practice read = {0};
    assert_int_equal(sp_text_load(&exercises, "data/exercises.json", arena, &e), SP_OK);
    assert_int_equal(sp_text_load(&items, "data/items.json", arena, &e), SP_OK);
    assert_int_equal(sp_exercises_read(&read, &engine.catalog, &exercises, &found, arena, &e),
                     SP_OK);
    assert_int_equal(sp_items_read(&read, &engine.catalog, &items, &found, arena, &e), SP_OK);
    assert_int_equal(read.n_exercises, engine.practice.n_exercises);
    assert_int_equal(read.n_items, engine.practice.n_items);
    for (size_t i = 0; i < read.n_exercises; i++) {
        assert_int_equal(read.exercises[i].topic, engine.practice.exercises[i].topic);
        assert_string_equal(read.exercises[i].text, engine.practice.exercises[i].text);
    }
    for (size_t i = 0; i < read.n_items; i++) {
        assert_string_equal(read.items[i].id, engine.practice.items[i].id);
        assert_int_equal(read.items[i].n_choices, engine.practice.items[i].n_choices);
    }
}

#define EXERCISE "{\"topic\": \"eigen\", \"level\": 2, \"text\": \"t\", \"answer\": \"a\"}"
#define RIGHT "{\"text\": \"r\", \"right\": true}"
#define WRONG "{\"text\": \"w\", \"misconception\": \"m\"}"

static void refused(sp_status (*read)(sp_practice *out, const sp_catalog *c, const sp_text *text,
                                      sp_findings *findings, sp_arena *a, sp_error *e),
                    const char *text, const char *why)
{
    sp_error e = {0};
    const sp_text one = {"p.json", text, strlen(text)};
    found = (sp_findings){.arena = arena};
    practice = (sp_practice){0};
    assert_int_equal(read(&practice, &engine.catalog, &one, &found, arena, &e),
                     why ? SP_INVALID : SP_OK);
    if (!why) return;
    assert_int_equal(practice.n_exercises + practice.n_items, 0);
    if (!strstr(e.text, why)) fail_msg("'%s' is not about %s", e.text, why);
}

static void exercises(const char *list, const char *why)
{
    sp_buffer b = {.arena = arena};
    sp_buffer_printf(&b, "{\"format\": \"studypath-exercises/1\", \"exercises\": [%s]}", list);
    refused(sp_exercises_read, b.text, why);
}

static void item(const char *members, const char *why)
{
    sp_buffer b = {.arena = arena};
    sp_buffer_printf(&b,
                     "{\"format\": \"studypath-items/1\", \"items\": [{\"id\": \"i-1\", \"topic\": "
                     "\"eigen\", \"question\": \"q\", \"worked\": \"w\", %s}]}",
                     members);
    refused(sp_items_read, b.text, why);
}

static void test_exercises(void **state)
{
    (void)state;
    exercises(EXERCISE, NULL);
    exercises("", NULL);
    exercises(EXERCISE "," EXERCISE, "two exercises");
    exercises("{\"topic\": \"eigenn\", \"level\": 2, \"text\": \"t\", \"answer\": \"a\"}", "eigen");
    exercises("{\"topic\": \"eigen\", \"level\": 0, \"text\": \"t\", \"answer\": \"a\"}", "1 to 3");
    exercises("{\"topic\": \"eigen\", \"level\": 4, \"text\": \"t\", \"answer\": \"a\"}", "level");
    exercises("{\"topic\": \"eigen\", \"level\": 1, \"text\": \"\", \"answer\": \"a\"}", "empty");
    exercises("{\"topic\": \"eigen\", \"level\": 1, \"text\": \"t\"}", "answer");
    exercises("{\"topic\": \"eigen\", \"level\": 1, \"txt\": \"t\"}", "text");
    refused(sp_exercises_read, "{\"format\": \"studypath-items/1\", \"items\": []}", "exercises");
}

static void test_items(void **state)
{
    (void)state;
    item("\"level\": 1, \"choices\": [" RIGHT "," WRONG "]", NULL);
    item("\"level\": 0, \"choices\": [" RIGHT "," WRONG "]", "1 to 3");
    item("\"level\": 1, \"choices\": [" RIGHT "]", "2 to 6");
    item("\"level\": 1, \"choices\": [" WRONG "," WRONG "]", "one of them right");
    item("\"level\": 1, \"choices\": [" RIGHT "," RIGHT "]", "one of them right");
    item("\"level\": 1, \"choices\": [" RIGHT ",{\"text\": \"w\"}]", "misconception");
    item("\"level\": 1, \"choices\": [" WRONG ",{\"text\": \"w\", \"right\": true, "
         "\"misconception\": \"m\"}]",
         "misconception");
    item("\"level\": 1, \"choices\": [" RIGHT "," WRONG "," WRONG "," WRONG "," WRONG "," WRONG
         "," WRONG "]",
         "2 to 6");
    item("\"level\": 1, \"choice\": []", "choices");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_embedded),
                                       cmocka_unit_test(test_exercises),
                                       cmocka_unit_test(test_items)};
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
