/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rating texts: means on a scale ("4.5/5", "4.7 stars", drawn stars) and numbers of things
 * ("284,237 ratings", "1.2K students"). A number says what it is by its noun, by a label before it,
 * by parentheses behind a mean, or by the column's heading. */
#include "core/text_rating.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text_quantity.h"
#include "core/text_stage.h"

typedef enum role {
    ROLE_NONE, /* nothing is said */
    ROLE_MEAN,
    ROLE_RATINGS,
    ROLE_REVIEWS,
    ROLE_PEOPLE,
    ROLE_VIEWS,
    ROLE_UPVOTES,
    ROLE_MEAN_OR_RATINGS, /* "ratings", over a number */
    ROLE_OTHER,
    ROLES
} role;

typedef struct figure {
    double value, of;
    bool is_approximate, differs;
} figure;

typedef struct state {
    const sp_token *t;
    size_t at;
    figure figures[ROLES]; /* value NAN = none */
    double stars, empty_stars;
    const char *why;
} state;

static bool is_word(const sp_token *t, sp_word_class is)
{
    return t->kind == SP_TOKEN_WORD && t->is == is;
}

static void refuse(state *s, const char *why)
{
    if (!s->why) s->why = why;
}

static void set(state *s, role r, double value, double of, bool is_approximate)
{
    figure *f = &s->figures[r];
    if (!isnan(f->value) && (f->value != value || f->of != of)) f->differs = true;
    if (isnan(f->value)) *f = (figure){value, of, is_approximate, false};
}

static void set_mean(state *s, const sp_quantity *q, double of)
{
    const bool point = q->low == q->high && !q->is_range && q->style < SP_NUMBER_SPACE3;
    if (point && q->low > 0 && q->low <= of)
        set(s, ROLE_MEAN, q->low, of, false);
    else
        refuse(s, point && q->low == 0 ? "0 is no rating" : "a rating that does not fit its scale");
}

static void set_count(state *s, role r, sp_quantity q)
{
    const bool below = isnan(q.low), open = isnan(q.high);
    if (q.is_range || !sp_quantity__settle(&q, true, false)) {
        refuse(s, "a number in doubt");
    } else if (r == ROLE_UPVOTES || below) {
        if (r == ROLE_UPVOTES && below)
            set(s, r, q.high, NAN, false);
        else
            refuse(s, "an upper bound, or upvotes without one");
    } else {
        set(s, r, q.low, NAN, q.is_approximate || open);
    }
}

/* What the words of a label or a heading make of a number. */
static role role_of(const sp_token *t, size_t n)
{
    bool counts = false, mean = false, plural = false, known = false;
    role r = ROLE_NONE;
    for (size_t i = 0; i < n; i++) {
        role found = ROLE_NONE;
        switch (t[i].is) {
        case SP_WORD_COUNT: counts = true; break;
        case SP_WORD_STAR:
        case SP_WORD_MEAN: mean = true; break;
        case SP_WORD_RATINGS:
            found = ROLE_RATINGS;
            plural = t[i].text[strlen(t[i].text) - 1] == 's';
            break;
        case SP_WORD_REVIEWS: found = ROLE_REVIEWS; break;
        case SP_WORD_PEOPLE: found = ROLE_PEOPLE; break;
        case SP_WORD_VIEWS: found = ROLE_VIEWS; break;
        case SP_WORD_UPVOTES: found = ROLE_UPVOTES; break;
        default: break;
        }
        if (found != ROLE_NONE && !(known && found == ROLE_RATINGS)) r = found;
        known = known || found != ROLE_NONE;
    }
    if (mean) return counts ? ROLE_OTHER : ROLE_MEAN;
    if (r == ROLE_RATINGS && !counts) return plural ? ROLE_MEAN_OR_RATINGS : ROLE_MEAN;
    return r == ROLE_NONE && counts ? ROLE_OTHER : r;
}

static bool is_mean_like(const sp_quantity *q)
{
    return q->low == q->high && q->low != floor(q->low) && q->low <= 5 &&
           q->style == SP_NUMBER_PLAIN && !q->is_approximate;
}

