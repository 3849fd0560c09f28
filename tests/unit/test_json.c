/* SPDX-License-Identifier: GPL-3.0-or-later
 * The strict gate in front of cJSON: RFC 8259 to the letter against a second, recursive definition;
 * places of errors; limits; duplicate keys; lines and raw texts of values. At the end the two model
 * files, which are read straight from the tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/json.h"
#include "studypath/io.h"
#include "studypath/text.h"
#include "unit/arena_fixture.h"

static sp_status count_use(const sp_json *json, void *payload, sp_error *e)
{
    (void)e;
    assert_non_null(json->root);
    ++*(int *)payload;
    return SP_OK;
}

/* Read a copy of exactly n bytes and a NUL, so that a sanitizer sees any step beyond. */
static sp_status read_bytes(const char *bytes, size_t n, sp_error *e)
{
    char *copy = malloc(n + 1);
    assert_non_null(copy);
    memcpy(copy, bytes, n);
    copy[n] = '\0';
    int used = 0;
    const sp_arena_mark mark = sp_arena_here(arena);
    *e = (sp_error){0};
    const sp_status status = sp_json_read(copy, n, "f", count_use, &used, arena, e);
    assert_int_equal(e->code, status);
    assert_int_equal(used, status == SP_OK);
    sp_arena_rewind(arena, mark);
    free(copy);
    return status;
}

static void accepted(const char *text)
{
    sp_error e;
    if (read_bytes(text, strlen(text), &e) != SP_OK) fail_msg("%s: %s", text, e.text);
}

static void refused_at(const char *text, size_t n, uint32_t line, uint32_t column)
{
    sp_error e;
    const sp_status status = read_bytes(text, n, &e);
    if (status != SP_SYNTAX || e.line != line || e.column != column || strcmp(e.where, "f") != 0)
        fail_msg("%s: status %d at %u:%u (%s), not at %u:%u", text, (int)status, (unsigned)e.line,
                 (unsigned)e.column, e.text, (unsigned)line, (unsigned)column);
}

static void every_kind_of_value_is_read(void **state)
{
    (void)state;
    static const char *const good[] = {
        "{}",
        "[]",
        "0",
        "-1.5e-3",
        "\"\"",
        "true",
        "false",
        "null",
        " \t\r\n{ } \n",
        "[1,2 , 3]",
        "{\"a\":{\"b\":[{}]}}",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\uD83D\\uDE00\"",
        "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\x7f\"",
        "{\"\":0}",
        "{\"a\":1,\"A\":2}",
        "[{\"a\":1},{\"a\":2}]",
        "{\"a\":{\"a\":1}}",
        "1e308",
        "\"\\u0001\"",
        "[true,false,null]",
        "-0",
        "100000000000000000000000000000000000000000000000000000000000000",
        "\"\xef\xbb\xbf\""};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) accepted(good[i]);
}

#define REFUSED(text, line, column) refused_at(text, sizeof(text) - 1, line, column)

static void what_cjson_alone_would_accept_is_refused(void **state)
{
    (void)state;
    REFUSED("01", 1, 1);
    REFUSED("[-01]", 1, 2);
    REFUSED("1.", 1, 1);
    REFUSED("[1.e5]", 1, 2);
    REFUSED("{\"a\":\n 1e999}", 2, 2);
    REFUSED("-1e999", 1, 1);
    REFUSED("\"a\nb\"", 1, 3);
    REFUSED("\"a\tb\"", 1, 3);
    REFUSED("\"a\x01"
            "b\"",
            1, 3);
    REFUSED("\"a\0b\"", 1, 3);
    REFUSED("{}\0", 1, 3);
    REFUSED("\0{}", 1, 1);
    REFUSED("\xef\xbb\xbf{}", 1, 1); /* a byte order mark */
    REFUSED("\"\\u0000\"", 1, 2);
    REFUSED("{\"a\\u0000\": 1}", 1, 4);
    REFUSED("{} x", 1, 4);
    REFUSED("{}\n{}", 2, 1);
    REFUSED("{},", 1, 3);
    REFUSED("1 2", 1, 3);
}

