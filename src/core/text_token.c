/* SPDX-License-Identifier: GPL-3.0-or-later
 * See core/text_token.h. Words are folded: lower case, accents off, Arabic spellings that differ
 * made one. A word ends where a capital follows a small letter ("timeApprox."), since pages lose
 * the blank between two labels. */
#include "core/text_token.h"

#include <math.h>
#include <string.h>

#include "studypath/text.h"

typedef struct mark_row {
    uint32_t low, high;
    char mark; /* ' ' = a blank */
} mark_row;

/* Sorted by kind, not by code point; the first row that holds one wins. */
static const mark_row marks[] = {
    {'\n', '\r', ';'},     {'\t', '\t', ' '},     {' ', ' ', ' '},        {'-', '-', '-'},
    {'/', '/', '/'},       {'+', '+', '+'},       {':', ':', ':'},        {',', ',', ','},
    {'.', '.', '.'},       {';', ';', ';'},       {'|', '|', ';'},        {'(', '(', '('},
    {')', ')', ')'},       {'[', '[', '('},       {']', ']', ')'},        {'<', '<', '<'},
    {'>', '>', '>'},       {'~', '~', '~'},       {'%', '%', '%'},        {'&', '&', '&'},
    {'*', '*', ' '},       {'_', '_', ' '},       {'"', '"', ' '},        {'`', '`', ' '},
    {'#', '#', ' '},       {'\'', '\'', ' '},     {'!', '!', '.'},        {'?', '?', '.'},
    {'$', '$', '$'},       {0xa3, 0xa3, '$'},     {0x20ac, 0x20ac, '$'},  {0x20b9, 0x20b9, '$'},
    {0xa0, 0xa0, ' '},     {0xb7, 0xb7, ';'},     {0x2022, 0x2022, ';'},  {0x2027, 0x2027, ';'},
    {0x25cf, 0x25cf, ';'}, {0xd7, 0xd7, 'x'},     {0x61b, 0x61b, ';'},    {0x60c, 0x60c, ','},
    {0x66a, 0x66a, '%'},   {0x2010, 0x2015, '-'}, {0x2212, 0x2212, '-'},  {0x2044, 0x2044, '/'},
    {0x2215, 0x2215, '/'}, {0x2264, 0x2264, '<'}, {0x2265, 0x2265, '>'},  {0x2248, 0x2248, '~'},
    {0x223c, 0x223c, '~'}, {0xff5e, 0xff5e, '~'}, {0x301c, 0x301c, '~'},  {0x2605, 0x2605, '*'},
    {0x2b50, 0x2b50, '*'}, {0x2606, 0x2606, 'o'}, {0xff1a, 0xff1a, ':'},  {0xff0c, 0xff0c, ','},
    {0x3002, 0x3002, '.'}, {0x2026, 0x2026, '.'}, {0xab, 0xab, ' '},      {0xbb, 0xbb, ' '},
    {0x2018, 0x201f, ' '}, {0x2028, 0x2029, ';'}, {0x2000, 0x200a, ' '},  {0x202f, 0x202f, ' '},
    {0x2190, 0x23ff, ' '}, {0x2500, 0x2bff, ' '}, {0x1f000, 0x1ffff, ' '}};

/* Code points that are not there: direction marks, joiners, accents written apart, Arabic vowel
 * signs and the lengthening stroke. */
static bool is_invisible(uint32_t c)
{
    return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || c == 0xfeff ||
           (c >= 0x2066 && c <= 0x2069) || (c >= 0x300 && c <= 0x36f) || c == 0x640 ||
           (c >= 0x64b && c <= 0x65f) || c == 0x670 || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xad;
}

static char mark_of(uint32_t c)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (c >= marks[i].low && c <= marks[i].high) return marks[i].mark;
    if (c == 0xfffd) return '?'; /* bytes that are no UTF-8 */
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        (c >= 0xc0 && c < 0x2000) || (c > 0x2bff && c < 0x1f000) || c == 0xba ||
                        c == 0xaa;
    return letter ? '\0' : '?';
}

