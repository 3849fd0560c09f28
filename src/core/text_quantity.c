/* SPDX-License-Identifier: GPL-3.0-or-later
 * See core/text_quantity.h.
 *     quantity = {about | bound} [from] number [to number] [+]
 *     number   = digits | word [- word] | half | a, each with an optional K, million … */
#include "core/text_quantity.h"

#include <math.h>
#include <string.h>

typedef struct number {
    double value, grouped;
    sp_number_style style;
    bool magnified, half, clock, digits;
} number;

static bool is_word(const sp_token *t, sp_word_class is)
{
    return t->kind == SP_TOKEN_WORD && t->is == is;
}

static bool is_text(const sp_token *t, const char *text)
{
    return t->kind == SP_TOKEN_WORD && strcmp(t->text, text) == 0;
}

/* "twenty-four", "thirty three". */
static size_t read_number_words(number *out, const sp_token *t)
{
    const double tens = t->word->value;
    const size_t dash = sp_token__is_mark(t + 1, '-') ? 2 : 1;
    *out = (number){.value = tens, .grouped = tens};
    const bool joins = tens >= 20 && tens < 100 && is_word(t + dash, SP_WORD_NUMBER) &&
                       t[dash].word->value < 10;
    if (!joins) return 1;
    out->value = out->grouped = tens + t[dash].word->value;
    return dash + 1;
}

/* Whether a number may begin at `t`: one that belongs to a word ("CS50") is none. */
static bool is_free(const sp_token *t, bool first)
{
    return first || !t->glued || t[-1].kind != SP_TOKEN_WORD || t[-1].is != SP_WORD_UNKNOWN;
}

static size_t read_number(number *out, const sp_token *t, bool first, bool bare_article)
{
    size_t n = 0;
    if (t->kind == SP_TOKEN_NUMBER || t->kind == SP_TOKEN_CLOCK) {
        if (!is_free(t, first)) return 0;
        const bool two = t->style == SP_NUMBER_DOT3 || t->style == SP_NUMBER_COMMA3 ||
                         t->style == SP_NUMBER_SPACE3;
        *out = (number){.value = t->value,
                        .grouped = two ? t->grouped : t->value,
                        .style = t->style,
                        .clock = t->kind == SP_TOKEN_CLOCK,
                        .digits = true};
        n = 1;
    } else if (is_word(t, SP_WORD_NUMBER)) {
        n = read_number_words(out, t);
    } else if (is_word(t, SP_WORD_HALF)) {
        *out = (number){.value = 0.5, .grouped = 0.5, .half = true};
        return 1;
    } else if (is_word(t, SP_WORD_A) && is_word(t + 1, SP_WORD_HALF)) {
        *out = (number){.value = 0.5, .grouped = 0.5, .half = true};
        return 2;
    } else if (bare_article && is_word(t, SP_WORD_A)) {
        *out = (number){.value = 1, .grouped = 1};
        return 1;
    }
    if (!n) return 0;
    if (is_word(t + n, SP_WORD_AND) && is_word(t + n + 1, SP_WORD_A) &&
        is_word(t + n + 2, SP_WORD_HALF)) { /* "one and a half" */
        out->value = out->grouped = out->value + 0.5;
        n += 3;
    }
    if (is_word(t + n, SP_WORD_MAGNITUDE)) {
        out->value = out->grouped = round(out->value * t[n].word->value);
        out->magnified = true;
        if (out->style != SP_NUMBER_PLAIN) out->style = SP_NUMBER_BAD; /* 1.234K */
        n++;
    }
    return n;
}

/* What stands before a number: about, bounds, "between". `bound`: 0, '<' or '>'; '?' = two that
 * disagree. */
typedef struct prefix {
    size_t length;
    char bound;
    bool about, from;
} prefix;

static void set_bound(prefix *p, char bound)
{
    p->bound = p->bound && p->bound != bound ? '?' : bound;
}

bool sp_quantity__at_least_inverted(const sp_token *t)
{
    return (is_text(t, "au") && is_text(t + 1, "moins")) ||
           ((is_text(t, "al") || is_text(t, "lo")) && is_text(t + 1, "menos"));
}

/* Words of a prefix with more than one meaning; the tokens that they take. */
static size_t read_bound(prefix *p, const sp_token *t)
{
    if (is_word(t, SP_WORD_UP) && is_word(t + 1, SP_WORD_TO)) {
        set_bound(p, '<');
        return 2;
    }
    if (sp_quantity__at_least_inverted(t)) {
        set_bound(p, '>');
        return 2;
    }
    const bool denied = is_word(t, SP_WORD_NOT);
    if (denied && (is_word(t + 1, SP_WORD_AT_LEAST) || is_word(t + 1, SP_WORD_AT_MOST))) {
        set_bound(p, t[1].is == SP_WORD_AT_LEAST ? '<' : '>'); /* no more than */
        return 2;
    }
    if (is_text(t, "bis") || is_text(t, "hasta") || is_word(t, SP_WORD_AT_MOST)) {
        set_bound(p, '<');
        return 1;
    }
    const bool plus_de = is_word(t, SP_WORD_PLUS) &&
                         (is_word(t + 1, SP_WORD_OF) || is_word(t + 1, SP_WORD_FROM));
    if (is_word(t, SP_WORD_AT_LEAST) || is_word(t, SP_WORD_OVER) || plus_de ||
        (is_text(t, "min") && (t + 1)->kind == SP_TOKEN_NUMBER)) {
        set_bound(p, '>');
        return 1;
    }
    return 0;
}