static void invalid_utf8_is_refused_where_it_stands(void **state)
{
    (void)state;
    REFUSED("\"\x80\"", 1, 2);
    REFUSED("\"ab\xff\"", 1, 4);
    REFUSED("\"\xc0\xaf\"", 1, 2); /* overlong */
    REFUSED("\"\xe0\x80\xaf\"", 1, 2);
    REFUSED("\"\xf0\x80\x80\xaf\"", 1, 2);
    REFUSED("\"\xed\xa0\x80\"", 1, 2);     /* half of a surrogate pair */
    REFUSED("\"\xf4\x90\x80\x80\"", 1, 2); /* beyond U+10FFFF */
    REFUSED("\"\xc3\"", 1, 2);
    REFUSED("\"\xe2\x82\"", 1, 2);
    REFUSED("\"\xf0\x9f\x98", 1, 2);
    REFUSED("{\"k\xff\": 1}", 1, 4);
    REFUSED("[\xc3\xa9]", 1, 2);
    REFUSED("[\xc2\xa0"
            "1]",
            1, 2); /* a blank, but none of JSON's */
}

static void what_is_not_json_is_refused_where_it_stands(void **state)
{
    (void)state;
    static const char *const words[] = {"NaN",  "nan",  "Infinity",  "-Infinity", "inf",  "-inf",
                                        "True", "NULL", "undefined", "nul",       "truex"};
    sp_error e;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_int_equal(read_bytes(words[i], strlen(words[i]), &e), SP_SYNTAX);
    REFUSED("[NaN]", 1, 2);
    REFUSED("[1,]", 1, 4);
    REFUSED("[,1]", 1, 2);
    REFUSED("{\"a\":1,}", 1, 8);
    REFUSED("{,}", 1, 2);
    REFUSED("{a:1}", 1, 2);
    REFUSED("{'a':1}", 1, 2);
    REFUSED("{\"a\" 1}", 1, 6);
    REFUSED("{\"a\":}", 1, 6);
    REFUSED("{1:2}", 1, 2);
    REFUSED("[1 2]", 1, 4);
    REFUSED("{\"a\":1 \"b\":2}", 1, 8);
    REFUSED("[1}", 1, 3);
    REFUSED("{\"a\":1]", 1, 7);
    REFUSED("]", 1, 1);
    REFUSED("[// no\n1]", 1, 2);
    REFUSED("\"\\x\"", 1, 2);
    REFUSED("\"\\u12g4\"", 1, 2);
    REFUSED("\"\\u 123\"", 1, 2);
    REFUSED("\"\\ud800\"", 1, 2);
    REFUSED("\"\\udc00\"", 1, 2);
    REFUSED("\"\\ud800\\ud800\"", 1, 2);
    REFUSED("\"\\ud800\\n\"", 1, 2);
    REFUSED("\"\\ud800x\"", 1, 2);
    REFUSED("+1", 1, 1);
    REFUSED(".5", 1, 1);
    REFUSED("0x10", 1, 2);
    REFUSED("\n\n [1,\n  2,\n  -]", 5, 3);
    REFUSED("[\"open\n", 1, 7);
    REFUSED("[\"open", 1, 2);
    REFUSED("\f1", 1, 1);
    REFUSED("1000000000000000000000000000000000000000000000000000000000000000", 1,
            1); /* 64 digits */
    assert_int_equal(read_bytes("", 0, &e), SP_SYNTAX);
    assert_int_equal(read_bytes(" \n ", 3, &e), SP_SYNTAX);
}

static void no_prefix_of_a_text_is_a_text(void **state)
{
    (void)state;
    static const char text[] = " {\"format\": \"x/1\", \"a\": [1, -2.5e+10, true, null, "
                               "{\"b\\u00e9\": \"\\ud83d\\ude00\xc3\xa9\\n\"}],"
                               " \"c\": {\"d\": {}, \"e\": []}, \"f\": false}";
    sp_error e;
    accepted(text);
    for (size_t n = 0; n + 1 < sizeof text; n++)
        if (read_bytes(text, n, &e) != SP_SYNTAX) fail_msg("%zu bytes are read", n);
}

/* ---- a second definition: RFC 8259 by recursive descent; NULL where it does not match ---- */

static const char *value_at(const char *s);

static const char *blanks_at(const char *s)
{
    return s + strspn(s, " \t\n\r");
}

