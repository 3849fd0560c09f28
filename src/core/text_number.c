/* SPDX-License-Identifier: GPL-3.0-or-later
 * Numbers as people write them: decimal comma or point, groups of thousands by point, comma, blank
 * or apostrophe, Indian groups, Arabic-Indic digits, clock times. What could be two numbers is
 * marked, and the reader that knows the unit decides. */
#include <math.h>
#include <string.h>

#include "core/text_token.h"
#include "studypath/text.h"

enum { MOST_GROUPS = 8, MOST_DIGITS = 15 };

typedef struct groups {
    double value[MOST_GROUPS];
    size_t length[MOST_GROUPS];
    uint32_t separator[MOST_GROUPS]; /* before the group; [0] unused */
    size_t n_groups, n_digits;
    bool too_long, leading_zero;
} groups;

int sp_digit__decode(size_t *length, const char *s)
{
    static const uint32_t zeros[] = {'0', 0x660, 0x6f0, 0xff10};
    uint32_t point = 0;
    *length = *s ? sp_utf8_decode(&point, s, strlen(s) < 4 ? strlen(s) : 4) : 0;
    if (!*length) return -1;
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (point >= zeros[i] && point < zeros[i] + 10) return (int)(point - zeros[i]);
    return -1;
}

/* The digits at `s` as the next group; the bytes that they take. */
static size_t scan_group(groups *g, const char *s, uint32_t separator)
{
    size_t at = 0, length = 0, n = 0;
    double value = 0;
    for (int digit; (digit = sp_digit__decode(&length, s + at)) >= 0; at += length, n++)
        value = value * 10 + digit;
    if (g->n_groups == MOST_GROUPS || (g->n_digits += n) > MOST_DIGITS) {
        g->too_long = true;
        return at;
    }
    g->value[g->n_groups] = value;
    g->length[g->n_groups] = n;
    g->separator[g->n_groups++] = separator;
    return at;
}

static size_t count_digits(const char *s)
{
    size_t n = 0, length;
    while (sp_digit__decode(&length, s) >= 0) {
        s += length;
        n++;
    }
    return n;
}

static bool is_blank(uint32_t c)
{
    return c == ' ' || c == 0xa0 || c == 0x202f || c == 0x2009;
}

/* The separator at `s` when another group follows it: its bytes; else 0. Apostrophes are one, and
 * all blanks that do not break are one. */
static size_t scan_separator(uint32_t *separator, const groups *g, const char *s)
{
    uint32_t c = 0;
    size_t skipped;
    const size_t left = strlen(s), length = left ? sp_utf8_decode(&c, s, left < 4 ? left : 4) : 0;
    if (!length || sp_digit__decode(&skipped, s + length) < 0) return 0;
    if (c == 0x2019) c = '\'';
    if (c == 0x66b) c = 'd'; /* Arabic decimal separator */
    if (c == 0x66c) c = 'g'; /* Arabic thousands separator */
    *separator = c != ' ' && is_blank(c) ? 0xa0 : c;
    if (is_blank(*separator)) {
        if (g->too_long) return 0;
        const bool follows = g->n_groups == 1 || g->separator[g->n_groups - 1] == *separator;
        return follows && g->length[0] <= 3 && !g->leading_zero && count_digits(s + length) == 3
                   ? length
                   : 0;
    }
    return memchr(".,'dg", (int)*separator, 5) ? length : 0;
}

/* Whether groups 1 to last - 1 are groups of thousands (or Indian: twos, and three at the end). */
static bool is_grouped(const groups *g, size_t n)
{
    if (n < 2 || g->length[n - 1] != 3 || g->length[0] > 3 || g->leading_zero) return false;
    bool threes = true, twos = g->length[0] <= 2;
    for (size_t i = 1; i < n; i++) {
        if (g->separator[i] != g->separator[1] || g->separator[i] == 'd') return false;
        if (i < n - 1) threes = threes && g->length[i] == 3;
        if (i < n - 1) twos = twos && g->length[i] == 2 && g->separator[i] == ',';
    }
    return threes || twos;
}

