/* SPDX-License-Identifier: GPL-3.0-or-later
 * Price texts, clause by clause: money with its currency, free, audit, paid, and what the
 * certificate costs. Prices a month, former prices and trials are no price of the course. */
#include "core/text_rating.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text_quantity.h"
#include "core/text_stage.h"

static const char *const currencies[] = {"USD", "EUR", "GBP", "INR", "CAD", "AUD", "JPY", "CNY",
                                         "BRL", "MXN", "CHF", "SAR", "AED", "EGP", "JOD", "NZD",
                                         "SGD", "SEK", "COP", "ARS", "CLP", "PEN"};
enum { USD, EUR, GBP, INR, CAD, AUD, BRL = 8, MXN, NZD = 15, SGD, NO_CURRENCY = -1 };

typedef struct money {
    double low, high; /* NAN = open */
    int currency;
} money;

/* What one clause says. */
typedef struct clause {
    money amounts[4];
    size_t n_amounts;
    bool free, audit, paid, certificate, period, former, current, trial, upgrade, with_certificate;
    bool unknown, negated, from;
} clause;

typedef struct state {
    const sp_token *t;
    size_t at;
    clause now;
    bool carried_former, carried_current;
    money amount, certificate; /* low NAN = none */
    bool has_amount, has_certificate, amount_is_current, differs, is_open;
    bool free, audit, paid, upgrade, paid_certificate;
    bool joined; /* "+" was before the clause */
    const char *why;
} state;

static bool is_word(const sp_token *t, sp_word_class is)
{
    return t->kind == SP_TOKEN_WORD && t->is == is;
}

/* The dollar of a country by the letters before its sign: "US$", "A$". */
static int dollar_of(const char *letters)
{
    static const struct {
        const char *letters;
        int currency;
    } dollars[] = {{"us", USD}, {"ca", CAD}, {"c", CAD},  {"au", AUD}, {"a", AUD},
                   {"r", BRL},  {"mx", MXN}, {"nz", NZD}, {"s", SGD},  {"sg", SGD}};
    for (size_t i = 0; i < sizeof dollars / sizeof *dollars; i++)
        if (strcmp(dollars[i].letters, letters) == 0) return dollars[i].currency;
    return NO_CURRENCY;
}

/* A currency at `t`; the tokens that it takes. */
static size_t read_currency(int *out, const sp_token *t)
{
    if (strcmp(t->text, "us") == 0 && is_word(t + 1, SP_WORD_CURRENCY) && t[1].word->value == USD) {
        *out = USD;
        return 2;
    }
    if (is_word(t, SP_WORD_CURRENCY)) {
        *out = (int)t->word->value;
        return 1;
    }
    const bool apart = strcmp(t->text, "au") == 0 || strcmp(t->text, "nz") == 0; /* AU $49 */
    if (t->kind == SP_TOKEN_WORD && sp_token__is_mark(t + 1, '$') && (t[1].glued || apart) &&
        t[1].value == '$') {
        *out = dollar_of(t->text);
        return *out == NO_CURRENCY ? 0 : 2;
    }
    if (!sp_token__is_mark(t, '$')) return 0;
    *out = t->value == '$' ? USD : t->value == 0xa3 ? GBP : t->value == 0x20ac ? EUR : INR;
    return 1;
}

/* Of a price, three digits behind a point or comma are thousands: cents have two. */
static bool settle(sp_quantity *q)
{
    if (q->style == SP_NUMBER_BAD || q->style == SP_NUMBER_SPACE3 || q->is_clock) return false;
    if (q->style != SP_NUMBER_PLAIN) {
        q->low = q->grouped_low;
        q->high = q->grouped_high;
    }
    return !(q->low > q->high) && !(q->low > 1e6) && !(q->high > 1e6);
}

/* "$10 - $20" */
static void read_second(money *m, const sp_token *t, size_t *at)
{
    const bool separated = sp_token__is_mark(t + *at, '-') || is_word(t + *at, SP_WORD_TO);
    sp_quantity q;
    int currency = m->currency;
    if (!separated) return;
    size_t i = *at + 1;
    const size_t before = read_currency(&currency, t + i);
    i += before;
    if (!before || !sp_quantity__read(&q, t, &i, false) || !settle(&q)) return;
    m->high = q.high;
    *at = i;
}