static prefix read_prefix(const sp_token *t)
{
    prefix p = {0};
    for (;;) {
        const sp_token *at = t + p.length;
        size_t n = 0;
        if (is_word(at, SP_WORD_ABOUT) || sp_token__is_mark(at, '~')) {
            p.about = true;
            n = 1;
        } else if (sp_token__is_mark(at, '<') || sp_token__is_mark(at, '>')) {
            set_bound(&p, at->mark);
            n = 1;
        } else if (is_word(at, SP_WORD_FROM)) {
            p.from = true;
            n = 1;
        } else if ((p.bound || p.about) && (is_word(at, SP_WORD_FILLER) || is_word(at, SP_WORD_A) ||
                                            is_word(at, SP_WORD_OF))) {
            n = 1; /* more THAN, menos DE, jusqu A */
            const bool one = is_word(at, SP_WORD_A) && !is_text(at, "a");
            if (one || (is_text(at, "a") && at[1].kind == SP_TOKEN_WORD)) break;
        } else {
            n = read_bound(&p, at);
        }
        if (!n) return p;
        p.length += n;
    }
    return p;
}

/* The tokens between the ends of a range; 0 when no second number follows. */
static size_t range_separator(const sp_token *t, bool from)
{
    const bool mark = sp_token__is_mark(t, '-') || sp_token__is_mark(t, '~');
    const bool a = is_word(t, SP_WORD_A) && is_text(t, "a");
    if (!(mark || a || is_word(t, SP_WORD_TO) || is_word(t, SP_WORD_OR) ||
          (from && is_word(t, SP_WORD_AND))))
        return 0;
    return sp_token__is_mark(t, '-') && is_word(t + 1, SP_WORD_TO) ? 2 : 1;
}

static sp_number_style worse(sp_number_style a, sp_number_style b)
{
    return a > b ? a : b;
}

/* "+" behind a number, unless another one follows that it adds. */
static bool is_open_plus(const sp_token *t)
{
    return sp_token__is_mark(t, '+') && t->glued && t[1].kind != SP_TOKEN_NUMBER;
}

static void make(sp_quantity *out, const number *low, const number *high, bool is_range)
{
    *out = (sp_quantity){.low = low->value,
                         .high = high->value,
                         .grouped_low = low->grouped,
                         .grouped_high = high->grouped,
                         .style = worse(low->style, high->style),
                         .is_approximate = low->magnified || high->magnified,
                         .is_range = is_range,
                         .is_half = low->half,
                         .is_clock = low->clock || high->clock,
                         .has_digits = low->digits};
}

/* "2-3 million": the magnitude is of both. */
static void share_magnitude(number *low, const number *high, double magnitude)
{
    if (low->magnified || !high->magnified) return;
    low->value = low->grouped = round(low->value * magnitude);
}

bool sp_quantity__read(sp_quantity *out, const sp_token *t, size_t *at, bool bare_article)
{
    const prefix p = read_prefix(t + *at);
    size_t i = *at + p.length;
    number low, high;
    const size_t n = read_number(&low, t + i, i == 0, bare_article);
    if (!n) return false;
    i += n;
    high = low;
    const size_t gap = range_separator(t + i, p.from);
    const size_t m = gap ? read_number(&high, t + i + gap, false, false) : 0;
    if (m) {
        share_magnitude(&low, &high, t[i + gap + m - 1].word ? t[i + gap + m - 1].word->value : 1);
        i += gap + m;
    }
    make(out, &low, m ? &high : &low, m > 0);
    out->is_approximate = out->is_approximate || p.about;
    if (sp_token__is_mark(t + i, '-') && (t[i].glued || m) && t[i + 1].kind == SP_TOKEN_NUMBER)
        out->style = SP_NUMBER_BAD; /* 1-2-3 */
    if (sp_token__is_mark(t + i, '/') && t[i + 1].kind == SP_TOKEN_NUMBER && m)
        out->style = SP_NUMBER_BAD;
    if (is_open_plus(t + i)) {
        if (!sp_quantity__open(out, false)) out->style = SP_NUMBER_BAD;
        i++;
    }
    if (p.bound && (p.bound == '?' || !sp_quantity__open(out, p.bound == '<')))
        out->style = SP_NUMBER_BAD;
    *at = i;
    return true;
}

bool sp_quantity__open(sp_quantity *q, bool at_most)
{
    if (q->is_range || isnan(q->low) || isnan(q->high)) return false;
    q->is_approximate = true;
    *(at_most ? &q->low : &q->high) = NAN;
    *(at_most ? &q->grouped_low : &q->grouped_high) = NAN;
    return true;
}

bool sp_quantity__settle(sp_quantity *q, bool whole, bool comma_is_decimal)
{
    const bool grouped = q->style == SP_NUMBER_COMMA3 && !comma_is_decimal;
    switch (q->style) {
    case SP_NUMBER_PLAIN: break;
    case SP_NUMBER_BAD: return false;
    case SP_NUMBER_SPACE3: return false;
    case SP_NUMBER_DOT3:
    case SP_NUMBER_COMMA3:
        if (!whole && !grouped) return false;
        q->low = q->grouped_low;
        q->high = q->grouped_high;
        q->style = SP_NUMBER_PLAIN;
        break;
    }
    if (whole && !isnan(q->low) && q->low != floor(q->low)) return false;
    if (whole && !isnan(q->high) && q->high != floor(q->high)) return false;
    return isnan(q->low) || isnan(q->high) || q->low <= q->high;
}