static const char *string_at(const char *s)
{
    if (*s++ != '"') return NULL;
    while (*s != '"') {
        uint32_t point;
        if ((unsigned char)*s < 0x20) return NULL;
        if (*s == '\\') {
            unsigned high, low = 0;
            if (s[1] == 'u') {
                if (strspn(s + 2, "0123456789abcdefABCDEF") < 4 ||
                    sscanf(s + 2, "%4x", &high) != 1 || high == 0)
                    return NULL;
                s += 6;
                if (high < 0xd800 || high > 0xdfff) continue;
                if (high > 0xdbff || s[0] != '\\' || s[1] != 'u' ||
                    strspn(s + 2, "0123456789abcdefABCDEF") < 4)
                    return NULL;
                if (sscanf(s + 2, "%4x", &low) != 1 || low < 0xdc00 || low > 0xdfff) return NULL;
                s += 6;
            } else {
                if (!s[1] || !strchr("\"\\/bfnrt", s[1])) return NULL;
                s += 2;
            }
            continue;
        }
        const size_t n = sp_utf8_decode(&point, s, strlen(s));
        if (!n) return NULL;
        s += n;
    }
    return s + 1;
}

static const char *members_at(const char *s, char last, bool with_keys)
{
    s = blanks_at(s + 1);
    if (*s == last) return s + 1;
    for (;; s++) {
        s = blanks_at(s);
        if (with_keys) {
            if (!(s = string_at(s))) return NULL;
            s = blanks_at(s);
            if (*s++ != ':') return NULL;
        }
        if (!(s = value_at(blanks_at(s)))) return NULL;
        s = blanks_at(s);
        if (*s == last) return s + 1;
        if (*s != ',') return NULL;
    }
}

static const char *value_at(const char *s)
{
    static const char *const words[] = {"true", "false", "null"};
    for (int i = 0; i < 3; i++)
        if (strncmp(s, words[i], strlen(words[i])) == 0) return s + strlen(words[i]);
    if (*s == '{') return members_at(s, '}', true);
    if (*s == '[') return members_at(s, ']', false);
    if (*s == '"') return string_at(s);
    char number[32] = "";
    double value;
    const size_t n = strspn(s, "+-.0123456789eE");
    if (n >= sizeof number) return NULL;
    memcpy(number, s, n);
    return sp_number_read(&value, number) ? s + n : NULL;
}

static bool is_json(const char *text)
{
    const char *end = value_at(blanks_at(text));
    return end && !*blanks_at(end);
}

static uint64_t seed = 3;

static uint32_t random_below(uint32_t n)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)((seed >> 33) % n);
}

static void random_texts_are_judged_by_both_definitions_alike(void **state)
{
    (void)state;
    static const char *const tokens[] = {
        "{",  "}",       "[",       "]",       ",",    ":",    "\"a\"", "\"b\\n\"", "1",
        "-",  "0",       ".5",      "e3",      "true", "null", " ",     "\n",       "\"",
        "\\", "\\u00e9", "\\ud83d", "\\ude00", "\xc3", "\xa9", "\x1f",  "x"};
    static const char *const whole[] = {"[", "]",     ",",  "{\"k\":", "}",
                                        "1", "\"s\"", "[]", "{}",      "null"};
    size_t n_good = 0;
    for (int i = 0; i < 150000; i++) {
        char text[128] = "";
        for (uint32_t k = 0, n = 1 + random_below(9); k < n; k++)
            strncat(text, i % 2 ? tokens[random_below(26)] : whole[random_below(10)], 10);
        sp_error e;
        const sp_status status = read_bytes(text, strlen(text), &e);
        const bool duplicate = status == SP_SYNTAX && strstr(e.text, "twice");
        if ((status == SP_OK || duplicate) != is_json(text))
            fail_msg("%s: status %d (%s)", text, (int)status, e.text);
        n_good += status == SP_OK;
    }
    assert_true(n_good > 5000);
}

/* ---- limits ---- */

static sp_status read_nested(size_t depth, const char *open, const char *middle, const char *close)
{
    char text[1024] = "";
    sp_error e;
    for (size_t i = 0; i < depth; i++) strncat(text, open, 8);
    strncat(text, middle, 8);
    for (size_t i = 0; i < depth; i++) strncat(text, close, 8);
    return read_bytes(text, strlen(text), &e);
}

static void sixty_four_levels_are_enough_and_the_most(void **state)
{
    (void)state;
    assert_int_equal(read_nested(64, "[", "", "]"), SP_OK);
    assert_int_equal(read_nested(64, "[", "1", "]"), SP_OK);
    assert_int_equal(read_nested(63, "[", "{}", "]"), SP_OK);
    assert_int_equal(read_nested(64, "{\"a\":", "1", "}"), SP_OK);
    assert_int_equal(read_nested(65, "[", "", "]"), SP_LIMIT);
    assert_int_equal(read_nested(64, "[", "{}", "]"), SP_LIMIT);
    assert_int_equal(read_nested(65, "{\"a\":", "1", "}"), SP_LIMIT);
    assert_int_equal(read_nested(100, "[", "", ""), SP_LIMIT);
}