/* One or two letters, which may make another unit of the currency beside them. */
static bool is_letters(const sp_token *t)
{
    return t->kind == SP_TOKEN_WORD && t->is != SP_WORD_CURRENCY && strlen(t->text) <= 2;
}

/* Money from s->at on; a number without a currency is none. */
static bool read_money(state *s, money *out)
{
    const sp_token *t = s->t;
    size_t at = s->at;
    int before = NO_CURRENCY, behind = NO_CURRENCY;
    sp_quantity q;
    at += read_currency(&before, t + at);
    const bool negative = s->at > 0 && sp_token__is_mark(t + s->at - 1, '-') && t[s->at].glued;
    if (negative || sp_token__is_mark(t + at, '-')) return false;
    if (!sp_quantity__read(&q, t, &at, false)) return false;
    const bool next_price = t[at].kind == SP_TOKEN_MARK && t[at + 1].kind == SP_TOKEN_NUMBER;
    if (!next_price) at += read_currency(&behind, t + at);
    const bool zero = q.low == 0 && q.high == 0;
    const bool lettered = s->at > 0 && sp_token__is_mark(t + s->at, '$') &&
                          is_letters(t + s->at - 1) && t[s->at].glued;
    const bool more = behind == NO_CURRENCY && is_letters(t + at) && t[at].glued;
    if (more || lettered) return false; /* 1.5L, E£499 */
    if (before == NO_CURRENCY && behind == NO_CURRENCY && !zero) return false;
    const bool dollars_of_latin_america = q.style == SP_NUMBER_DOT3 && before == USD &&
                                          behind == NO_CURRENCY;
    if (!settle(&q) || dollars_of_latin_america) return false;
    const bool clash = before != NO_CURRENCY && behind != NO_CURRENCY && before != behind &&
                       before != USD; /* $49 CAD */
    if (clash || sp_token__is_mark(t + at, '%')) return false;
    *out = (money){q.low, q.high, behind == NO_CURRENCY ? before : behind};
    read_second(out, t, &at);
    s->at = at;
    return true;
}

static void note_word(state *s, const sp_token *t)
{
    clause *c = &s->now;
    switch (t->is) {
    case SP_WORD_FREE:
        if (is_word(t + 1, SP_WORD_CERTIFICATE) || is_word(t + 1, SP_WORD_UPGRADE)) break;
        if (is_word(t + 1, SP_WORD_FOR)) c->negated = true; /* for some, or for a while */
        if (s->at > 0 && strcmp(t[-1].text, "one") == 0) c->negated = true; /* get one free */
        c->free = true;
        break;
    case SP_WORD_AUDIT: c->audit = true; break;
    case SP_WORD_PAID: c->paid = true; break;
    case SP_WORD_CERTIFICATE: c->certificate = true; break;
    case SP_WORD_PERIOD: c->period = true; break;
    case SP_WORD_FORMER: c->former = true; break;
    case SP_WORD_CURRENT: c->current = true; break;
    case SP_WORD_TRIAL: c->trial = true; break;
    case SP_WORD_UPGRADE: c->upgrade = true; break;
    case SP_WORD_NOT: c->negated = true; break;
    case SP_WORD_FROM:
    case SP_WORD_OVER:
    case SP_WORD_UP:
    case SP_WORD_AT_LEAST:
    case SP_WORD_AT_MOST: c->from = true; break;
    case SP_WORD_TO: /* hasta $49 */
        if (sp_token__is_mark(t + 1, '$')) c->from = true;
        break;
    case SP_WORD_STAGE_NOUN: /* of some */
        if (strncmp(t->text, "student", 7) == 0) c->negated = true;
        break;
    case SP_WORD_UNKNOWN: c->unknown = true; break;
    default: break;
    }
    const bool with = strcmp(t->text, "with") == 0 || strcmp(t->text, "con") == 0 ||
                      strcmp(t->text, "avec") == 0 || strcmp(t->text, "mit") == 0 ||
                      strncmp(t->text, "incl", 4) == 0;
    if (with) c->with_certificate = true;
}

