/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is exported and imported again is the same catalogue: generated ones and the shipped one, in
 * every format that is read back; CASE packages hold together; and damaged exports are read as
 * catalogues without errors, or refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generate.h"
#include "generate_catalog.h"
#include "io/json.h"
#include "studypath/studypath.h"
#include "unit/arena_fixture.h"

enum { CATALOGS = 1000, DAMAGED = 1000 };

static sp_engine shipped;

static int open_shipped(void **state)
{
    if (make_arena(state) != 0) return -1;
    sp_findings findings = {.arena = arena};
    return sp_engine_open(&shipped, NULL, &findings, arena, NULL) == SP_OK ? 0 : -1;
}

static void complete(sp_catalog *c)
{
    const sp_hours_model *model = &shipped.hours_model;
    sp_error e = {.code = SP_OK};
    if (sp_steps_set(c, model->areas, model->n_areas, arena, &e) != SP_OK ||
        sp_hours_complete(c, model, &e) != SP_OK)
        fail_msg("%s: %s", e.where, e.text);
}

/* The text as a complete catalogue. */
static void read_catalog(sp_catalog *out, const char *text)
{
    const sp_text one = {"text", text, strlen(text)};
    sp_findings findings = {.arena = arena};
    sp_error e = {.code = SP_OK};
    if (sp_catalog_read(out, &one, 1, &findings, arena, &e) != SP_OK)
        fail_msg("line %u: %s\n%s", (unsigned)e.line, e.text, text);
    assert_int_equal(findings.n_items, 0);
    complete(out);
}

static sp_status import(sp_import *out, const sp_catalog *base, const char *name, const char *text,
                        sp_error *e)
{
    const sp_text one = {name, text, strlen(text)};
    const sp_import_options options = {.from = SP_IMPORT_GUESS};
    sp_findings findings = {.arena = arena};
    return sp_import_read(out, base, &one, &options, &findings, arena, e);
}

static const char *imported(const sp_catalog *base, const char *name, const char *text)
{
    sp_import made;
    sp_error e = {.code = SP_OK};
    assert_non_null(text);
    if (import(&made, base, name, text, &e) != SP_OK)
        fail_msg("%s:%u: %s\n%s", name, (unsigned)e.line, e.text, text);
    for (size_t i = 0; i < made.n_rows; i++)
        if (made.rows[i].why) fail_msg("row %zu: %s\n%s", i + 1, made.rows[i].why, text);
    assert_int_equal(made.n_kept, base->n_courses);
    const char *written = sp_import_write(&made, true, arena);
    assert_non_null(written);
    return written;
}

static void must_be_equal(const char *what, const char *text, const char *expected)
{
    size_t at = 0, line = 1;
    while (text[at] && text[at] == expected[at]) line += text[at++] == '\n';
    if (text[at] != expected[at])
        fail_msg("%s: line %zu: \"%.60s\", expected \"%.60s\"", what, line, text + at,
                 expected + at);
}

/* Through one format and back. What a format does not carry is left out of `c` beforehand. */
static void must_come_back(const sp_catalog *c, const char *name, const char *text)
{
    sp_catalog again;
    const char *expected = sp_catalog_write(c, arena);
    read_catalog(&again, imported(c, name, text));
    must_be_equal(name, sp_catalog_write(&again, arena), expected);
}

/* In a table an empty text is none. */
static void drop_empty_texts(sp_catalog *c)
{
    for (size_t i = 0; i < c->n_courses; i++) {
        sp_course *one = &c->courses[i];
        const char **const texts[] = {
            &one->provider, &one->institution, &one->url,     &one->language,    &one->price,
            &one->workload, &one->part_of,     &one->same_as, &one->formal_text, &one->rating.text};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            if (*texts[k] && !**texts[k]) *texts[k] = NULL;
    }
}

static void through_every_format(sp_catalog *c)
{
    sp_catalog again;
    const char *json = sp_catalog_write(c, arena);
    read_catalog(&again, json);
    must_be_equal("json", sp_catalog_write(&again, arena), json);
    c->lists = NULL; /* neither carries lists */
    c->n_lists = 0;
    must_come_back(c, "any.jsonld", sp_catalog_write_jsonld(c, arena));
    drop_empty_texts(c);
    c->version = NULL; /* and a table no version; its id is the file's name */
    char name[200];
    snprintf(name, sizeof name, "%s.csv", c->id);
    must_come_back(c, name, sp_catalog_write_csv(c, arena));
}

static void generated_catalogues_come_back(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= CATALOGS; seed++) {
        const sp_arena_mark mark = sp_arena_here(arena);
        sp_catalog stated, c;
        generate_catalog(&stated, seed, arena);
        read_catalog(&c, sp_catalog_write(&stated, arena));
        assert_int_equal(c.n_courses, stated.n_courses);
        through_every_format(&c);
        sp_arena_rewind(arena, mark);
    }
}

static void the_shipped_catalogue_comes_back(void **state)
{
    (void)state;
    sp_catalog c = shipped.catalog; /* which is constant */
    c.courses = sp_arena_array(arena, c.n_courses, sizeof *c.courses);
    assert_non_null(c.courses);
    memcpy(c.courses, shipped.catalog.courses, c.n_courses * sizeof *c.courses);
    through_every_format(&c);
}