/* A number that is meant as a mean, without a scale. */
static void set_bare_mean(state *s, const sp_quantity *q)
{
    if (q->low == 0)
        refuse(s, "0 is no rating");
    else if (q->style != SP_NUMBER_PLAIN && q->style != SP_NUMBER_DOT3)
        refuse(s, "a number in doubt");
    else if (q->low > 5 || q->high > 5)
        refuse(s, "above 5, and no scale is given");
    else if (q->low < 1 || q->is_approximate)
        refuse(s, "not from 1 to 5, and no scale is given");
    else
        set_mean(s, q, 5);
}

/* A number without a noun behind it. */
static void set_by_role(state *s, role r, const sp_quantity *q)
{
    const bool small = !(q->low > 5) && !(q->high > 5);
    switch (r) {
    case ROLE_MEAN: set_bare_mean(s, q); break;
    case ROLE_MEAN_OR_RATINGS:
        if (is_mean_like(q))
            set_mean(s, q, 5);
        else if (!small)
            set_count(s, ROLE_RATINGS, *q);
        else
            refuse(s, "a mean, or a number of ratings?");
        break;
    case ROLE_NONE:
    case ROLE_OTHER:
    case ROLES: refuse(s, "a number of what?"); break;
    default: set_count(s, r, *q); break;
    }
}

/* "3 of 5 lessons": a share of other things. */
static bool is_share(const state *s, size_t scale, size_t end, double value)
{
    const sp_token *t = s->t + end;
    if (is_word(t, SP_WORD_PEOPLE)) return true;
    const bool in_words = !sp_token__is_mark(s->t + scale, '/');
    return in_words && value == floor(value) && is_word(t, SP_WORD_UNKNOWN);
}

/* Whether the clause of token `i` speaks of something else that is rated, such as difficulty. */
static bool is_of_other(const state *s, size_t i)
{
    while (i > 0 && !sp_clause__ends(s->t + i - 1)) i--;
    for (; !sp_clause__ends(s->t + i); i++)
        if (is_word(s->t + i, SP_WORD_OTHER)) return true;
    return false;
}

/* "/ 5", "out of 5" from *at on. */
static bool read_scale(const state *s, size_t *at, double *of)
{
    size_t i = *at;
    if (sp_token__is_mark(s->t + i, '/')) i++;
    while (i < *at + 2 && is_word(s->t + i, SP_WORD_OUT_OF)) i++;
    const sp_token *t = s->t + i;
    if (i == *at || t->kind != SP_TOKEN_NUMBER || t->style != SP_NUMBER_PLAIN) return false;
    if (t->value != 5 && t->value != 10 && t->value != 20 && t->value != 100) return false;
    *of = t->value;
    *at = i + 1;
    return true;
}

/* The noun behind a number, over words that leave its meaning alone; `mean`: one says that it is a
 * mean. */
static role read_noun(const state *s, size_t *at, bool *mean)
{
    size_t i = *at;
    *mean = false;
    for (size_t skipped = 0; skipped < 4; skipped++, i++) {
        const sp_token *t = s->t + i;
        role r = ROLE_NONE;
        if (is_word(t, SP_WORD_RATINGS)) r = ROLE_RATINGS;
        if (is_word(t, SP_WORD_REVIEWS)) r = ROLE_REVIEWS;
        if (is_word(t, SP_WORD_PEOPLE)) r = ROLE_PEOPLE;
        if (is_word(t, SP_WORD_VIEWS)) r = ROLE_VIEWS;
        if (is_word(t, SP_WORD_UPVOTES)) r = ROLE_UPVOTES;
        if (r != ROLE_NONE) {
            *at = i + 1;
            return r;
        }
        if (is_word(t, SP_WORD_MEAN))
            *mean = true;
        else if (!(is_word(t, SP_WORD_FILLER) || is_word(t, SP_WORD_OUT_OF)))
            return ROLE_NONE;
    }
    return ROLE_NONE;
}

