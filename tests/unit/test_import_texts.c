/* SPDX-License-Identifier: GPL-3.0-or-later
 * The texts of tests/unit/texts/ as cells of an export, each under its heading: what the import
 * makes of them are the readings that were written down for them, or nothing; and whoever opens the
 * catalogue reads nothing else into them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "unit/arena_fixture.h"
#include "unit/text_rows.h"

/* At least so many of each are read. */
enum { RATINGS = 85, LEVELS = 54, COSTS = 105, HOURS = 220, WEEKS = 100 };

static const char *const fields[] = {"duration", "rating", "level", "price"}; /* by kind */
static size_t n_read[5];
static text_rows rows;
static sp_import import;
static sp_error error;

static int free_rows(void **state)
{
    text_rows_free(&rows);
    return free_arena(state);
}

static void add_cell(sp_buffer *b, const char *text, char end)
{
    sp_buffer_puts(b, "\"");
    for (; *text; text++) sp_buffer_add(b, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
    sp_buffer_printf(b, "\"%c", end);
}

/* The course that a row with this text becomes, over no topics. */
static const sp_course *import_text(const text_row *row)
{
    static const sp_catalog base;
    const char *field = fields[row->kind], *heading = row->column ? row->column : field;
    const sp_import_map map = {field, heading};
    const sp_import_options options = {.from = SP_IMPORT_CSV, .maps = &map, .n_maps = 1};
    sp_findings found = {.arena = arena};
    sp_buffer b = {.arena = arena};
    sp_buffer_puts(&b, "title,");
    add_cell(&b, heading, '\n');
    sp_buffer_puts(&b, "T,");
    add_cell(&b, row->raw, '\n');
    assert_false(b.failed);
    const sp_text text = {"t.csv", b.text, b.length};
    if (sp_import_read(&import, &base, &text, &options, &found, arena, &error) != SP_OK)
        fail_msg("\"%s\": %s", row->raw, error.text);
    if (import.n_kept != 1) fail_msg("\"%s\" is skipped: %s", row->raw, import.rows[0].why);
    return import.catalog.courses;
}

static double number(const text_row *row, const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(row->expect, key);
    return cJSON_IsNumber(value) ? cJSON_GetNumberValue(value) : NAN;
}

static bool is_span(const text_row *row, const char *key, double low, double high)
{
    const cJSON *span = cJSON_GetObjectItemCaseSensitive(row->expect, key);
    return cJSON_IsArray(span) && fabs(cJSON_GetNumberValue(span->child) - low) < 0.0051 &&
           fabs(cJSON_GetNumberValue(span->child->next) - high) < 0.0051;
}

static bool is_choice(const text_row *row, const char *key, const char *choices, unsigned value)
{
    const char *name = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(row->expect, key));
    return value == (name ? 1 + (unsigned)sp_choice_find(choices, name) : 0);
}

static bool is_rating(const text_row *row, const sp_rating *r)
{
    const double exact = number(row, "count"), about = number(row, "count_approx");
    const double count = isnan(exact) ? about : exact;
    n_read[SP_READING_RATING] += isfinite(r->mean) != 0;
    if (strcmp(row->raw, "4.812") == 0 && !row->column) return r->mean == 4.812; /* no thousands */
    return (isnan(r->mean) || (r->mean == number(row, "mean") && r->of == number(row, "of"))) &&
           (isnan(r->count) || fabs(count - r->count) <= 0.5);
}

/* Hours of lectures times minutes are expected, but are no hours of study. */
static bool is_workload(const text_row *row, const sp_course *c)
{
    const sp_hours *h = &c->stated_hours;
    const cJSON *expect = row->expect;
    n_read[SP_READING_WORKLOAD] += isfinite(h->low) != 0;
    n_read[4] += isfinite(c->weekly_low) != 0;
    const bool product = cJSON_HasObjectItem(expect, "months") ||
                         cJSON_HasObjectItem(expect, "weeks");
    if (isfinite(h->low) && !is_span(row, "hours", h->low, h->high) &&
        !(product && !cJSON_HasObjectItem(expect, "hours")))
        return false;
    return isnan(c->weekly_low) || is_span(row, "hours_per_week", c->weekly_low, c->weekly_high) ||
           !cJSON_HasObjectItem(expect, "hours_per_week");
}

/* Under "price" a bare number is one, of whatever currency. */
static bool is_cost(const text_row *row, sp_cost cost)
{
    n_read[SP_READING_PRICE] += cost != SP_COST_NONE;
    if (cost == SP_COST_PAID && strspn(row->raw, "0123456789.") == strlen(row->raw)) return true;
    return is_choice(row, "cost", SP_CHOICE_COST, cost);
}

static bool is_expected(const text_row *row, const sp_course *course)
{
    switch (row->kind) {
    case SP_READING_RATING: return is_rating(row, &course->rating);
    case SP_READING_WORKLOAD: return is_workload(row, course);
    case SP_READING_PRICE: return is_cost(row, course->cost);
    case SP_READING_LEVEL: break;
    }
    n_read[SP_READING_LEVEL] += course->level != SP_STAGE_NONE;
    return is_choice(row, "level", SP_CHOICE_STAGE, course->level);
}

static bool is_same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

/* The catalogue that is written states the same hours. */
static void must_be_read_again(const text_row *row, const sp_course *course)
{
    const char *text = sp_import_write(&import, true, arena);
    assert_non_null(text);
    const sp_text one = {"out.json", text, strlen(text)};
    sp_catalog again;
    sp_findings found = {.arena = arena};
    if (sp_catalog_read(&again, &one, 1, &found, arena, &error) != SP_OK)
        fail_msg("\"%s\": %s", row->raw, error.text);
    const sp_hours *h = &again.courses[0].stated_hours, *own = &course->stated_hours;
    if (!is_same(h->low, own->low) || !is_same(h->high, own->high))
        fail_msg("\"%s\": %g to %g hours are read again, not %g to %g", row->raw, h->low, h->high,
                 own->low, own->high);
}

static void texts_are_imported_as_they_are_read(void **state)
{
    (void)state;
    size_t n_wrong = 0;
    assert_true(text_rows_load(&rows, "tests/unit/texts/forms.jsonl", arena) &&
                text_rows_load(&rows, "tests/unit/texts/more.jsonl", arena));
    for (size_t i = 0; i < rows.n_items; i++) {
        const text_row *row = &rows.items[i];
        const sp_arena_mark mark = sp_arena_here(arena);
        if (row->raw[0]) {
            const sp_course *course = import_text(row);
            if (!is_expected(row, course)) {
                print_message("# \"%s\" under \"%s\" is read wrongly\n", row->raw,
                              row->column ? row->column : fields[row->kind]);
                n_wrong++;
            }
            must_be_read_again(row, course);
        }
        sp_arena_rewind(arena, mark);
    }
    assert_int_equal(n_wrong, 0);
    assert_true(n_read[SP_READING_RATING] >= RATINGS && n_read[SP_READING_LEVEL] >= LEVELS);
    assert_true(n_read[SP_READING_PRICE] >= COSTS && n_read[SP_READING_WORKLOAD] >= HOURS);
    assert_true(n_read[4] >= WEEKS);
    text_rows_free(&rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts_are_imported_as_they_are_read)};
    return cmocka_run_group_tests_name("imported texts", tests, make_arena, free_rows);
}
