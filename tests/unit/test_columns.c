/* SPDX-License-Identifier: GPL-3.0-or-later
 * A course as cells and back: the table has all that the catalogue format has, and cells that can't
 * be read are named. Round trips of whole catalogues are in tests/prop/test_exports.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "io/catalog.h"
#include "io/columns.h"
#include "unit/arena_fixture.h"

static void every_key_of_a_course_has_its_columns(void **state)
{
    (void)state;
    const sp_fields *fields = sp_catalog_parts[SP_CATALOG_COURSES].fields;
    for (size_t i = 0; i < fields->n_rows; i++) {
        size_t n = 0;
        for (size_t k = 0; k < SP_COLUMNS; k++)
            n += strcmp(sp_columns[k].key, fields->rows[i].key) == 0;
        if (!n) fail_msg("no column for %s", fields->rows[i].key);
    }
    for (int k = 0; k < SP_COLUMNS; k++) {
        bool is_key = strcmp(sp_columns[k].key, "x-") == 0;
        for (size_t i = 0; i < fields->n_rows; i++)
            is_key = is_key || strcmp(sp_columns[k].key, fields->rows[i].key) == 0;
        if (!is_key) fail_msg("the column %s is of no key", sp_columns[k].name);
        assert_int_equal(sp_column_find(sp_columns[k].name), k); /* and names differ */
    }
    assert_int_equal(sp_column_find("Title"), -1);
    assert_int_equal(sp_column_find(""), -1);
}

/* ---- cells of a course ---- */

typedef struct wanted_cell {
    const char *column, *cell; /* NULL: nothing is stated */
} wanted_cell;

static sp_status check_cell(const sp_json *json, void *payload, sp_error *e)
{
    (void)e;
    const wanted_cell *wanted = payload;
    sp_buffer b = {.arena = arena};
    const bool is_stated = sp_cell_write(&b, &sp_columns[sp_column_find(wanted->column)], json);
    assert_false(b.failed);
    assert_int_equal(is_stated, wanted->cell != NULL);
    if (wanted->cell) assert_string_equal(b.text ? b.text : "", wanted->cell);
    return SP_OK;
}

static void writes(const char *course, const char *column, const char *cell)
{
    wanted_cell wanted = {column, cell};
    assert_int_equal(sp_json_read(course, strlen(course), "", check_cell, &wanted, arena, NULL),
                     SP_OK);
}

static void a_course_becomes_cells(void **state)
{
    (void)state;
    writes("{\"title\": \"A, b\"}", "title", "A, b");
    writes("{\"title\": \"A\"}", "provider", NULL);
    writes("{\"provider\": \"\"}", "provider", "");
    writes("{\"provider\": null}", "provider", NULL);
    writes("{\"year\": 1999}", "year", "1999");
    writes("{\"hours\": {\"low\": 0.1, \"basis\": \"stated\"}}", "hours_low", "0.1");
    writes("{\"hours\": {\"low\": 0.1, \"basis\": \"stated\"}}", "hours_high", NULL);
    writes("{\"hours\": {\"low\": 0.1, \"basis\": \"stated\"}}", "hours_basis", "stated");
    writes("{\"weekly_hours\": [4, 8]}", "weekly_hours_low", "4");
    writes("{\"weekly_hours\": [4, 8]}", "weekly_hours_high", "8");
    writes("{\"upvotes\": 7}", "upvotes", "7");
    writes("{\"upvotes\": 7}", "upvotes_below", NULL);
    writes("{\"upvotes\": {\"below\": 9}}", "upvotes", NULL);
    writes("{\"upvotes\": {\"below\": 9}}", "upvotes_below", "9");
    writes("{\"teaches\": {\"b\": 2, \"a\": 1}}", "teaches", "b=2 a=1");
    writes("{\"requires\": {}}", "requires", "none");
    writes("{}", "requires", NULL);
    writes("{\"authors\": [\"A B\", \"C\"]}", "authors", "A B; C");
    writes("{\"authors\": [\"A; B\", \"C\"]}", "authors", "[\"A; B\", \"C\"]");
    writes("{\"authors\": [\" A\"]}", "authors", "[\" A\"]");
    writes("{\"authors\": [\"[A]\"]}", "authors", "[\"[A]\"]");
    writes("{\"authors\": [\"\"]}", "authors", "[\"\"]");
    writes("{\"inferred\": []}", "inferred", "");
    writes("{\"sources\": {\"a\": \"b\"}}", "sources", "{\"a\": \"b\"}");
    writes("{\"x-a\": 1.0, \"year\": 2, \"x-b\": {}}", "extras", "{\"x-a\": 1.0, \"x-b\": {}}");
    writes("{\"year\": 2}", "extras", NULL);
}