static void sixteen_mebibytes_are_the_most(void **state)
{
    (void)state;
    char *text = malloc(SP_JSON_MAX_BYTES + 2);
    sp_error e;
    memset(text, ' ', SP_JSON_MAX_BYTES + 2);
    text[0] = '[';
    text[SP_JSON_MAX_BYTES - 1] = ']';
    assert_int_equal(read_bytes(text, SP_JSON_MAX_BYTES, &e), SP_OK);
    assert_int_equal(read_bytes(text, SP_JSON_MAX_BYTES + 1, &e), SP_LIMIT);
    free(text);
}

static void a_small_arena_is_an_error_of_memory(void **state)
{
    (void)state;
    int used = 0;
    sp_error e = {0};
    sp_arena *small = sp_arena_make(256);
    assert_int_equal(sp_json_read("[]", 2, "f", count_use, &used, small, &e), SP_MEMORY);
    assert_int_equal(e.code, SP_MEMORY);
    sp_arena_free(small);
}

/* ---- duplicate keys ---- */

static void a_key_that_stands_twice_is_refused_at_its_second_value(void **state)
{
    (void)state;
    REFUSED("{\"a\": 1,\n \"b\": 2,\n \"a\": 3}", 3, 0);
    REFUSED("{\"a\": 1, \"\\u0061\": 3}", 1, 0);
    REFUSED("[{}, {\"x\": [{\"a\": 1,\n\"a\": 1}]}]", 2, 0);
    REFUSED("{\"\": 1, \"\": 1}", 1, 0);
    sp_error e;
    read_bytes("{\"key\":1,\"key\":2}", 17, &e);
    assert_non_null(strstr(e.text, "\"key\""));
}

/* ---- lines and texts ---- */

static sp_status look_around(const sp_json *json, void *payload, sp_error *e)
{
    (void)e;
    (void)payload;
    static const struct {
        const char *key, *kind, *raw;
        uint32_t line;
    } expected[] = {{"number", "a number", "-1.50e1", 2},
                    {"text", "a string", "\"a\\u0041\"", 3},
                    {"list", "an array", "[1,\n  [ ]\n]", 4},
                    {"thing", "an object", "{ \"a\" :true}", 6},
                    {"yes", "true", "true", 7},
                    {"no", "false", "false", 7},
                    {"none", "null", "null", 7}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const cJSON *item = cJSON_GetObjectItemCaseSensitive(json->root, expected[i].key);
        assert_non_null(item);
        assert_int_equal(sp_json_line(json, item), expected[i].line);
        assert_string_equal(sp_json_kind(item), expected[i].kind);
        assert_string_equal(sp_json_raw(json, item, arena), expected[i].raw);
    }
    assert_int_equal(sp_json_line(json, json->root), 1);
    assert_int_equal(
        sp_json_line(json, cJSON_GetObjectItemCaseSensitive(json->root, "list")->child->next), 5);
    return SP_NUMERIC; /* comes back */
}

static void every_value_knows_its_line_and_its_own_text(void **state)
{
    (void)state;
    static const char text[] = "{\n\"number\":-1.50e1,\n\"text\": \"a\\u0041\",\n\"list\": [1,\n  "
                               "[ ]\n],\"thing\":{ \"a\" :true},\n"
                               "\"yes\":true,\"no\":false,\"none\":null}";
    assert_int_equal(sp_json_read(text, sizeof text - 1, "f", look_around, NULL, arena, NULL),
                     SP_NUMERIC);
}

/* ---- model files ---- */

static sp_status read_hours(sp_hours_model *m, const char *text, sp_error *e)
{
    *e = (sp_error){0};
    return sp_hours_model_read(m, &(const sp_text){"h.json", text, strlen(text)}, arena, e);
}

static sp_status read_score(sp_score_model *m, const char *text, sp_error *e)
{
    *e = (sp_error){0};
    return sp_score_model_read(m, &(const sp_text){"s.json", text, strlen(text)}, arena, e);
}

#define HOURS(fixed, factor, kind)                                                                 \
    "{\"format\": \"studypath-hours/1\", \"fixed_hours\": " fixed ", \"areas\": {\"x\": " factor   \
    "},\n\"kinds\": {\"proof\": " kind "}}"
#define KIND(phi, low, high)                                                                       \
    "{\"phi\": " phi ", \"low\": " low ", \"high\": " high ", \"borrowed\": true}"