/* Whether the clause around token `i` holds known words only. */
static bool is_plain_clause(const state *s, size_t i)
{
    size_t begin = i;
    while (begin > 0 && !sp_clause__ends(s->t + begin - 1)) begin--;
    for (; !sp_clause__ends(s->t + begin); begin++) {
        const sp_token *t = s->t + begin;
        if (t->kind == SP_TOKEN_WORD && (t->is == SP_WORD_UNKNOWN || t->is == SP_WORD_NOT))
            return false;
        if (t->kind == SP_TOKEN_CLOCK || sp_token__is_mark(t, '%') || sp_token__is_mark(t, '&') ||
            sp_token__is_mark(t, '?') || sp_token__is_mark(t, '$') || sp_token__is_mark(t, '/'))
            return false;
    }
    return true;
}

/* The label in the clause before token `i`: "Rating: ", "rated ". */
static role label_before(const state *s, size_t i)
{
    size_t begin = i;
    while (begin > 0 && !sp_clause__ends(s->t + begin - 1) &&
           s->t[begin - 1].kind != SP_TOKEN_NUMBER)
        begin--;
    return role_of(s->t + begin, i - begin);
}

static void read_bare(state *s, const sp_quantity *q, size_t begin, size_t end, role heading)
{
    const bool alone = sp_clause__ends(s->t + end) &&
                       (begin == 0 || sp_clause__ends(s->t + begin - 1));
    const bool inside = alone && begin > 0 && sp_token__is_mark(s->t + begin - 1, '(') &&
                        sp_token__is_mark(s->t + end, ')');
    const bool labelled = begin > 1 && sp_token__is_mark(s->t + begin - 1, ':');
    if (!q->has_digits && s->t[end].kind == SP_TOKEN_NUMBER) { /* one 5-star review */
        refuse(s, "a number of what?");
        return;
    }
    const role own = labelled ? role_of(s->t + begin - 2, 1) : ROLE_NONE;
    if (own != ROLE_NONE && sp_clause__ends(s->t + end)) {
        set_by_role(s, own, q);
        return;
    }
    if (!is_plain_clause(s, begin)) {
        refuse(s, "a number beside words that are not known");
        return;
    }
    const role label = label_before(s, begin);
    if (label != ROLE_NONE)
        set_by_role(s, label, q);
    else if (inside && (!isnan(s->figures[ROLE_MEAN].value) || q->low > 5))
        set_count(s, ROLE_RATINGS, *q);
    else if (heading != ROLE_NONE)
        set_by_role(s, heading, q);
    else if (alone && q->is_approximate && q->low >= 1000)
        set_count(s, ROLE_RATINGS, *q); /* 36.7k can't be a mean */
    else if (q->style == SP_NUMBER_DOT3)
        refuse(s, "a mean, or thousands?");
    else
        set_by_role(s, ROLE_MEAN, q);
}

