/* SPDX-License-Identifier: GPL-3.0-or-later
 * RFC 8259, to the letter, as a push-down automaton: an explicit stack of the open arrays and
 * objects, no recursion. */
#include "io/scan.h"

#include <string.h>

#include "studypath/text.h"
#include "base/try.h"

typedef struct scanner {
    const char *text, *file;
    size_t n_bytes, at;
    size_t counted; /* line breaks before this byte are in `line` */
    uint32_t line;
    sp_json_span *spans;
    size_t n_spans, capacity;
    size_t open[SP_JSON_MAX_DEPTH]; /* span index of each open array or object */
    size_t depth;
    sp_arena *arena;
    sp_error *error;
} scanner;

/* 1-based line and column of a byte. */
static void find_place(const char *text, size_t at, uint32_t *line, uint32_t *column)
{
    *line = 1;
    size_t line_begin = 0;
    for (size_t i = 0; i < at; i++) {
        if (text[i] != '\n') continue;
        ++*line;
        line_begin = i + 1;
    }
    *column = (uint32_t)(at - line_begin) + 1;
}

static sp_status bad(scanner *s, sp_status code, size_t at, const char *what)
{
    uint32_t line, column;
    find_place(s->text, at, &line, &column);
    return sp_fail_at(s->error, code, s->file, line, column, "%s", what);
}

static void skip_blank(scanner *s)
{
    while (s->at < s->n_bytes && memchr(" \t\n\r", s->text[s->at], 4)) s->at++;
}

static char peek(const scanner *s)
{
    return s->at < s->n_bytes ? s->text[s->at] : '\0';
}

static sp_status begin_value(scanner *s)
{
    if (s->n_spans == s->capacity) {
        const size_t capacity = s->capacity ? 2 * s->capacity : 64 + s->n_bytes / 16;
        sp_json_span *larger = sp_arena_array(s->arena, capacity, sizeof *larger);
        SP_NEED(larger, s->error);
        if (s->n_spans) memcpy(larger, s->spans, s->n_spans * sizeof *larger);
        s->spans = larger;
        s->capacity = capacity;
    }
    const char *from = s->text + s->counted, *to = s->text + s->at;
    for (const char *end; (end = memchr(from, '\n', (size_t)(to - from))) != NULL; from = end + 1)
        s->line++;
    s->counted = s->at;
    s->spans[s->n_spans++] = (sp_json_span){.begin = s->at, .line = s->line};
    return SP_OK;
}

static unsigned hex4(const char *s)
{
    unsigned value = 0;
    for (int i = 0; i < 4; i++) {
        const char c = s[i];
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) return UINT32_MAX;
        value = value * 16 + (unsigned)digit;
    }
    return value;
}

/* At a backslash inside a string; the text ends with a NUL, so that looking ahead stays inside it.
 */
static sp_status scan_escape(scanner *s)
{
    const char *at = s->text + s->at;
    if (at[1] && strchr("\"\\/bfnrt", at[1])) {
        s->at += 2;
        return SP_OK;
    }
    if (at[1] != 'u') return bad(s, SP_SYNTAX, s->at, "unknown escape in a string");
    const unsigned unit = hex4(at + 2);
    if (unit == UINT32_MAX) return bad(s, SP_SYNTAX, s->at, "\\u needs four hexadecimal digits");
    if (unit == 0) return bad(s, SP_SYNTAX, s->at, "\\u0000 is not allowed in a string");
    s->at += 6;
    if (unit < 0xd800 || unit > 0xdfff) return SP_OK;
    const unsigned low = unit < 0xdc00 && at[6] == '\\' && at[7] == 'u' ? hex4(at + 8) : 0;
    if (low < 0xdc00 || low > 0xdfff)
        return bad(s, SP_SYNTAX, s->at - 6, "half of a surrogate pair");
    s->at += 6;
    return SP_OK;
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

static sp_status scan_string(scanner *s)
{
    const size_t begin = s->at++;
    while (s->at < s->n_bytes) {
        const char *plain = s->text + s->at; /* ends at the NUL behind the text at the latest */
        while (is_plain((unsigned char)*plain)) plain++;
        s->at = (size_t)(plain - s->text);
        if (s->at >= s->n_bytes) break;
        const unsigned char c = (unsigned char)s->text[s->at];
        if (c == '"') {
            s->at++;
            return SP_OK;
        }
        if (c == '\\') {
            SP_TRY(scan_escape(s));
        } else if (c < 0x20) {
            return bad(s, SP_SYNTAX, s->at, "raw control character in a string");
        } else {
            uint32_t point;
            const size_t length = sp_utf8_decode(&point, s->text + s->at, s->n_bytes - s->at);
            if (!length) return bad(s, SP_SYNTAX, s->at, "invalid UTF-8");
            s->at += length;
        }
    }
    return bad(s, SP_SYNTAX, begin, "a string without its closing quote");
}

static sp_status scan_number(scanner *s)
{
    enum { MAX_NUMBER_BYTES = 63 };
    const size_t begin = s->at;
    while (s->at < s->n_bytes && s->text[s->at] && strchr("+-.0123456789eE", s->text[s->at]))
        s->at++;
    char number[MAX_NUMBER_BYTES + 1] = {0};
    if (s->at - begin > MAX_NUMBER_BYTES)
        return bad(s, SP_SYNTAX, begin, "a number of more than 63 characters");
    memcpy(number, s->text + begin, s->at - begin);
    double value;
    if (!sp_number_read(&value, number))
        return bad(s, SP_SYNTAX, begin, "not a finite JSON number");
    return SP_OK;
}

static sp_status scan_word(scanner *s)
{
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t length = strlen(words[i]);
        if (s->n_bytes - s->at < length || memcmp(s->text + s->at, words[i], length) != 0) continue;
        s->at += length;
        return SP_OK;
    }
    if (s->at >= s->n_bytes)
        return bad(s, SP_SYNTAX, s->at, "the text ends where a value is expected");
    return bad(s, SP_SYNTAX, s->at, "a value is expected here");
}

