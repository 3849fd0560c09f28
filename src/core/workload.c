/* SPDX-License-Identifier: GPL-3.0-or-later
 * See core/workload.h. The text is split into words and numbers; only texts that consist of known
 * words in a known order are read, so that nothing is read wrongly. */
#include "core/workload.h"

#include <math.h>
#include <string.h>

#include "studypath/text.h"

typedef enum token_kind {
    TOKEN_END,
    TOKEN_SPAN,
    TOKEN_HOURS,
    TOKEN_WEEKS,
    TOKEN_PER,
    TOKEN_FILLER,
    TOKEN_UNKNOWN
} token_kind;

typedef struct token {
    token_kind kind;
    double low, high; /* of a span */
} token;

static size_t number_length(const char *s)
{
    size_t n = strspn(s, "0123456789");
    if (n && s[n] == '.' && s[n + 1] >= '0' && s[n + 1] <= '9')
        n += 1 + strspn(s + n + 1, "0123456789");
    return n;
}

/* At most 9 characters, so the value is small and exact. */
static bool read_number(const char **s, double *out)
{
    char number[16] = "";
    const size_t n = number_length(*s);
    if (n == 0 || n > 9) return false;
    memcpy(number, *s, n);
    *s += n;
    return sp_number_read(out, number);
}

static const char *skip_blanks(const char *s)
{
    return s + strspn(s, " \t\n,;.()~|");
}

/* The bytes of a dash at `s`: ASCII hyphen, or U+2010 to U+2015; 0 when there is none. */
static size_t dash_length(const char *s)
{
    if (*s == '-') return 1;
    const unsigned char *u = (const unsigned char *)s;
    return u[0] == 0xe2 && u[1] == 0x80 && u[2] >= 0x90 && u[2] <= 0x95 ? 3 : 0;
}

static token read_span(const char **s)
{
    token t = {.kind = TOKEN_SPAN};
    if (!read_number(s, &t.low)) return (token){.kind = TOKEN_UNKNOWN};
    t.high = t.low;
    const char *dash = *s + strspn(*s, " ");
    const size_t length = dash_length(dash);
    const char *second = dash + length + strspn(dash + length, " ");
    if (!length || !number_length(second)) return t;
    *s = second;
    return read_number(s, &t.high) && t.high >= t.low ? t : (token){.kind = TOKEN_UNKNOWN};
}

static token read_word(const char **s)
{
    static const struct {
        const char *word;
        token_kind kind;
    } words[] = {
        {"hours", TOKEN_HOURS},   {"hour", TOKEN_HOURS},      {"hrs", TOKEN_HOURS},
        {"h", TOKEN_HOURS},       {"weeks", TOKEN_WEEKS},     {"week", TOKEN_WEEKS},
        {"per", TOKEN_PER},       {"a", TOKEN_PER},           {"/", TOKEN_PER},
        {"approx", TOKEN_FILLER}, {"about", TOKEN_FILLER},    {"approximately", TOKEN_FILLER},
        {"to", TOKEN_FILLER},     {"complete", TOKEN_FILLER}, {"total", TOKEN_FILLER},
        {"x", TOKEN_FILLER},      {"at", TOKEN_FILLER}};
    char word[16] = "";
    size_t n = **s == '/' ? 1 : 0;
    while (n < sizeof word - 1 && (((*s)[n] | 0x20) >= 'a' && ((*s)[n] | 0x20) <= 'z')) n++;
    if (!n) return (token){.kind = TOKEN_UNKNOWN};
    for (size_t i = 0; i < n; i++) word[i] = (char)((*s)[i] == '/' ? '/' : (*s)[i] | 0x20);
    if (word[0] == '/') word[n = 1] = '\0';
    *s += n;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].word, word) == 0) return (token){.kind = words[i].kind};
    return (token){.kind = TOKEN_UNKNOWN};
}

/* The next token that is no filler. */
static token next_token(const char **s)
{
    for (;;) {
        *s = skip_blanks(*s);
        if (!**s) return (token){.kind = TOKEN_END};
        const token t = number_length(*s) ? read_span(s) : read_word(s);
        if (t.kind != TOKEN_FILLER) return t;
    }
}

bool sp_workload_read(sp_hours *out, const char *text)
{
    static const token_kind weekly[] = {TOKEN_SPAN, TOKEN_WEEKS, TOKEN_SPAN, TOKEN_HOURS,
                                        TOKEN_PER,  TOKEN_WEEKS, TOKEN_END};
    static const token_kind total[] = {TOKEN_SPAN, TOKEN_HOURS, TOKEN_END};
    double low = 1, high = 1;
    bool is_weekly = true, is_total = true;
    for (size_t i = 0; i < sizeof weekly / sizeof *weekly && (is_weekly || is_total); i++) {
        const token t = next_token(&text);
        is_weekly = is_weekly && t.kind == weekly[i];
        is_total = is_total && i < sizeof total / sizeof *total && t.kind == total[i];
        if (t.kind == TOKEN_SPAN) {
            low *= t.low;
            high *= t.high;
        }
        if (t.kind == TOKEN_END) break;
    }
    if (!(is_weekly || is_total) || !(low > 0 && high <= 10000)) return false;
    *out = (sp_hours){.low = low, .expected = NAN, .high = high, .basis = SP_BASIS_STATED};
    return true;
}