static bool read_number(state *s, role heading)
{
    sp_quantity q;
    size_t at = s->at;
    double of;
    bool mean;
    if (!sp_quantity__read(&q, s->t, &at, false)) return false;
    const size_t begin = s->at, number_end = at;
    if (q.style == SP_NUMBER_SPACE3 && begin > 0 && sp_token__is_mark(s->t + begin - 1, '(')) {
        q.low = q.grouped_low; /* nothing stands before it that could be a number of its own */
        q.high = q.grouped_high;
        q.style = SP_NUMBER_PLAIN;
    }
    const bool negative = begin > 0 && sp_token__is_mark(s->t + begin - 1, '-') &&
                          s->t[begin].glued;
    s->at = at;
    if (negative || q.is_clock) {
        refuse(s, "not a rating");
    } else if (is_of_other(s, begin)) {
        refuse(s, "a rating of something else than the course");
    } else if (read_scale(s, &at, &of)) {
        s->at = at;
        if (is_share(s, number_end, at, q.low))
            refuse(s, "so many of so many people");
        else if (sp_token__is_mark(s->t + at, '/') && s->t[at].glued) /* 5/5/2021 */
            refuse(s, "not a rating");
        else
            set_mean(s, &q, of);
    } else if (is_word(s->t + at + sp_token__is_mark(s->t + at, '-'), SP_WORD_STAR) ||
               (sp_token__is_mark(s->t + at, '*') && !sp_token__is_mark(s->t + at + 1, '*'))) {
        s->at = at + 1 + sp_token__is_mark(s->t + at, '-');
        at = s->at + sp_token__is_mark(s->t + s->at, '(');
        if (is_word(s->t + s->at, SP_WORD_REVIEWS))
            refuse(s, "reviews of so many stars");
        else if (begin > 0 && sp_token__is_mark(s->t + begin - 1, '/')) /* 4 1/2 stars */
            refuse(s, "not a rating");
        else if (read_scale(s, &at, &of)) { /* 4.5 stars (out of 10) */
            s->at = at;
            set_mean(s, &q, of);
        } else
            set_by_role(s, ROLE_MEAN, &q);
    } else {
        const role noun = read_noun(s, &at, &mean);
        if (noun == ROLE_NONE) {
            if (sp_token__is_mark(s->t + number_end, '%'))
                refuse(s, "a share, not a rating");
            else
                read_bare(s, &q, begin, number_end, heading);
        } else {
            s->at = at;
            if (noun == ROLE_RATINGS && (mean || is_mean_like(&q)))
                set_by_role(s, ROLE_MEAN, &q);
            else
                set_count(s, noun, q);
        }
    }
    return true;
}

static void give(const state *s, role r, double *exact, double *approximate)
{
    const figure *f = &s->figures[r];
    if (isnan(f->value) || f->differs) return;
    *(f->is_approximate ? approximate : exact) = f->value;
}

static void finish(sp_reading *out, state *s)
{
    const figure *mean = &s->figures[ROLE_MEAN];
    const bool drawn = isnan(mean->value) && s->stars > 0 && s->stars + s->empty_stars == 5;
    if (drawn) set(s, ROLE_MEAN, s->stars, 5, false);
    if (!isnan(mean->value) && !mean->differs) {
        out->mean = mean->value;
        out->of = mean->of;
    }
    const bool rated = !isnan(s->figures[ROLE_RATINGS].value);
    give(s, rated ? ROLE_RATINGS : ROLE_REVIEWS, &out->count, &out->count_approx);
    give(s, ROLE_PEOPLE, &out->enrolled, &out->enrolled_approx);
    give(s, ROLE_VIEWS, &out->views, &out->views_approx);
    give(s, ROLE_UPVOTES, &out->upvotes_below, &out->upvotes_below);
    const double all[] = {out->mean,         out->count,           out->count_approx,
                          out->enrolled,     out->enrolled_approx, out->views,
                          out->views_approx, out->upvotes_below};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!isnan(all[i])) return;
    for (size_t r = 0; r < ROLES; r++)
        if (s->figures[r].differs) refuse(s, "says two different things");
    snprintf(out->unread, sizeof out->unread, "%s", s->why ? s->why : "not stated");
}

void sp_reading__rating(sp_reading *out, const char *text, const char *column)
{
    sp_tokens tokens;
    state s = {.t = tokens.items};
    for (size_t r = 0; r < ROLES; r++) s.figures[r].value = NAN;
    sp_tokens__read(&tokens, column, &sp_words_rating);
    const role heading = role_of(tokens.items, tokens.n_items);
    sp_tokens__read(&tokens, text, &sp_words_rating);
    if (tokens.overflowed) {
        snprintf(out->unread, sizeof out->unread, "longer than such texts are");
        return;
    }
    while (s.t[s.at].kind != SP_TOKEN_END) {
        const sp_token *t = s.t + s.at;
        const bool over = is_word(t, SP_WORD_OVER) && !isnan(s.figures[ROLE_MEAN].value);
        if (!over && read_number(&s, heading)) continue;
        s.stars += sp_token__is_mark(t, '*');
        s.empty_stars += sp_token__is_mark(t, 'o');
        s.at++;
    }
    finish(out, &s);
}