static void the_hours_model_is_read(void **state)
{
    (void)state;
    sp_hours_model m;
    sp_error e;
    assert_int_equal(read_hours(&m, HOURS("3.5", "1.25", KIND("2", "0.5", "1.5")), &e), SP_OK);
    assert_true(m.fixed_hours == 3.5 && m.n_areas == 1 && m.areas[0].factor == 1.25 &&
                m.n_kinds == 1);
    assert_string_equal(m.areas[0].area, "x");
    assert_string_equal(m.kinds[0].kind, "proof");
    assert_true(m.kinds[0].phi == 2 && m.kinds[0].low == 0.5 && m.kinds[0].high == 1.5 &&
                m.kinds[0].borrowed);
    static const char *const wrong[] = {
        "[]",
        "{}",
        "{\"format\": \"studypath-hours/2\"}",
        HOURS("-1", "1", KIND("1", "1", "1")),
        HOURS("\"1\"", "1", KIND("1", "1", "1")),
        HOURS("1", "0", KIND("1", "1", "1")),
        HOURS("1", "null", KIND("1", "1", "1")),
        HOURS("1", "1", KIND("0", "1", "1")),
        HOURS("1", "1", KIND("1", "1.1", "2")),
        HOURS("1", "1", KIND("1", "1", "0.9")),
        HOURS("1", "1", "3"),
        HOURS("1", "1", "{}"),
        "{\"format\": \"studypath-hours/1\", \"fixed_hours\": 1, \"areas\": {}}",
        "{\"format\": \"studypath-hours/1\", \"fixed_hours\": 1, \"areas\": [], \"kinds\": {}}"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(read_hours(&m, wrong[i], &e), SP_INVALID);
    read_hours(&m, HOURS("1", "1", KIND("0", "1", "1")), &e);
    assert_int_equal(e.line, 2);
}

static void weights_of_the_score_model_add_up_to_one(void **state)
{
    (void)state;
#define SCORE(w, se)                                                                               \
    "{\"format\": \"studypath-score/1\", \"weights\": {\"topic\": " w                              \
    ", \"level\": 0.25, \"hours\": 0.15, \"rating\": 0.1, \"preference\": 0.1},\n"                 \
    "\"log_se\": {\"topic\": " se                                                                  \
    ", \"level\": 0.4, \"hours\": 0.4, \"rating\": 0.4, \"preference\": 0.4}}"
    sp_score_model m;
    sp_error e;
    double sum = 0;
    assert_int_equal(read_score(&m, SCORE("0.40005", "0.3"), &e), SP_OK);
    for (int f = 0; f < SP_FEATURES; f++) sum += m.weight[f];
    assert_true(fabs(sum - 1) < 1e-15 && m.log_se[SP_FEATURE_TOPIC] == 0.3 &&
                m.log_se[SP_FEATURE_RATING] == 0.4);
    assert_int_equal(read_score(&m, SCORE("0.41", "0.3"), &e), SP_INVALID);
    assert_int_equal(read_score(&m, SCORE("-0.4", "0.3"), &e), SP_INVALID);
    assert_int_equal(read_score(&m, SCORE("0.4", "0.2"), &e), SP_INVALID);
    assert_int_equal(read_score(&m, SCORE("0.4", "true"), &e), SP_INVALID);
    assert_int_equal(
        read_score(&m, "{\"format\": \"studypath-score/1\", \"weights\": 1, \"log_se\": {}}", &e),
        SP_INVALID);
    assert_int_equal(
        read_score(&m, "{\"format\": \"studypath-score/1\", \"weights\": {}, \"log_se\": {}}", &e),
        SP_INVALID);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_kind_of_value_is_read),
        TEST(what_cjson_alone_would_accept_is_refused),
        TEST(invalid_utf8_is_refused_where_it_stands),
        TEST(what_is_not_json_is_refused_where_it_stands),
        TEST(no_prefix_of_a_text_is_a_text),
        TEST(random_texts_are_judged_by_both_definitions_alike),
        TEST(sixty_four_levels_are_enough_and_the_most),
        TEST(sixteen_mebibytes_are_the_most),
        TEST(a_small_arena_is_an_error_of_memory),
        TEST(a_key_that_stands_twice_is_refused_at_its_second_value),
        TEST(every_value_knows_its_line_and_its_own_text),
        TEST(the_hours_model_is_read),
        TEST(weights_of_the_score_model_add_up_to_one),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
