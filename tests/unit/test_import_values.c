/* SPDX-License-Identifier: GPL-3.0-or-later
 * Words of exports that have codes; links, ids and the index. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/link.h"
#include "io/import.h"
#include "unit/arena_fixture.h"

static void languages_become_codes(void **state)
{
    (void)state;
    const char *const rows[][2] = {{"English", "en"},
                                   {"en-US", "en"},
                                   {"pt_BR", "pt"},
                                   {"Espa\xc3\xb1ol", "es"},
                                   {"Fran\xc3\xa7"
                                    "ais",
                                    "fr"},
                                   {"Portugu\xc3\xaas", "pt"},
                                   {"Chinese (Simplified)", "zh"},
                                   {"\xe4\xb8\xad\xe6\x96\x87", "zh"},
                                   {"English, Spanish", "en"},
                                   {"Klingon", NULL},
                                   {"", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *code = sp_import__read_language(rows[i][0]);
        if ((code == NULL) != (rows[i][1] == NULL) || (code && strcmp(code, rows[i][1]) != 0))
            fail_msg("%s: %s", rows[i][0], code ? code : "none");
    }
}

static void links_are_told_from_other_texts(void **state)
{
    (void)state;
    const char *const rows[][2] = {{"https://a.org/x", "https://a.org/x"},
                                   {"HTTP://a.org", "HTTP://a.org"},
                                   {"a.org/learn/x", "https://a.org/learn/x"},
                                   {"//a.org/x", "https://a.org/x"},
                                   {"javascript:alert(1)", NULL},
                                   {"https://", NULL},
                                   {"https://a.org/\"x", NULL},
                                   {"/learn/x", NULL},
                                   {"README.md/..:x", NULL},
                                   {"4.5", NULL},
                                   {"by a comma", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *link = sp_import__read_link(rows[i][0], arena);
        if ((link == NULL) != (rows[i][1] == NULL) || (link && strcmp(link, rows[i][1]) != 0))
            fail_msg("%s: %s", rows[i][0], link ? link : "none");
    }
}

static void the_whole_path_makes_a_link(void **state)
{
    (void)state;
    const char *const same[][2] = {
        {"https://www.Coursera.org/learn/x/", "http://coursera.org/learn/x#about"},
        {"https://a.org/x?utm_source=m&id=1", "https://a.org/x?id=1&ref=home"},
        {"https://a.org", "https://a.org/"}};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_string_equal(sp_link_key(same[i][0], arena), sp_link_key(same[i][1], arena));
    const char *const others[][2] = {
        {"https://coursera.org/learn/x", "https://coursera.org/specializations/x"},
        {"https://a.org/watch?v=1", "https://a.org/watch?v=2"},
        {"https://a.org/X", "https://a.org/x"},
        {"https://a.org/x", "https://b.org/x"}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_string_not_equal(sp_link_key(others[i][0], arena), sp_link_key(others[i][1], arena));
}

static void platforms_are_known_by_their_host(void **state)
{
    (void)state;
    assert_string_equal(sp_import__platform("https://www.edx.org/course/x"), "edX");
    assert_string_equal(sp_import__platform("https://ocw.mit.edu/x"), "MIT OpenCourseWare");
    assert_null(sp_import__platform("https://notedx.org/course/x"));
    assert_null(sp_import__platform("https://edx.org.evil.example/"));
    assert_null(sp_import__platform("https://x"));
}

static void slugs_are_short_and_plain(void **state)
{
    (void)state;
    char out[64];
    sp_import__slug(out, 60, "CS50's Introduction: \xc3\x81lgebra & More!");
    assert_string_equal(out, "cs50s-introduction-algebra-more");
    sp_import__slug(out, 12, "abc defghij klm");
    assert_string_equal(out, "abc-defghij");
    sp_import__slug(out, 10, "abc defghij klm");
    assert_string_equal(out, "abc");
    sp_import__slug(out, 5, "abcdefghij");
    assert_string_equal(out, "abcde");
    sp_import__slug(out, 60, "\xe6\x95\xb0\xe5\xad\xa6");
    assert_string_equal(out, "");
    sp_import__slug(out, 60, "--a--");
    assert_string_equal(out, "a");
}

static void the_index_finds_what_was_put(void **state)
{
    (void)state;
    sp_error e = {0};
    sp_import_index index = {.arena = arena};
    static char keys[1000][8];
    assert_true(sp_import__find(&index, "k1") == SIZE_MAX);
    for (size_t i = 0; i < 1000; i++) {
        snprintf(keys[i], sizeof keys[i], "k%zu", i);
        assert_int_equal(sp_import__put(&index, keys[i], i, &e), SP_OK);
    }
    for (size_t i = 0; i < 1000; i++) assert_true(sp_import__find(&index, keys[i]) == i);
    assert_true(sp_import__find(&index, "k1000") == SIZE_MAX);
    assert_int_equal(sp_import__put(&index, "k7", 70, &e), SP_OK);
    assert_true(sp_import__find(&index, "k7") == 70);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_become_codes),
        cmocka_unit_test(links_are_told_from_other_texts),
        cmocka_unit_test(the_whole_path_makes_a_link),
        cmocka_unit_test(platforms_are_known_by_their_host),
        cmocka_unit_test(slugs_are_short_and_plain),
        cmocka_unit_test(the_index_finds_what_was_put),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