/* Append the folded letter to `word` when there is room. */
static void fold(char word[SP_WORD_BYTES], size_t *length, uint32_t c, const char *s, size_t n)
{
    static const char *const latin[] = {"a", "a", "a", "a", "a", "a", "ae", "c", "e",  "e", "e",
                                        "e", "i", "i", "i", "i", "d", "n",  "o", "o",  "o", "o",
                                        "o", "x", "o", "u", "u", "u", "u",  "y", "th", "ss"};
    static const uint32_t arabic[][2] = {{0x622, 0x627}, {0x623, 0x627}, {0x625, 0x627},
                                         {0x671, 0x627}, {0x629, 0x647}, {0x649, 0x64a}};
    char folded[4] = "";
    if (c < 0x80) {
        folded[0] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        s = folded;
        n = 1;
    } else if (c >= 0xc0 && c <= 0xff) {
        s = c == 0xff ? "y" : latin[(c - 0xc0) % 32];
        n = strlen(s);
    } else if (c == 0x153 || c == 0x152) {
        s = "oe";
        n = 2;
    }
    for (size_t i = 0; i < sizeof arabic / sizeof *arabic; i++) {
        if (c != arabic[i][0]) continue;
        folded[0] = (char)(0xc0 | arabic[i][1] >> 6);
        folded[1] = (char)(0x80 | (arabic[i][1] & 0x3f));
        s = folded;
        n = 2;
    }
    if (*length + n >= SP_WORD_BYTES) return;
    memcpy(word + *length, s, n);
    *length += n;
    word[*length] = '\0';
}

static size_t decode(uint32_t *c, const char *s)
{
    const size_t left = strnlen(s, 4);
    const size_t length = left ? sp_utf8_decode(c, s, left) : 0;
    if (!length) *c = 0xfffd;
    return length ? length : 1;
}

static size_t scan_word(sp_token *out, const char *s)
{
    size_t at = 0, length = 0, digit;
    uint32_t before = 0, c;
    *out = (sp_token){.kind = SP_TOKEN_WORD};
    while (s[at]) {
        const size_t n = decode(&c, s + at);
        if (!is_invisible(c)) {
            const bool capital = c >= 'A' && c <= 'Z' && before >= 'a' && before <= 'z';
            if (mark_of(c) || capital || sp_digit__decode(&digit, s + at) >= 0) break;
            fold(out->text, &length, c, s + at, n);
            before = c;
        }
        at += n;
    }
    return at;
}

static bool has_word(const char *texts, const char *word, size_t n)
{
    for (const char *at = texts; at; at = strchr(at, ' ')) {
        at += *at == ' ';
        if (*at == *word && strncmp(at, word, n) == 0 && (at[n] == ' ' || !at[n])) return true;
    }
    return false;
}

static const sp_word *find_word(const sp_words *words, const char *text)
{
    const size_t n = strlen(text);
    for (size_t i = 0; i < words->n_items; i++)
        if (has_word(words->items[i].texts, text, n)) return &words->items[i];
    return NULL;
}

/* After these a full stop ends no sentence. */
static bool is_abbreviation(const char *word)
{
    static const char *const all[] = {"approx", "aprox", "est", "ca",  "env",  "hr",  "hrs",
                                      "h",      "std",   "min", "wk",  "wks",  "yr",  "pp",
                                      "p",      "pg",    "sem", "max", "mins", "mio", "rs",
                                      "avg",    "mo",    "mos", "incl"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i], word) == 0) return true;
    return false;
}

static size_t scan_mark(sp_token *out, uint32_t c, size_t length)
{
    *out = (sp_token){.kind = SP_TOKEN_MARK, .mark = mark_of(c)};
    out->value = c; /* which currency, for $ */
    return length;
}

/* ½ ¼ ¾ as a number, or added to the whole number before it. */
static bool add_fraction(sp_tokens *out, uint32_t c, bool blank)
{
    const double value = c == 0xbd ? 0.5 : c == 0xbc ? 0.25 : c == 0xbe ? 0.75 : 0;
    if (value == 0) return false;
    sp_token *last = out->n_items ? &out->items[out->n_items - 1] : NULL;
    if (last && last->kind == SP_TOKEN_NUMBER && last->style == SP_NUMBER_PLAIN &&
        last->value == floor(last->value)) {
        last->value += value;
        return true;
    }
    out->items[out->n_items++] = (sp_token){
        .kind = SP_TOKEN_NUMBER, .value = value, .grouped = NAN, .glued = !blank};
    return true;
}

