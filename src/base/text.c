/* SPDX-License-Identifier: GPL-3.0-or-later
 * See studypath/text.h. Numbers are read and printed inside the "C" numeric locale, since a host
 * program may have set another. */
#include "studypath/text.h"

#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t sp_utf8_decode(uint32_t *out, const char *s, size_t left)
{
    const unsigned char *u = (const unsigned char *)s;
    if (u[0] < 0x80) {
        *out = u[0];
        return 1;
    }
    const size_t length = u[0] >= 0xf0 ? 4 : u[0] >= 0xe0 ? 3 : 2;
    if (u[0] < 0xc2 || u[0] > 0xf4 || left < length) return 0;
    uint32_t value = u[0] & (0x7fU >> length);
    for (size_t i = 1; i < length; i++) {
        if ((u[i] & 0xc0) != 0x80) return 0;
        value = value << 6 | (u[i] & 0x3fU);
    }
    const uint32_t least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
    if (value < least || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) return 0;
    *out = value;
    return length;
}

/* Whether `s` is one character that lost its end: a lead byte and fewer continuation bytes than it
 * asks for. */
static bool is_half(const char *s)
{
    const unsigned char *u = (const unsigned char *)s;
    const size_t length = u[0] >= 0xf0 ? 4 : u[0] >= 0xe0 ? 3 : 2;
    size_t n = 1;
    while (n < length && (u[n] & 0xc0) == 0x80) n++;
    return u[0] >= 0xc2 && u[0] <= 0xf4 && n < length && !u[n];
}

void sp_text_cut(char *text, size_t max_bytes)
{
    size_t i = 0;
    while (text[i]) {
        uint32_t point;
        const size_t length = sp_utf8_decode(&point, text + i, strlen(text + i));
        const size_t step = length ? length : 1;
        if (i + step > max_bytes || (!length && is_half(text + i))) break;
        i += step;
    }
    text[i] = '\0';
}

static bool reserve(sp_buffer *b, size_t more)
{
    if (b->failed) return false;
    if (b->capacity - b->length > more) return true;
    size_t capacity = b->capacity ? b->capacity : 256;
    while (capacity - b->length <= more) {
        if (capacity > SIZE_MAX / 2) return !(b->failed = true);
        capacity *= 2;
    }
    char *larger = sp_arena_take(b->arena, capacity);
    if (!larger) return !(b->failed = true);
    if (b->length) memcpy(larger, b->text, b->length);
    b->text = larger;
    b->capacity = capacity;
    return true;
}

void sp_buffer_add(sp_buffer *b, const char *text, size_t length)
{
    if (!reserve(b, length)) return;
    memcpy(b->text + b->length, text, length);
    b->length += length;
    b->text[b->length] = '\0';
}

void sp_buffer_puts(sp_buffer *b, const char *text)
{
    sp_buffer_add(b, text, strlen(text));
}

void sp_buffer_printf(sp_buffer *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    const int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0) {
        b->failed = true;
    } else if (reserve(b, (size_t)length)) {
        vsnprintf(b->text + b->length, (size_t)length + 1, format, again);
        b->length += (size_t)length;
    }
    va_end(again);
}

/* What must never reach a terminal from a file: it could rewrite the screen or reverse the reading
 * order. */
static bool is_unsafe(uint32_t point)
{
    return point < 0x20 || (point >= 0x7f && point <= 0x9f) ||
           (point >= 0x200e && point <= 0x200f) || (point >= 0x202a && point <= 0x202e) ||
           (point >= 0x2066 && point <= 0x2069) || point == 0xfeff;
}

void sp_buffer_safe(sp_buffer *b, const char *text)
{
    size_t left = strlen(text);
    while (left) {
        uint32_t point;
        const size_t length = sp_utf8_decode(&point, text, left);
        if (length && !is_unsafe(point)) {
            sp_buffer_add(b, text, length);
        } else {
            sp_buffer_add(b, "?", 1);
        }
        const size_t step = length ? length : 1;
        text += step;
        left -= step;
    }
}

static bool within(uint32_t point, const uint32_t (*ranges)[2], size_t n_ranges)
{
    for (size_t i = 0; i < n_ranges; i++)
        if (point >= ranges[i][0] && point <= ranges[i][1]) return true;
    return false;
}