static void add_amount(state *s, const money *m)
{
    const clause *c = &s->now;
    const bool current = c->current || s->carried_current;
    if (isnan(m->low) || m->low != m->high || c->from) {
        s->paid = s->is_open = true;
        return;
    }
    const bool same = s->has_amount && s->amount.low == m->low && s->amount.currency == m->currency;
    if (s->has_amount && !same && current == s->amount_is_current) s->differs = true;
    if (s->has_amount && !current) return;
    s->amount = *m;
    s->has_amount = true;
    s->amount_is_current = current;
}

static void use_amounts(state *s)
{
    const clause *c = &s->now;
    const bool of_certificate = c->certificate && !c->with_certificate;
    for (size_t i = 0; i < c->n_amounts; i++) {
        const money *m = &c->amounts[i];
        if (c->period) {
            s->paid = s->paid || m->low > 0;
        } else if (of_certificate) {
            s->paid_certificate = s->paid_certificate || !(m->high == 0);
            if (s->has_certificate || m->low != m->high || c->from) continue;
            s->certificate = *m;
            s->has_certificate = true;
        } else if (!c->upgrade) {
            add_amount(s, m);
        }
    }
}

static void refuse(state *s, const char *why)
{
    if (!s->why) s->why = why;
}

static void end_clause(state *s)
{
    const clause *c = &s->now;
    const bool says = c->n_amounts || c->free || c->audit || c->paid;
    const bool former = c->former || (s->carried_former && c->n_amounts);
    if (!says) {
        s->carried_former = c->former && !c->current;
        s->carried_current = c->current;
        s->upgrade = s->upgrade || (c->upgrade && !c->unknown);
        if (c->trial) refuse(s, "a trial is no price");
    } else if (c->unknown || c->negated) {
        s->is_open = s->is_open || (s->joined && c->n_amounts);
        refuse(s, "words that are not known");
    } else if (c->trial || (c->free && c->period)) {
        if (c->n_amounts) s->paid = true;
        refuse(s, "a trial is no price");
    } else if (!former) {
        use_amounts(s);
        if (c->paid && c->certificate) s->paid_certificate = true;
        s->paid = s->paid || (c->paid && !c->certificate);
        s->free = s->free || c->free;
        s->audit = s->audit || c->audit;
        s->upgrade = s->upgrade || c->upgrade;
    }
    if (says) s->carried_former = s->carried_current = false;
    s->now = (clause){.n_amounts = 0};
}

/* "Current price $12.99 Original price $89.99" */
static bool begins_price(const sp_token *t)
{
    static const char *const words[] = {"current", "original", "originally", "was", "regular"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], t->text) == 0) return true;
    return false;
}

static void read_token(state *s)
{
    money m;
    clause *c = &s->now;
    const sp_token *t = s->t + s->at;
    if (read_money(s, &m)) {
        if (c->n_amounts == sizeof c->amounts / sizeof *c->amounts)
            c->unknown = true;
        else
            c->amounts[c->n_amounts++] = m;
        return;
    }
    if (t->kind == SP_TOKEN_WORD) {
        if (c->n_amounts && begins_price(t)) end_clause(s);
        note_word(s, t);
    } else if (t->kind == SP_TOKEN_NUMBER || t->kind == SP_TOKEN_CLOCK) {
        const bool counted = sp_token__is_mark(t + 1, '%') || is_word(t + 1, SP_WORD_PERIOD) ||
                             is_word(t + 2, SP_WORD_PERIOD);
        if (!counted) {
            c->unknown = true;
            refuse(s, "a number without a currency");
        }
    } else if (sp_clause__ends(t) || t->mark == '+') {
        end_clause(s);
        s->joined = t->mark == '+';
    } else if (t->mark == '?' || t->mark == '$') {
        c->unknown = true;
    }
    s->at++;
}