/* ---- a course of cells ---- */

static char refused[256];

static void note(void *payload, const sp_column *column, const char *wanted)
{
    (void)payload;
    const size_t length = strlen(refused);
    snprintf(refused + length, sizeof refused - length, "%s: %s. ", column->name, wanted);
}

/* Cells by their names, up to a NULL. */
static void reads(const char *const *cells, const char *course, const char *refusals)
{
    const char *row[SP_COLUMNS] = {NULL};
    sp_writer w = {.out.arena = arena, .flat_from = 1};
    for (; *cells; cells += 2) row[sp_column_find(cells[0])] = cells[1];
    refused[0] = '\0';
    sp_cells_read(&w, row, note, NULL);
    assert_false(w.out.failed);
    w.out.text[w.out.length - 1] = '\0'; /* the line break at the end */
    assert_string_equal(w.out.text, course);
    assert_string_equal(refused, refusals);
}

#define READS(course, refusals, ...)                                                               \
    reads((const char *const[]){__VA_ARGS__, NULL}, course, refusals)

static void cells_become_a_course(void **state)
{
    (void)state;
    reads((const char *const[]){NULL}, "{}", "");
    READS("{\"id\": \"a\", \"title\": \"\"}", "", "id", "a", "title", "");
    READS("{\"upvotes\": 3}", "", "upvotes", "3", "upvotes_below", "4");
    READS("{\"upvotes\": {\"below\": 4}}", "", "upvotes_below", "4");
    READS("{\"weekly_hours\": [1, 2.5]}", "", "weekly_hours_low", "1", "weekly_hours_high", "2.5");
    READS("{\"hours\": {\"high\": 2}}", "", "hours_high", "2");
    READS("{\"teaches\": {\"a\": 1, \"b:c\": 3}}", "", "teaches", " a=1,  b:c=3;");
    READS("{\"requires\": {}}", "", "requires", "none");
    READS("{\"was\": [\"a\", \"b c\"]}", "", "was", "a;;  b c ;");
    READS("{\"was\": [\"a;b\"]}", "", "was", "[\"a;b\"]");
    READS("{\"was\": [\"[a\"]}", "", "was", "[a");
    READS("{\"x-a\": [1], \"x-b\": 2}", "", "extras", "{\"x-a\": [1], \"x-b\": 2}");
}

static void cells_that_cannot_be_read_are_named(void **state)
{
    (void)state;
    static const char pairs[] = "teaches: TOPIC=LEVEL, with blanks between several. ";
    static const char *const bad_pairs[] = {"a",    "a=",      "=1",  "a=b",  "a=1=2",
                                            "a =1", "a=1 a=2", "a:1", "a=1.", "none a=1"};
    for (size_t i = 0; i < sizeof bad_pairs / sizeof *bad_pairs; i++)
        READS("{}", pairs, "teaches", bad_pairs[i]);
    READS("{}", "year: a number. ", "year", "1999.");
    READS("{}", "year: a number. ", "year", "4,5");
    READS("{\"year\": 3}", "views: a number. ", "year", "3", "views", "1e999");
    READS("{}", "weekly_hours_low: both ends. ", "weekly_hours_high", "3");
    READS("{}", "sources: JSON. ", "sources", "{\"a\": }");
    READS("{}", "stated: JSON. ", "stated", "[] []");
    READS("{}", "extras: a JSON object of x- keys. ", "extras", "[1]");
    READS("{}", "extras: a JSON object of x- keys. ", "extras", "{\"x-a\": 1, \"id\": 2}");
    READS("{}", "extras: a JSON object of x- keys. ", "extras", "{\"x-a\": 1, \"x-a\": 2}");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_of_a_course_has_its_columns),
        TEST(a_course_becomes_cells),
        TEST(cells_become_a_course),
        TEST(cells_that_cannot_be_read_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
