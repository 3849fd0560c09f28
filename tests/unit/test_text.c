/* SPDX-License-Identifier: GPL-3.0-or-later
 * Text: UTF-8 against the table of the Unicode standard, cutting, buffers, what must not reach a
 * terminal, columns, numbers out and in, nearest names. Numbers under another locale are in
 * test_write.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "studypath/text.h"

/* ---- UTF-8 ---- */

/* Unicode 15, table 3-7, "Well-Formed UTF-8 Byte Sequences". */
static const struct row {
    unsigned char low[4], high[4];
    size_t length;
} well_formed[] = {
    {{0x00}, {0x7f}, 1},
    {{0xc2, 0x80}, {0xdf, 0xbf}, 2},
    {{0xe0, 0xa0, 0x80}, {0xe0, 0xbf, 0xbf}, 3},
    {{0xe1, 0x80, 0x80}, {0xec, 0xbf, 0xbf}, 3},
    {{0xed, 0x80, 0x80}, {0xed, 0x9f, 0xbf}, 3},
    {{0xee, 0x80, 0x80}, {0xef, 0xbf, 0xbf}, 3},
    {{0xf0, 0x90, 0x80, 0x80}, {0xf0, 0xbf, 0xbf, 0xbf}, 4},
    {{0xf1, 0x80, 0x80, 0x80}, {0xf3, 0xbf, 0xbf, 0xbf}, 4},
    {{0xf4, 0x80, 0x80, 0x80}, {0xf4, 0x8f, 0xbf, 0xbf}, 4},
};

static size_t length_by_table(const unsigned char *s, size_t left)
{
    for (size_t r = 0; r < sizeof well_formed / sizeof *well_formed; r++) {
        const struct row *row = &well_formed[r];
        size_t n = 0;
        while (n < row->length && n < left && s[n] >= row->low[n] && s[n] <= row->high[n]) n++;
        if (n == row->length) return n;
    }
    return 0;
}

static size_t encode(char *out, uint32_t point)
{
    if (point < 0x80) return out[0] = (char)point, 1;
    const size_t n = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (size_t i = n; i-- > 1; point >>= 6) out[i] = (char)(0x80 | (point & 0x3f));
    out[0] = (char)((0xf00U >> n) | point);
    return n;
}

static void every_code_point_is_decoded_as_it_was_encoded(void **state)
{
    (void)state;
    for (uint32_t point = 0; point <= 0x110fff; point++) {
        char s[4];
        uint32_t again = 0;
        const size_t n = encode(s, point);
        const bool is_scalar = point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
        if (sp_utf8_decode(&again, s, n) != (is_scalar ? n : 0))
            fail_msg("U+%04X", (unsigned)point);
        if (is_scalar && again != point)
            fail_msg("U+%04X became U+%04X", (unsigned)point, (unsigned)again);
        if (is_scalar && n > 1 && sp_utf8_decode(&again, s, n - 1))
            fail_msg("half of U+%04X", (unsigned)point);
    }
}