static size_t scan_token(sp_token *out, const char *s, uint32_t c, size_t length, bool blank)
{
    size_t digit;
    const bool point = c == '.' && blank && s[1] >= '0' && s[1] <= '9';
    if (point || sp_digit__decode(&digit, s) >= 0) return sp_number__scan(out, s);
    return mark_of(c) ? scan_mark(out, c, length) : scan_word(out, s);
}

/* "an" is a year in French, behind a number. */
static void classify(sp_token *t, const sp_token *last, const sp_words *own)
{
    t->word = NULL;
    const bool counted = last && (last->kind == SP_TOKEN_NUMBER || last->is == SP_WORD_NUMBER);
    if (own && (counted || strcmp(t->text, "an") != 0)) t->word = find_word(own, t->text);
    if (!t->word) t->word = find_word(&sp_words_common, t->text);
    t->is = t->word ? t->word->is : SP_WORD_UNKNOWN;
}

/* "N/A" as one word: its "a" is no article. */
static void join_not_available(sp_tokens *out)
{
    if (out->n_items < 3) return;
    sp_token *t = &out->items[out->n_items - 3];
    const bool na = strcmp(t[0].text, "n") == 0 && sp_token__is_mark(t + 1, '/') &&
                    strcmp(t[2].text, "a") == 0;
    if (!na) return;
    memcpy(t->text, "na", 3);
    classify(t, NULL, NULL);
    out->n_items -= 2;
}

void sp_tokens__read(sp_tokens *out, const char *text, const sp_words *own)
{
    bool blank = true;
    out->n_items = 0;
    out->overflowed = false;
    for (const char *s = text; *s;) {
        uint32_t c;
        const size_t length = decode(&c, s);
        const bool skip = is_invisible(c) || mark_of(c) == ' ';
        if (out->n_items >= SP_TOKENS_MOST) {
            out->overflowed = true;
            break;
        }
        if (skip || add_fraction(out, c, blank)) {
            blank = skip && (blank || !is_invisible(c));
            s += length;
            continue;
        }
        sp_token *t = &out->items[out->n_items];
        s += scan_token(t, s, c, length, blank);
        const sp_token *last = out->n_items ? t - 1 : NULL;
        const bool drop = sp_token__is_mark(t, '.') && last && last->kind == SP_TOKEN_WORD &&
                          is_abbreviation(last->text);
        if (drop) {
            blank = true;
            continue;
        }
        t->glued = !blank;
        blank = false;
        if (t->kind == SP_TOKEN_WORD) classify(t, last, own);
        if (t->kind == SP_TOKEN_WORD && strcmp(t->text, "x") == 0) {
            t->kind = SP_TOKEN_MARK;
            t->mark = 'x';
        }
        out->n_items++;
        join_not_available(out);
    }
    out->items[out->n_items] = (sp_token){.kind = SP_TOKEN_END};
    out->items[out->n_items + 1] = (sp_token){.kind = SP_TOKEN_END};
}

/* The tokens that the phrase takes, which ends at '|' or the end; 0. */
static size_t match_phrase(const sp_token *t, const char *phrase)
{
    const sp_token *at = t;
    for (;;) {
        const size_t n = strcspn(phrase, " |");
        while (at > t && sp_token__is_mark(at, '-')) at++;
        if (at->kind != SP_TOKEN_WORD || strlen(at->text) != n || memcmp(at->text, phrase, n) != 0)
            return 0;
        at++;
        phrase += n;
        if (*phrase != ' ') return (size_t)(at - t);
        phrase++;
    }
}

size_t sp_tokens__phrase(const sp_token *t, const char *phrases)
{
    for (const char *at = phrases; *at;) {
        const size_t length = match_phrase(t, at);
        if (length) return length;
        at += strcspn(at, "|");
        at += *at == '|';
    }
    return 0;
}