size_t sp_text_columns(const char *text)
{
    static const uint32_t wide[][2] = {{0x1100, 0x115f},   {0x2e80, 0x303e},  {0x3041, 0xa4cf},
                                       {0xac00, 0xd7a3},   {0xf900, 0xfaff},  {0xfe30, 0xfe6f},
                                       {0xff00, 0xff60},   {0xffe0, 0xffe6},  {0x1f300, 0x1f64f},
                                       {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};
    static const uint32_t none[][2] = {{0x300, 0x36f},   {0x483, 0x489},  {0x591, 0x5bd},
                                       {0x610, 0x61a},   {0x64b, 0x65f},  {0x200b, 0x200d},
                                       {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}};
    size_t columns = 0, left = strlen(text);
    while (left) {
        uint32_t point;
        size_t length = sp_utf8_decode(&point, text, left);
        if (!length) {
            point = '?';
            length = 1;
        }
        columns += within(point, none, sizeof none / sizeof *none)   ? 0
                   : within(point, wide, sizeof wide / sizeof *wide) ? 2
                                                                     : 1;
        text += length;
        left -= length;
    }
    return columns;
}

/* The "C" numeric locale for the calling thread; (locale_t)0 when there is none to be had, then the
 * current one serves. */
static locale_t numeric_c_begin(locale_t *before)
{
    const locale_t c = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
    if (c) *before = uselocale(c);
    return c;
}

static void numeric_c_end(locale_t c, locale_t before)
{
    if (!c) return;
    uselocale(before);
    freelocale(c);
}

void sp_number_print(char out[32], double value)
{
    if (value == 0) value = 0; /* never "-0" */
    if (value == floor(value) && fabs(value) < 1e15) {
        snprintf(out, 32, "%.0f", value);
        return;
    }
    locale_t before = (locale_t)0;
    const locale_t c = numeric_c_begin(&before);
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(out, 32, "%.*g", digits, value);
        if (strtod(out, NULL) == value) break;
    }
    numeric_c_end(c, before);
}

static const char *skip_digits(const char *s)
{
    while (*s >= '0' && *s <= '9') s++;
    return s;
}

/* RFC 8259 section 6. */
static bool is_json_number(const char *s)
{
    if (*s == '-') s++;
    if (*s < '0' || *s > '9') return false;
    s = *s == '0' ? s + 1 : skip_digits(s);
    if (*s == '.') {
        if (s[1] < '0' || s[1] > '9') return false;
        s = skip_digits(s + 1);
    }
    if (*s == 'e' || *s == 'E') {
        s++;
        if (*s == '+' || *s == '-') s++;
        if (*s < '0' || *s > '9') return false;
        s = skip_digits(s);
    }
    return *s == '\0';
}

bool sp_number_read(double *out, const char *text)
{
    if (!is_json_number(text)) return false;
    locale_t before = (locale_t)0;
    const locale_t c = numeric_c_begin(&before);
    *out = strtod(text, NULL);
    numeric_c_end(c, before);
    return isfinite(*out);
}

enum { NEAREST_MAX_BYTES = 64 };

static size_t least3(size_t a, size_t b, size_t c)
{
    const size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Optimal string alignment: Levenshtein and swaps of neighbours (Damerau 1964). Names past the
 * maximum are never near. */
static size_t edits(const char *a, const char *b, size_t most)
{
    const size_t n = strlen(a), m = strlen(b);
    if ((n > m ? n - m : m - n) > most) return SIZE_MAX;
    if (n > NEAREST_MAX_BYTES || m > NEAREST_MAX_BYTES) return SIZE_MAX;
    size_t row[3][NEAREST_MAX_BYTES + 1];
    for (size_t j = 0; j <= m; j++) row[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = row[i % 3];
        const size_t *above = row[(i + 2) % 3], *two_above = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            now[j] = least3(now[j - 1] + 1, above[j] + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && two_above[j - 2] + 1 < now[j]) now[j] = two_above[j - 2] + 1;
        }
    }
    return row[n % 3][m];
}

const char *sp_text_nearest(const char *name, const void *items, size_t n_items, size_t stride)
{
    size_t allowed = strlen(name) / 3;
    if (allowed > 3) allowed = 3;
    if (allowed < 1) allowed = 1;
    const char *nearest = NULL;
    for (size_t i = 0; i < n_items; i++) {
        const char *other;
        memcpy(&other, (const char *)items + i * stride, sizeof other);
        if (!other) continue;
        const size_t distance = edits(name, other, allowed);
        if (distance <= allowed) {
            nearest = other;
            if (distance == 0) break;
            allowed = distance - 1;
        }
    }
    return nearest;
}

int sp_choice_find(const char *choices, const char *text)
{
    const size_t length = strlen(text);
    int index = 0;
    for (const char *at = choices; *at; index++) {
        const size_t n = strcspn(at, "|");
        if (n == length && memcmp(at, text, n) == 0) return index;
        at += n + (at[n] == '|');
    }
    return -1;
}

void sp_choice_name(char out[32], const char *choices, unsigned index)
{
    while (index--) choices += strcspn(choices, "|") + 1;
    snprintf(out, 32, "%.*s", (int)strcspn(choices, "|"), choices);
}