static void only_well_formed_bytes_are_decoded(void **state)
{
    (void)state;
    static const unsigned char last[] = {0x00, 0x22, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
    for (unsigned bytes = 0; bytes < 1U << 24; bytes++) {
        const unsigned char s[4] = {(unsigned char)(bytes >> 16), (unsigned char)(bytes >> 8),
                                    (unsigned char)bytes, last[bytes % sizeof last]};
        if (s[0] < 0x80 && (bytes & 0xffff)) continue;
        for (size_t left = s[0] < 0xf0 ? 3 : 1; left <= 4; left++) {
            uint32_t point;
            if (sp_utf8_decode(&point, (const char *)s, left) != length_by_table(s, left))
                fail_msg("%02x %02x %02x %02x, %zu of them", s[0], s[1], s[2], s[3], left);
        }
    }
}

static bool is_utf8(const char *s)
{
    size_t n, left = strlen(s);
    for (; left; s += n, left -= n)
        if (!(n = length_by_table((const unsigned char *)s, left))) return false;
    return true;
}

static void a_text_is_cut_at_the_last_border_that_fits(void **state)
{
    (void)state;
    static const char text[] = "a\xc3\xa9"
                               "b\xe2\x82\xac\xf0\x9f\x98\x80\xf0\x9f\x98\x81\xe2\x82\xac"
                               "c\xc3\xa9";
    for (size_t max = 0; max <= sizeof text + 2; max++) {
        char cut[sizeof text];
        memcpy(cut, text, sizeof text);
        sp_text_cut(cut, max);
        const size_t n = strlen(cut);
        assert_true(n <= max && is_utf8(cut) && memcmp(cut, text, n) == 0);
        if (n < sizeof text - 1)
            assert_true(n + length_by_table((const unsigned char *)text + n, 4) > max);
    }
}

static void a_text_that_was_cut_inside_a_character_loses_the_rest_of_it(void **state)
{
    (void)state;
    static const char text[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80";
    for (size_t n = 0; n < sizeof text; n++) {
        char cut[sizeof text] = "";
        memcpy(cut, text, n);
        sp_text_cut(cut, 100);
        assert_true(is_utf8(cut) && strlen(cut) + 4 > n);
    }
    char foreign[] = "a\xe2-b"; /* not UTF-8, but nothing was cut off at its end */
    sp_text_cut(foreign, 100);
    assert_string_equal(foreign, "a\xe2-b");
}

/* ---- buffers ---- */

static void a_buffer_holds_all_that_was_appended(void **state)
{
    (void)state;
    sp_buffer b = {.arena = sp_arena_make(0)};
    static char expected[40000];
    size_t n = 0;
    for (int i = 0; i < 1500; i++) {
        sp_buffer_printf(&b, "%d,", i);
        sp_buffer_puts(&b, "ab");
        sp_buffer_add(&b, "cdef", 2);
        n += (size_t)snprintf(expected + n, sizeof expected - n, "%d,abcd", i);
    }
    assert_int_equal(b.length, n);
    assert_string_equal(b.text, expected);
    sp_buffer_printf(&b, "%s", expected); /* longer than what is left */
    assert_int_equal(b.length, 2 * n);
    assert_string_equal(b.text + n, expected);
    assert_false(b.failed);
    sp_arena_free(b.arena);
}

static void a_buffer_that_failed_stays_failed_and_keeps_its_text(void **state)
{
    (void)state;
    sp_buffer b = {.arena = sp_arena_make(1000)};
    while (!b.failed) sp_buffer_puts(&b, "0123456789");
    const size_t n = b.length;
    sp_buffer_puts(&b, "x");
    sp_buffer_printf(&b, "%d", 1);
    sp_buffer_safe(&b, "x");
    assert_true(b.failed && b.length == n && strlen(b.text) == n);
    sp_arena_free(b.arena);
}

static bool is_dangerous(uint32_t p)
{
    const bool is_control = p <= 0x1f || p == 0x7f || (p >= 0x80 && p <= 0x9f);
    const bool is_bidi = p == 0x200e || p == 0x200f || (p >= 0x202a && p <= 0x202e) ||
                         (p >= 0x2066 && p <= 0x2069);
    return is_control || is_bidi || p == 0xfeff;
}

static void nothing_that_steers_a_terminal_gets_through(void **state)
{
    (void)state;
    sp_arena *a = sp_arena_make(0);
    const sp_arena_mark mark = sp_arena_here(a);
    for (uint32_t p = 1; p <= 0x10ffff; p += p < 0x10000 ? 1 : 37) {
        if (p >= 0xd800 && p <= 0xdfff) continue;
        char text[8] = "a";
        text[1 + encode(text + 1, p)] = 'z';
        sp_buffer b = {.arena = a};
        sp_buffer_safe(&b, text);
        if (strcmp(b.text, is_dangerous(p) ? "a?z" : text) != 0)
            fail_msg("U+%04X gives \"%s\"", (unsigned)p, b.text);
        sp_arena_rewind(a, mark);
    }
    sp_arena_free(a);
}

static void invalid_bytes_become_question_marks(void **state)
{
    (void)state;
    sp_buffer b = {.arena = sp_arena_make(0)};
    sp_buffer_safe(&b, "a\x80z\xff\xc3(\xe2\x82|\xed\xa0\x80|\xc0\xaf");
    assert_string_equal(b.text, "a?z?\?(?\?|?\??|?\?");
    sp_buffer_safe(&b, "\x1b[2J\r\n");
    assert_string_equal(b.text + 15, "?[2J??");
    sp_arena_free(b.arena);
}

static void columns_are_those_of_a_terminal(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t columns;
    } known[] = {{"", 0},
                 {"abc", 3},
                 {"\xc3\xa9t\xc3\xa9", 3},
                 {"e\xcc\x81", 1},                /* a combining accent */
                 {"\xe4\xbd\xa0\xe5\xa5\xbd", 4}, /* Chinese */
                 {"\xed\x95\x9c", 2},             /* Hangul */
                 {"\xf0\x9f\x98\x80", 2},         /* a smiley */
                 {"a\xe2\x80\x8d"
                  "b",
                  2},                                 /* a joiner */
                 {"\xce\xb1\xe2\x86\x92\xd0\xb6", 3}, /* Greek, an arrow, Cyrillic */
                 {"\xff\xfe", 2}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_int_equal(sp_text_columns(known[i].text), known[i].columns);
}

/* ---- numbers ---- */

static uint64_t seed = 20261124;

static uint64_t next_random(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    return seed ^= seed << 17;
}

static void read_again(double value)
{
    char text[32];
    double again;
    memset(text, 'x', sizeof text);
    sp_number_print(text, value);
    assert_non_null(memchr(text, '\0', 25));
    if (!sp_number_read(&again, text) || again != value)
        fail_msg("%.17g was printed as %s", value, text);
}

static void every_number_reads_back_as_it_was(void **state)
{
    (void)state;
    for (int i = 0; i < 200000; i++) {
        const uint64_t bits = next_random();
        double value;
        memcpy(&value, &bits, sizeof value);
        if (isfinite(value)) read_again(value);
        const uint64_t subnormal = bits & UINT64_C(0x800fffffffffffff);
        memcpy(&value, &subnormal, sizeof value);
        if (i % 8 == 0) read_again(value);
        read_again((double)(int64_t)bits / 1000);              /* hours and shares */
        read_again((double)(bits >> 11) / 9007199254740992.0); /* 0 to 1 */
    }
    static const double edges[] = {0,
                                   -0.0,
                                   1,
                                   -1,
                                   0.1,
                                   0.1 + 0.2,
                                   1e15,
                                   999999999999999,
                                   1e15 - 1,
                                   1e21,
                                   1e22,
                                   1e23,
                                   9007199254740991,
                                   9007199254740992,
                                   5e-324,
                                   2.2250738585072014e-308,
                                   1.7976931348623157e308,
                                   -1.7976931348623157e308,
                                   123456789.5};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) read_again(edges[i]);
}

static void printed(double value, const char *expected)
{
    char text[32];
    sp_number_print(text, value);
    assert_string_equal(text, expected);
}

static void numbers_of_people_are_printed_as_people_write_them(void **state)
{
    (void)state;
    printed(0, "0");
    printed(-0.0, "0");
    printed(5, "5");
    printed(-12, "-12");
    printed(0.1, "0.1");
    printed(58.7, "58.7");
    printed(4.25, "4.25");
    printed(0.1 + 0.2, "0.30000000000000004");
    printed(100000000000000, "100000000000000");
    printed(1e23, "1e+23");
}

static void only_numbers_of_json_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } good[] = {{"0", 0},          {"-0", 0},     {"10", 10},         {"1.5", 1.5},
                {"-1.25e2", -125}, {"1E3", 1000}, {"1e+2", 100},      {"1e-2", 0.01},
                {"0.5e1", 5},      {"1e-999", 0}, {"0e999", 0},       {"123456789", 123456789},
                {"0.0", 0},        {"1.0e0", 1},  {"5e-324", 5e-324}, {"1e308", 1e308}};
    static const char *const bad[] = {"",       " ",        "+1",
                                      "01",     "-01",      "1.",
                                      ".5",     "-.5",      "1e",
                                      "1e+",    "e1",       "1.e1",
                                      "--1",    "-",        "inf",
                                      "-inf",   "Infinity", "NaN",
                                      "nan",    "nan(1)",   "0x10",
                                      "0X1p3",  "1 ",       " 1",
                                      "1,5",    "1_000",    "1e999",
                                      "-1e999", "1.5.2",    "1e1.5",
                                      "1e5e5",  "00",       "0 0",
                                      "1\n",    "\t1",      "1f",
                                      "1d",     "0b1",      "1e1000000000000000000"};
    double value;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!sp_number_read(&value, good[i].text) || value != good[i].value)
            fail_msg("%s", good[i].text);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (sp_number_read(&value, bad[i])) fail_msg("\"%s\" was read", bad[i]);
}

