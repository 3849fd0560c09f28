/* SPDX-License-Identifier: GPL-3.0-or-later
 * Errors: the first failure wins, texts are cut at a UTF-8 border. Findings: all of them, in order,
 * copied. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "studypath/error.h"
#include "studypath/text.h"

static void assert_utf8(const char *text)
{
    for (size_t left = strlen(text); left;) {
        uint32_t point;
        const size_t n = sp_utf8_decode(&point, text, left);
        if (!n) fail_msg("not UTF-8: \"%s\"", text);
        text += n;
        left -= n;
    }
}

static void a_failure_is_noted_with_its_place(void **state)
{
    (void)state;
    sp_error e = {0};
    assert_int_equal(sp_fail_at(&e, SP_SYNTAX, "p.json", 7, 3, "%d of %s", 2, "them"), SP_SYNTAX);
    assert_int_equal(e.code, SP_SYNTAX);
    assert_int_equal(e.line, 7);
    assert_int_equal(e.column, 3);
    assert_string_equal(e.where, "p.json");
    assert_string_equal(e.text, "2 of them");
}

static void the_first_failure_wins(void **state)
{
    (void)state;
    sp_error e = {0};
    assert_int_equal(sp_fail(&e, SP_IO, "first", "one"), SP_IO);
    assert_int_equal(sp_fail(&e, SP_LIMIT, "second", "two"), SP_LIMIT);
    assert_int_equal(sp_fail_at(&e, SP_CYCLE, "third", 1, 1, "three"), SP_CYCLE);
    assert_int_equal(e.code, SP_IO);
    assert_int_equal(e.line, 0);
    assert_string_equal(e.where, "first");
    assert_string_equal(e.text, "one");
}

static void nobody_has_to_listen(void **state)
{
    (void)state;
    assert_int_equal(sp_fail(NULL, SP_IO, "x", "y"), SP_IO);
    assert_int_equal(sp_fail_at(NULL, SP_USAGE, NULL, 1, 1, "y"), SP_USAGE);
    sp_error e = {0};
    assert_int_equal(sp_fail(&e, SP_IO, NULL, "y"), SP_IO);
    assert_string_equal(e.where, "");
}

static const char *const letters[] = {"a", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80"};

/* A text of one letter over and over behind `shift` bytes, longer than every fixed buffer. */
static void fill(char out[800], size_t shift, const char *letter)
{
    memset(out, 'x', shift);
    out[shift] = '\0';
    for (size_t at = shift; at + 5 < 800; at += strlen(letter))
        memcpy(out + at, letter, strlen(letter) + 1);
}

static void a_long_text_is_cut_between_two_characters(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        for (size_t shift = 0; shift < 4; shift++) {
            char text[800];
            sp_error e = {0};
            fill(text, shift, letters[i]);
            sp_fail(&e, SP_IO, text, "%s", text);
            assert_utf8(e.where);
            assert_utf8(e.text);
            assert_true(strlen(e.where) + 4 >= sizeof e.where);
            assert_true(strlen(e.text) + 4 >= sizeof e.text);
            assert_int_equal(strncmp(text, e.text, strlen(e.text)), 0);
        }
    }
}

static void a_long_finding_is_cut_between_two_characters(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        for (size_t shift = 0; shift < 4; shift++) {
            char text[800];
            sp_findings f = {.arena = sp_arena_make(0)};
            fill(text, shift, letters[i]);
            assert_int_equal(sp_findings_add(&f, SP_SEVERITY_NOTE, "c", text, text, 1, "%s", text),
                             SP_OK);
            assert_utf8(f.items[0].text);
            assert_true(strlen(f.items[0].text) > 500);
            assert_string_equal(f.items[0].file, text);
            assert_string_equal(f.items[0].where, text);
            sp_arena_free(f.arena);
        }
    }
}

static void findings_keep_their_order_and_errors_are_counted(void **state)
{
    (void)state;
    sp_findings f = {.arena = sp_arena_make(0)};
    char text[32];
    for (uint32_t i = 0; i < 100; i++) {
        snprintf(text, sizeof text, "number %u", (unsigned)i);
        assert_int_equal(
            sp_findings_add(&f, (sp_severity)(i % 3), "code", text, text, i, "%s", text), SP_OK);
    }
    memset(text, 'x', sizeof text); /* what was given is not what is kept */
    assert_int_equal(f.n_items, 100);
    assert_int_equal(f.n_errors, 34);
    for (uint32_t i = 0; i < 100; i++) {
        snprintf(text, sizeof text, "number %u", (unsigned)i);
        assert_int_equal(f.items[i].severity, i % 3);
        assert_int_equal(f.items[i].line, i);
        assert_string_equal(f.items[i].code, "code");
        assert_string_equal(f.items[i].file, text);
        assert_string_equal(f.items[i].where, text);
        assert_string_equal(f.items[i].text, text);
    }
    sp_arena_free(f.arena);
}

static void a_full_arena_is_reported_and_what_was_found_stays(void **state)
{
    (void)state;
    sp_findings f = {.arena = sp_arena_make(4096)};
    size_t n = 0;
    while (sp_findings_add(&f, SP_SEVERITY_ERROR, "code", "file", "where", 1, "%zu", n) == SP_OK)
        n++;
    assert_true(n > 0);
    assert_int_equal(f.n_items, n);
    assert_int_equal(f.n_errors, n);
    assert_int_equal(sp_findings_add(&f, SP_SEVERITY_ERROR, "code", "file", "where", 1, "x"),
                     SP_MEMORY);
    for (size_t i = 0; i < n; i++) assert_string_equal(f.items[i].file, "file");
    sp_arena_free(f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failure_is_noted_with_its_place),
        cmocka_unit_test(the_first_failure_wins),
        cmocka_unit_test(nobody_has_to_listen),
        cmocka_unit_test(a_long_text_is_cut_between_two_characters),
        cmocka_unit_test(a_long_finding_is_cut_between_two_characters),
        cmocka_unit_test(findings_keep_their_order_and_errors_are_counted),
        cmocka_unit_test(a_full_arena_is_reported_and_what_was_found_stays),
    };
    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