static void exports_of_a_catalogue_are_always_the_same(void **state)
{
    (void)state;
    const sp_catalog *c = &shipped.catalog;
    must_be_equal("csv", sp_catalog_write_csv(c, arena), sp_catalog_write_csv(c, arena));
    must_be_equal("jsonld", sp_catalog_write_jsonld(c, arena), sp_catalog_write_jsonld(c, arena));
    must_be_equal("case", sp_catalog_write_case(c, arena), sp_catalog_write_case(c, arena));
}

/* ---- CASE ---- */

enum { MOST_IDENTIFIERS = 20000 };

/* All identifiers of a package: of objects, and of the links between them. */
typedef struct identifiers {
    const char *own[MOST_IDENTIFIERS], *links[MOST_IDENTIFIERS];
    size_t n_own, n_links;
} identifiers;

static void collect(identifiers *out, const cJSON *value, bool is_link)
{
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(value, "identifier");
    if (id) {
        const cJSON *uri = cJSON_GetObjectItemCaseSensitive(value, "uri");
        const char *copy = sp_arena_text(arena, id->valuestring, strlen(id->valuestring));
        assert_non_null(copy);
        assert_memory_equal(uri->valuestring, "urn:uuid:", 9);
        assert_string_equal(uri->valuestring + 9, copy);
        assert_true(copy[14] == '5' && strchr("89ab", copy[19]));
        assert_true(out->n_own < MOST_IDENTIFIERS && out->n_links < MOST_IDENTIFIERS);
        if (is_link)
            out->links[out->n_links++] = copy;
        else
            out->own[out->n_own++] = copy;
    }
    for (const cJSON *child = value->child; child; child = child->next) {
        const size_t length = child->string ? strlen(child->string) : 0;
        collect(out, child, length > 3 && strcmp(child->string + length - 3, "URI") == 0);
    }
}

static sp_status collect_all(const sp_json *json, void *payload, sp_error *e)
{
    (void)e;
    collect(payload, json->root, false);
    return SP_OK;
}

static int compare(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

static void check_package(const sp_catalog *c)
{
    static identifiers all;
    const char *text = sp_catalog_write_case(c, arena);
    assert_non_null(text);
    all.n_own = all.n_links = 0;
    assert_int_equal(sp_json_read(text, strlen(text), "", collect_all, &all, arena, NULL), SP_OK);
    qsort(all.own, all.n_own, sizeof *all.own, compare);
    for (size_t i = 1; i < all.n_own; i++)
        if (strcmp(all.own[i - 1], all.own[i]) == 0) fail_msg("%s stands twice", all.own[i]);
    for (size_t i = 0; i < all.n_links; i++)
        if (!bsearch(&all.links[i], all.own, all.n_own, sizeof *all.own, compare))
            fail_msg("%s is nowhere", all.links[i]);
    assert_true(all.n_links >= 2 * c->topics.n_items);
}

static void links_of_a_package_lead_to_one_thing_each(void **state)
{
    (void)state;
    check_package(&shipped.catalog);
    for (uint64_t seed = 1; seed <= DAMAGED; seed++) {
        const sp_arena_mark mark = sp_arena_here(arena);
        sp_catalog stated, c;
        generate_catalog(&stated, seed, arena);
        read_catalog(&c, sp_catalog_write(&stated, arena));
        check_package(&c);
        sp_arena_rewind(arena, mark);
    }
}

/* ---- damage ---- */

/* One byte is another, left out, or said twice. */
static char *damaged(const char *text, uint64_t *state)
{
    static const char bytes[] = "\",;=\n\r {}[]:0a\\";
    const size_t length = strlen(text);
    char *copy = sp_arena_take(arena, length + 2);
    assert_non_null(copy);
    const size_t at = generate_below(state, (uint32_t)length);
    const uint32_t how = generate_below(state, 3);
    memcpy(copy, text, at);
    if (how == 0) copy[at] = bytes[generate_below(state, sizeof bytes - 1)];
    if (how == 2) copy[at] = text[at];
    memcpy(copy + at + (how > 0 ? how - 1 : 1), text + at + (how < 2), length - at + (how == 2));
    return copy;
}

static void damaged_exports_are_read_or_refused(void **state)
{
    (void)state;
    uint64_t random = 7;
    size_t n_read = 0;
    for (uint64_t seed = 1; seed <= DAMAGED; seed++) {
        const sp_arena_mark mark = sp_arena_here(arena);
        sp_catalog stated, c, again;
        sp_import made;
        generate_catalog(&stated, seed, arena);
        read_catalog(&c, sp_catalog_write(&stated, arena));
        const char *text = seed % 2 ? sp_catalog_write_csv(&c, arena)
                                    : sp_catalog_write_jsonld(&c, arena);
        for (int i = 0; i < 3; i++) text = damaged(text, &random);
        sp_error e = {.code = SP_OK};
        if (import(&made, &c, seed % 2 ? "a.csv" : "a.jsonld", text, &e) == SP_OK) {
            assert_int_equal(made.n_kept + made.n_merged + made.n_skipped, made.n_rows);
            read_catalog(&again, sp_import_write(&made, true, arena));
            n_read++;
        } else {
            assert_true(e.text[0] != '\0');
        }
        sp_arena_rewind(arena, mark);
    }
    assert_true(n_read > DAMAGED / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(generated_catalogues_come_back),
        cmocka_unit_test(the_shipped_catalogue_comes_back),
        cmocka_unit_test(exports_of_a_catalogue_are_always_the_same),
        cmocka_unit_test(links_of_a_package_lead_to_one_thing_each),
        cmocka_unit_test(damaged_exports_are_read_or_refused),
    };
    return cmocka_run_group_tests(tests, open_shipped, free_arena);
}