/* ---- nearest names ---- */

static const char *nearest(const char *name)
{
    static const struct {
        const char *name;
        int more;
    } items[] = {{"eigen", 1},          {"eigenvalues", 2}, {NULL, 3},
                 {"hours_per_week", 4}, {"formats", 5},     {"format", 6},
                 {"abcd", 7},           {"abce", 8},        {"svd", 9}};
    return sp_text_nearest(name, items, sizeof items / sizeof *items, sizeof *items);
}

static void the_nearest_name_is_suggested(void **state)
{
    (void)state;
    assert_string_equal(nearest("eigne"), "eigen");            /* a swap is one edit */
    assert_string_equal(nearest("eigenvalue"), "eigenvalues"); /* a letter less */
    assert_string_equal(nearest("hours_per_weeek"), "hours_per_week");
    assert_string_equal(nearest("hour_per_weak"), "hours_per_week");
    assert_string_equal(nearest("format"), "format"); /* itself, though formats comes first */
    assert_string_equal(nearest("abcf"), "abcd");     /* the first of a tie */
    assert_string_equal(nearest("svc"), "svd");
}

static void names_that_are_far_are_not_suggested(void **state)
{
    (void)state;
    assert_null(nearest("sxx")); /* two of three letters */
    assert_null(nearest("matrix"));
    assert_null(nearest("hxxrs_pxr_wexk")); /* four edits */
    assert_null(nearest(""));
    assert_null(sp_text_nearest("a", NULL, 0, 8));
    char longer[200];
    memset(longer, 'e', sizeof longer);
    longer[199] = '\0';
    assert_null(nearest(longer));
}