static void print_money(char out[32], const money *m)
{
    const int cents = m->low == floor(m->low) ? 0 : 2;
    snprintf(out, 32, "%.*f %s", cents, m->low, currencies[m->currency]);
}

static void finish(sp_reading *out, state *s)
{
    const bool costs = s->has_amount && s->amount.low > 0;
    const bool free = s->free || (s->has_amount && !costs);
    if (s->differs) {
        refuse(s, "says two different things");
        if (!free) out->cost = SP_COST_PAID;
    } else if (s->audit || (free && (s->paid_certificate || s->upgrade))) {
        out->cost = SP_COST_AUDIT;
    } else if (free && (costs || s->paid)) {
        refuse(s, "free, and not free");
    } else if (free) {
        out->cost = SP_COST_FREE;
    } else if (costs || s->paid) {
        out->cost = SP_COST_PAID;
        if (costs && !s->is_open && s->amount.currency != NO_CURRENCY)
            print_money(out->amount, &s->amount);
    }
    if (s->has_certificate && s->certificate.low > 0 && s->certificate.currency != NO_CURRENCY)
        print_money(out->certificate, &s->certificate);
    if (out->cost || out->certificate[0]) return;
    if (s->paid_certificate) refuse(s, "what the certificate costs only");
    snprintf(out->unread, sizeof out->unread, "%s", s->why ? s->why : "not stated");
}

/* "is_paid: True". */
static bool read_answer(sp_reading *out, const sp_tokens *heading, const sp_tokens *text)
{
    static const char *const yes[] = {"true", "yes"}, *const no[] = {"false", "no"};
    sp_word_class asked = SP_WORD_UNKNOWN;
    if (text->n_items != 1 || text->items[0].kind != SP_TOKEN_WORD) return false;
    for (size_t i = 0; i < heading->n_items; i++)
        if (is_word(&heading->items[i], SP_WORD_PAID) || is_word(&heading->items[i], SP_WORD_FREE))
            asked = heading->items[i].is;
    for (size_t i = 0; i < 2 && asked != SP_WORD_UNKNOWN; i++) {
        const bool is_yes = strcmp(text->items[0].text, yes[i]) == 0;
        if (!is_yes && strcmp(text->items[0].text, no[i]) != 0) continue;
        out->cost = is_yes == (asked == SP_WORD_PAID) ? SP_COST_PAID : SP_COST_FREE;
        return true;
    }
    return false;
}

/* A bare number under "price (USD)". */
static bool read_bare(sp_reading *out, const sp_tokens *heading, const sp_tokens *text)
{
    money m = {NAN, NAN, NO_CURRENCY};
    sp_quantity q;
    size_t at = 0;
    for (size_t i = 0; i < heading->n_items && m.currency == NO_CURRENCY; i++) {
        if (is_word(&heading->items[i], SP_WORD_FORMER)) return false;
        read_currency(&m.currency, &heading->items[i]);
    }
    const bool read = m.currency != NO_CURRENCY && sp_quantity__read(&q, text->items, &at, false) &&
                      text->items[at].kind == SP_TOKEN_END && settle(&q) && q.low == q.high;
    if (!read) return false;
    m.low = m.high = q.low;
    out->cost = q.low > 0 ? SP_COST_PAID : SP_COST_FREE;
    if (q.low > 0) print_money(out->amount, &m);
    return true;
}

void sp_reading__price(sp_reading *out, const char *text, const char *column)
{
    sp_tokens tokens, heading;
    sp_tokens__read(&heading, column, &sp_words_price);
    sp_tokens__read(&tokens, text, &sp_words_price);
    if (tokens.overflowed) {
        snprintf(out->unread, sizeof out->unread, "longer than such texts are");
        return;
    }
    if (read_answer(out, &heading, &tokens) || read_bare(out, &heading, &tokens)) return;
    state s = {.t = tokens.items};
    while (s.t[s.at].kind != SP_TOKEN_END) read_token(&s);
    end_clause(&s);
    finish(out, &s);
}