static double join(const groups *g, size_t n)
{
    double value = 0;
    for (size_t i = 0; i < n; i++) value = value * pow(10, (double)g->length[i]) + g->value[i];
    return value;
}

static double with_fraction(const groups *g)
{
    const size_t n = g->n_groups;
    return join(g, n) / pow(10, (double)g->length[n - 1]);
}

static sp_number_style style_of_two(const groups *g)
{
    if (!is_grouped(g, 2)) {
        const uint32_t c = g->separator[1];
        return c == '.' || c == ',' || c == 'd' ? SP_NUMBER_PLAIN : SP_NUMBER_BAD;
    }
    switch (g->separator[1]) {
    case '.': return SP_NUMBER_DOT3;
    case ',': return SP_NUMBER_COMMA3;
    case ' ': return g->length[0] == 1 ? SP_NUMBER_SPACE3 : SP_NUMBER_PLAIN;
    default: return SP_NUMBER_PLAIN;
    }
}

static void interpret(sp_token *out, const groups *g)
{
    const size_t n = g->n_groups;
    out->grouped = NAN;
    if (g->too_long) {
        out->style = SP_NUMBER_BAD;
    } else if (n == 1) {
        out->value = g->value[0];
    } else if (n == 2) {
        const uint32_t c = g->separator[1];
        out->style = style_of_two(g);
        out->value = is_grouped(g, 2) && c != '.' && c != ',' ? join(g, 2) : with_fraction(g);
        if (out->style != SP_NUMBER_PLAIN) out->grouped = join(g, 2);
    } else if (is_grouped(g, n)) {
        out->value = join(g, n);
    } else if (is_grouped(g, n - 1) && g->separator[n - 1] != g->separator[1] &&
               memchr(".,d", (int)g->separator[n - 1], 3)) {
        out->value = with_fraction(g);
    } else {
        out->style = SP_NUMBER_BAD;
    }
}

/* ":30" or ":30:00" behind the hours: the bytes that it takes; else 0. */
static size_t scan_clock(sp_token *out, const char *s)
{
    size_t at = 0, parts = 0;
    double scale = 60, value = out->value;
    while (s[at] == ':' && parts < 3 && count_digits(s + at + 1) == 2) {
        groups g = {0};
        at += 1 + scan_group(&g, s + at + 1, 0);
        if (g.value[0] >= 60) out->style = SP_NUMBER_BAD;
        value += g.value[0] / scale;
        scale *= 60;
        parts++;
    }
    if (!parts) return 0;
    if (parts == 3) out->style = SP_NUMBER_BAD;
    out->kind = SP_TOKEN_CLOCK;
    out->value = value;
    return at;
}

/* "e300" behind a number is no "e 300" (and 300): the bytes that it takes; else 0. */
static size_t scan_exponent(sp_token *out, const char *s)
{
    if (*s != 'e' && *s != 'E') return 0;
    const size_t sign = s[1] == '+' || s[1] == '-';
    const size_t n = count_digits(s + 1 + sign);
    if (!n) return 0;
    out->style = SP_NUMBER_BAD;
    groups g = {0};
    return 1 + sign + scan_group(&g, s + 1 + sign, 0);
}

size_t sp_number__scan(sp_token *out, const char *s)
{
    groups g = {0};
    uint32_t separator = 0;
    size_t at = 0, length;
    if (*s == '.') { /* .5 */
        g.n_groups = g.length[0] = 1;
        at = 1 + scan_group(&g, s + 1, 'd');
    } else {
        size_t first;
        g.leading_zero = sp_digit__decode(&first, s) == 0;
        at = scan_group(&g, s, 0);
        while ((length = scan_separator(&separator, &g, s + at)) != 0)
            at += length + scan_group(&g, s + at + length, separator);
    }
    *out = (sp_token){.kind = SP_TOKEN_NUMBER};
    interpret(out, &g);
    if (g.n_groups == 1 && !g.too_long) at += scan_clock(out, s + at);
    return at + scan_exponent(out, s + at);
}