/* At a member's key: read it and its colon, so that the value comes next. */
static sp_status scan_key(scanner *s)
{
    if (peek(s) != '"') return bad(s, SP_SYNTAX, s->at, "a key in double quotes is expected here");
    SP_TRY(scan_string(s));
    skip_blank(s);
    if (peek(s) != ':') return bad(s, SP_SYNTAX, s->at, "':' is expected after a key");
    s->at++;
    skip_blank(s);
    return SP_OK;
}

/* Read one value, or only the opening of an array or object that is not empty; `opened` says which.
 */
static sp_status scan_value(scanner *s, bool *opened)
{
    *opened = false;
    SP_TRY(begin_value(s));
    const char c = peek(s);
    const size_t index = s->n_spans - 1;
    if (c == '{' || c == '[') {
        if (s->depth == SP_JSON_MAX_DEPTH)
            return bad(s, SP_LIMIT, s->at, "nested deeper than 64 levels");
        s->at++;
        skip_blank(s);
        if (peek(s) == (c == '{' ? '}' : ']')) {
            s->at++;
        } else {
            s->open[s->depth++] = index;
            *opened = true;
            return c == '{' ? scan_key(s) : SP_OK;
        }
    } else if (c == '"') {
        SP_TRY(scan_string(s));
    } else if (c == '-' || (c >= '0' && c <= '9')) {
        SP_TRY(scan_number(s));
    } else {
        SP_TRY(scan_word(s));
    }
    s->spans[index].end = s->at;
    return SP_OK;
}

/* After a complete value: close what closes here, or step over a comma to the next value. */
static sp_status scan_after_value(scanner *s)
{
    while (s->depth) {
        const size_t index = s->open[s->depth - 1];
        const bool is_object = s->text[s->spans[index].begin] == '{';
        skip_blank(s);
        const char c = peek(s);
        if (c == ',') {
            s->at++;
            skip_blank(s);
            return is_object ? scan_key(s) : SP_OK;
        }
        if (c != (is_object ? '}' : ']'))
            return bad(s, SP_SYNTAX, s->at,
                       is_object ? "',' or '}' is expected here" : "',' or ']' is expected here");
        s->at++;
        s->spans[index].end = s->at;
        s->depth--;
    }
    return SP_OK;
}

sp_status sp_json__scan(sp_json_span **spans, size_t *n_spans, const char *text, size_t n_bytes,
                        const char *file, sp_arena *a, sp_error *e)
{
    scanner s = {.text = text, .file = file, .n_bytes = n_bytes, .line = 1, .arena = a, .error = e};
    if (n_bytes > SP_JSON_MAX_BYTES)
        return sp_fail(e, SP_LIMIT, file, "has %zu bytes, at most 16 MiB are read", n_bytes);
    if (n_bytes >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        return bad(&s, SP_SYNTAX, 0, "begins with a byte-order mark, which JSON does not have");
    skip_blank(&s);
    if (s.at == n_bytes) return sp_fail(e, SP_SYNTAX, file, "is empty, a JSON object is expected");
    do {
        bool opened;
        SP_TRY(scan_value(&s, &opened));
        if (!opened) SP_TRY(scan_after_value(&s));
    } while (s.depth);
    skip_blank(&s);
    if (s.at < n_bytes) return bad(&s, SP_SYNTAX, s.at, "text after the end of the JSON value");
    *spans = s.spans;
    *n_spans = s.n_spans;
    return SP_OK;
}
