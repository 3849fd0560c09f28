/* SPDX-License-Identifier: GPL-3.0-or-later
 * Texts of people with expected readings: the forms that the issue names (gathered from the
 * platforms by others), of which few may stay unread and none may be read wrongly; and texts of our
 * own, which must be read to the letter. The readings of the first 416 were
 * written before the reader saw them, but for six that were put right; those of the others were
 * recorded and read by eye. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "unit/arena_fixture.h"
#include "unit/text_rows.h"

enum { FORMS = 128, MOST_UNREAD = 6, OWN_AT_LEAST = 700 };

static text_rows rows;

static int free_rows(void **state)
{
    text_rows_free(&rows);
    return free_arena(state);
}

/* Numbers to half of a hundredth: the forms were rounded by hand. */
static bool is_same(const cJSON *read, const cJSON *expected)
{
    if (!read || (read->type & 0xff) != (expected->type & 0xff)) return false;
    if (cJSON_IsNumber(expected))
        return fabs(cJSON_GetNumberValue(read) - cJSON_GetNumberValue(expected)) < 0.0051;
    if (cJSON_IsString(expected))
        return strcmp(cJSON_GetStringValue(read), cJSON_GetStringValue(expected)) == 0;
    const cJSON *a = read->child, *b = expected->child;
    for (; a && b; a = a->next, b = b->next)
        if (!is_same(a, b)) return false;
    return !a && !b;
}

static bool is_unread(const cJSON *reading)
{
    return reading->child && !reading->child->next &&
           cJSON_GetObjectItemCaseSensitive(reading, "unread");
}

/* Every expected key is there with its value; "unread": "*" is any reason. */
static bool holds(const cJSON *reading, const cJSON *expect)
{
    const char *why = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(expect, "unread"));
    if (why && strcmp(why, "*") == 0) return is_unread(reading);
    for (const cJSON *e = expect->child; e; e = e->next)
        if (!is_same(cJSON_GetObjectItemCaseSensitive(reading, e->string), e)) return false;
    return true;
}

static cJSON *read_row(const text_row *row)
{
    sp_reading reading;
    sp_reading_read(&reading, row->kind, row->raw, row->column);
    const char *fault = reading_fault(&reading, row->kind, arena);
    if (fault) fail_msg("\"%s\" %s", row->raw, fault);
    cJSON *out = cJSON_Parse(sp_reading_write(&reading, arena));
    assert_non_null(out);
    return out;
}

static void the_forms_of_the_issue_are_read_and_none_wrongly(void **state)
{
    (void)state;
    size_t n_unread = 0;
    rows.n_items = 0;
    assert_true(text_rows_load(&rows, "tests/unit/texts/forms.jsonl", arena));
    assert_int_equal(rows.n_items, FORMS);
    for (size_t i = 0; i < rows.n_items; i++) {
        cJSON *reading = read_row(&rows.items[i]);
        if (!holds(reading, rows.items[i].expect)) {
            if (!is_unread(reading)) fail_msg("\"%s\" is read wrongly", rows.items[i].raw);
            print_message("# unread: \"%s\"\n", rows.items[i].raw);
            n_unread++;
        }
        cJSON_Delete(reading);
    }
    assert_true(n_unread <= MOST_UNREAD);
    text_rows_free(&rows);
}

/* Here nothing may be read that is not expected, either. */
static void texts_of_our_own_are_read_to_the_letter(void **state)
{
    (void)state;
    rows.n_items = 0;
    assert_true(text_rows_load(&rows, "tests/unit/texts/more.jsonl", arena));
    assert_true(rows.n_items >= OWN_AT_LEAST);
    size_t n_wrong = 0;
    for (size_t i = 0; i < rows.n_items; i++) {
        const text_row *row = &rows.items[i];
        cJSON *reading = read_row(row);
        const bool exact = holds(reading, row->expect) &&
                           (is_unread(reading) ||
                            cJSON_GetArraySize(reading) == cJSON_GetArraySize(row->expect));
        if (!exact) {
            char *text = cJSON_PrintUnformatted(reading);
            print_message("# \"%s\" is read as %s\n", row->raw, text);
            cJSON_free(text);
            n_wrong++;
        }
        cJSON_Delete(reading);
    }
    assert_int_equal(n_wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_forms_of_the_issue_are_read_and_none_wrongly),
        cmocka_unit_test(texts_of_our_own_are_read_to_the_letter),
    };
    return cmocka_run_group_tests_name("text forms", tests, make_arena, free_rows);
}