static void choices_are_found_by_whole_words(void **state)
{
    (void)state;
    static const char *const not_choices[] = {"", "a", "ab|c", "|", "d ", "bc", "D"};
    char name[32];
    assert_int_equal(sp_choice_find("ab|c|d", "ab"), 0);
    assert_int_equal(sp_choice_find("ab|c|d", "d"), 2);
    for (size_t i = 0; i < sizeof not_choices / sizeof *not_choices; i++)
        assert_int_equal(sp_choice_find("ab|c|d", not_choices[i]), -1);
    sp_choice_name(name, "ab|c|d", 0);
    assert_string_equal(name, "ab");
    sp_choice_name(name, "ab|c|d", 2);
    assert_string_equal(name, "d");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_is_decoded_as_it_was_encoded),
        cmocka_unit_test(only_well_formed_bytes_are_decoded),
        cmocka_unit_test(a_text_is_cut_at_the_last_border_that_fits),
        cmocka_unit_test(a_text_that_was_cut_inside_a_character_loses_the_rest_of_it),
        cmocka_unit_test(a_buffer_holds_all_that_was_appended),
        cmocka_unit_test(a_buffer_that_failed_stays_failed_and_keeps_its_text),
        cmocka_unit_test(nothing_that_steers_a_terminal_gets_through),
        cmocka_unit_test(invalid_bytes_become_question_marks),
        cmocka_unit_test(columns_are_those_of_a_terminal),
        cmocka_unit_test(every_number_reads_back_as_it_was),
        cmocka_unit_test(numbers_of_people_are_printed_as_people_write_them),
        cmocka_unit_test(only_numbers_of_json_are_read),
        cmocka_unit_test(the_nearest_name_is_suggested),
        cmocka_unit_test(names_that_are_far_are_not_suggested),
        cmocka_unit_test(choices_are_found_by_whole_words),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
