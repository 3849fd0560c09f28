/* SPDX-License-Identifier: GPL-3.0-or-later
 * Workload texts, clause by clause. A measure counts when every other word of its clause is known
 * to leave its meaning alone; "12 hours of video", "3 years of experience", "Lab: 2 hours" are
 * dropped and leave a doubt behind. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text_workload.h"
#include "studypath/text.h"

typedef struct state {
    sp_clauses *out;
    const sp_token *t;
    size_t at, begin;                    /* of the clause */
    size_t first;                        /* its first measure */
    bool poisoned, weekly, total, other; /* what its words say */
    bool section_other;                  /* since "Recitations:" */
    bool carried_weekly, carried_other;  /* from a clause that was a heading */
    bool joined, dropped;                /* "+" was before; the last measure was dropped */
    bool joined_by_plus;                 /* not by "and" */
    bool of_lectures;                    /* since "Lectures:" */
    int depth;
    double n_parts; /* "12 modules", for "2 hours each"; NAN */
} state;

static bool is_word(const sp_token *t, sp_word_class is)
{
    return t->kind == SP_TOKEN_WORD && t->is == is;
}

static void say_why(state *s, const sp_token *t)
{
    if (s->out->why[0]) return;
    if (t->kind == SP_TOKEN_WORD)
        snprintf(s->out->why, sizeof s->out->why, "not understood: '%s'", t->text);
    else
        snprintf(s->out->why, sizeof s->out->why, "a number without a unit");
}

static void poison(state *s, const sp_token *t)
{
    s->poisoned = true;
    say_why(s, t);
}

static void read_level(state *s)
{
    sp_stage stage;
    const bool read = s->at > s->begin && sp_stage__read(&stage, s->t + s->begin, s->at - s->begin);
    if (!read) return;
    const bool differs = s->out->has_level && stage != s->out->level;
    s->out->level = differs ? SP_STAGE_NONE : stage;
    s->out->has_level = true;
}

/* What "+" joins to a measure that is not read leaves the sum unread. */
static void drop(state *s, const sp_measure *m, size_t kept)
{
    const bool hours = m->unit == SP_UNIT_HOUR && !m->per;
    if (!m->is_joined || !hours || kept == 0) return;
    sp_measure *last = &s->out->items[kept - 1];
    if (last->unit == SP_UNIT_HOUR && !last->per) last->is_doubtful = true;
}

/* "1 hour and 1/2": more than is counted. */
static void doubt_sum(state *s)
{
    bool number = false;
    for (size_t i = s->begin; i < s->at; i++) number = number || s->t[i].kind == SP_TOKEN_NUMBER;
    if (!s->joined || s->out->n_items == 0 || !number) return;
    sp_measure *last = &s->out->items[s->out->n_items - 1];
    if (last->unit == SP_UNIT_HOUR && !last->per) last->is_doubtful = true;
    s->joined = false;
}

static bool has_hours(const sp_clauses *c)
{
    for (size_t i = 0; i < c->n_items; i++)
        if (c->items[i].unit == SP_UNIT_HOUR && !c->items[i].per) return true;
    return false;
}

static void keep_or_drop(state *s)
{
    sp_clauses *out = s->out;
    size_t kept = s->first;
    for (size_t i = s->first; i < out->n_items; i++) {
        sp_measure *m = &out->items[i];
        if (s->weekly && m->unit == SP_UNIT_HOUR && !m->per) m->per = SP_UNIT_WEEK;
        m->is_total = m->is_total || s->total;
        const bool lecture_time = s->of_lectures && m->unit == SP_UNIT_HOUR && !m->is_each &&
                                  m->per != SP_UNIT_SESSION && m->per != SP_UNIT_LECTURE;
        s->dropped = lecture_time || s->poisoned || s->section_other || s->other || m->is_doubtful;
        if (s->dropped)
            drop(s, m, kept);
        else
            out->items[kept++] = *m;
    }
    out->n_items = kept;
}

/* "10, 12 hours": a number of what the next clause counts. */
static bool is_listed_number(const state *s)
{
    return s->at == s->begin + 1 && s->t[s->begin].kind == SP_TOKEN_NUMBER &&
           sp_token__is_mark(s->t + s->at, ',');
}

static void end_clause(state *s)
{
    const bool has_measure = s->out->n_items > s->first;
    if (has_measure) {
        s->weekly = s->weekly || s->carried_weekly;
        s->other = s->other || s->carried_other;
        if (s->other && !s->out->why[0])
            snprintf(s->out->why, sizeof s->out->why, "time of something else than study");
        keep_or_drop(s);
        s->carried_weekly = s->carried_other = false;
    } else if (s->at > s->begin) {
        const bool other_rate = s->weekly && s->poisoned; /* bi-weekly */
        read_level(s);
        doubt_sum(s);
        s->carried_weekly = s->weekly && !other_rate;
        s->carried_other = (s->other && s->depth == 0) || other_rate || is_listed_number(s);
    }
    s->first = s->out->n_items;
    s->poisoned = s->weekly = s->total = s->other = false;
}

static void push(state *s, const sp_measure *m)
{
    if (s->out->n_items == SP_MEASURES_MOST) {
        s->poisoned = true;
        return;
    }
    const bool sum_of_others = s->joined_by_plus && !has_hours(s->out); /* 10 h/week + 20 h */
    sp_measure *kept = &s->out->items[s->out->n_items++];
    *kept = *m;
    kept->is_inside = s->depth > 0;
    kept->is_joined = s->joined;
    if (s->joined && (s->dropped || sum_of_others) && m->unit == SP_UNIT_HOUR && !m->per)
        kept->is_doubtful = true;
    s->joined = false;
    s->out->has_number = true;
    if (m->is_doubtful && !s->out->why[0])
        snprintf(s->out->why, sizeof s->out->why, "a number in doubt");
}

/* "2 sessions a week of 90 minutes each" */
static bool become_session(const state *s, sp_measure *m)
{
    const sp_clauses *out = s->out;
    const sp_measure *last = out->n_items ? &out->items[out->n_items - 1] : NULL;
    if (!last || last->unit != SP_UNIT_SESSION || last->per != SP_UNIT_WEEK) return false;
    m->per = SP_UNIT_SESSION;
    m->is_each = false;
    return true;
}

/* "12 modules, 2 hours each", "34 lectures of 50 minutes": hours of all of them. */
static bool multiply(state *s, sp_measure *m, bool of)
{
    const sp_clauses *out = s->out;
    if (m->unit != SP_UNIT_HOUR) return false;
    const bool per_item = m->per == SP_UNIT_LECTURE || m->per == SP_UNIT_SESSION;
    if (!(m->is_each || of || per_item) || (m->per && !per_item)) return false;
    double n = s->n_parts;
    for (size_t i = out->n_items; i-- > 0 && isnan(n);) {
        const sp_measure *items = &out->items[i];
        const bool fits = per_item
                              ? items->unit == m->per
                              : items->unit == SP_UNIT_LECTURE || items->unit == SP_UNIT_SESSION;
        if (fits && !items->per && items->low == items->high) n = items->low;
    }
    if (isnan(n)) return m->is_each && become_session(s, m);
    m->low *= n;
    m->high *= n;
    m->per = SP_UNIT_NONE;
    m->is_each = true;
    s->n_parts = NAN;
    return true;
}

/* "lectures OF 50 minutes", "12 x 2 hours". */
static bool is_behind_of(const state *s)
{
    const sp_token *t = s->t + s->at;
    if (s->at == s->begin) return false;
    return is_word(t, SP_WORD_OF) || is_word(t, SP_WORD_FROM) || is_word(t - 1, SP_WORD_OF) ||
           is_word(t - 1, SP_WORD_FROM) || sp_token__is_mark(t - 1, 'x');
}

static bool is_negative(const state *s)
{
    const sp_token *t = s->t + s->at;
    return s->at > 0 && sp_token__is_mark(t - 1, '-') && !t[-1].glued && t->glued;
}

static bool read_measure(state *s)
{
    sp_measure m;
    size_t at = s->at;
    const bool label = is_word(s->t + at, SP_WORD_UNIT) && sp_measure__read_label(&m, s->t, &at);
    if (!label && !sp_measure__read(&m, s->t, &at)) return false;
    const bool hours = m.unit == SP_UNIT_HOUR && !m.per;
    const bool of = hours && (s->out->n_items > s->first || !isnan(s->n_parts)) && is_behind_of(s);
    if (!multiply(s, &m, of) && (m.is_each || of)) m.is_doubtful = true;
    if (is_negative(s)) m.is_doubtful = true;
    if (m.is_dangling) s->poisoned = true;
    push(s, &m);
    s->at = at;
    return true;
}

/* "xii + 361": pages of a book, its front matter in Roman numbers. */
static bool read_roman(state *s)
{
    const sp_token *t = s->t + s->at;
    if (t->kind != SP_TOKEN_WORD || strspn(t->text, "ivxlc") != strlen(t->text)) return false;
    if (!sp_token__is_mark(t + 1, '+') && !sp_token__is_mark(t + 1, ',')) return false;
    if (t[2].kind != SP_TOKEN_NUMBER) return false;
    s->at += 2;
    const bool alone = t[3].kind == SP_TOKEN_END || (sp_clause__ends(t + 3) && t[3].mark != '(');
    if (!alone || t[2].value != floor(t[2].value) || t[2].style != SP_NUMBER_PLAIN) return true;
    const sp_measure m = {.unit = SP_UNIT_PAGE, .low = t[2].value, .high = t[2].value};
    push(s, &m);
    s->at++;
    return true;
}

static bool read_self_paced(state *s)
{
    static const char *const phrases =
        "self paced|self pace|selfpaced|up to you|flexible schedule|own pace|"
        "own schedule|own speed|own time|tu ritmo|su ritmo|propio ritmo|"
        "votre rythme|son rythme|auto rythme|autorythme|ton rythme|"
        "eigenen tempo|eigenes tempo|selbstgesteuert|وتيرتك|"
        "بوتيرتك|ذاتي الوتيره|ذاتيه الوتيره|"
        "السرعه التي تناسبك|حسب سرعتك|"
        "تعلم ذاتي|التعلم الذاتي|seu ritmo";
    const size_t length = sp_tokens__phrase(s->t + s->at, phrases);
    const bool denied = s->at > 0 && is_word(s->t + s->at - 1, SP_WORD_NOT);
    if (length && !denied) s->out->is_self_paced = true;
    s->at += length;
    return length > 0;
}

/* A number that is no measure: "12 chapters", "100 %"; "x" behind it makes it a count of parts. */
static bool read_items(state *s)
{
    size_t at = s->at;
    sp_quantity q;
    if (!sp_quantity__read(&q, s->t, &at, false)) return false;
    s->out->has_number = true;
    if (sp_token__is_mark(s->t + at, '%')) {
        s->at = at + 1;
        return true;
    }
    const size_t dash = sp_token__is_mark(s->t + at, '-') ? 1 : 0;
    const bool item = is_word(s->t + at + dash, SP_WORD_ITEM);
    const bool times = sp_token__is_mark(s->t + at, 'x');
    if (!item && !times) return false;
    if (q.low == q.high && q.style == SP_NUMBER_PLAIN) s->n_parts = q.low;
    if (times) {
        sp_measure m;
        size_t next = at + 1;
        if (!sp_measure__read(&m, s->t, &next)) return false;
        m.is_each = true;
        if (!multiply(s, &m, true)) m.is_doubtful = true;
        push(s, &m);
        at = next;
    } else {
        at += dash + 1;
    }
    s->at = at;
    return true;
}

/* From "for" or "depending on" to the end of the clause, or to "+". */
static void skip_tail(state *s, bool commas)
{
    const sp_token *t = s->t;
    while (t[s->at].kind != SP_TOKEN_END && !sp_token__is_mark(t + s->at, ';') &&
           !sp_token__is_mark(t + s->at, '.') && !sp_token__is_mark(t + s->at, '(') &&
           !sp_token__is_mark(t + s->at, ')') && !sp_token__is_mark(t + s->at, '+') &&
           !(commas && sp_token__is_mark(t + s->at, ',')))
        s->at++;
}

/* "5 hours a week for 6 weeks" goes on; "2 hours for the guided part" is of a part. */
static void read_for(state *s)
{
    sp_measure m;
    size_t next = s->at + 1;
    if (sp_measure__read(&m, s->t, &next) || is_word(s->t + s->at + 1, SP_WORD_STAGE) ||
        s->out->n_items == s->first) {
        s->at++;
        return;
    }
    for (size_t i = s->first; i < s->out->n_items; i++) s->out->items[i].is_partial = true;
    skip_tail(s, true);
}

/* A number without a unit, and what is written as one with it: "40 - 60 - 80", "3 + 2", "5..6". */
static void skip_number(state *s)
{
    s->out->has_number = true;
    poison(s, s->t + s->at++);
    for (;;) {
        size_t end = s->at;
        while (sp_token__is_mark(s->t + end, '.') && s->t[end].glued) end++;
        if (end == s->at)
            end += sp_token__is_mark(s->t + end, '+') || sp_token__is_mark(s->t + end, '-');
        const sp_token *next = s->t + end;
        const bool dot = sp_token__is_mark(next - 1, '.');
        if (end == s->at || next->kind != SP_TOKEN_NUMBER || (dot && !next->glued)) return;
        s->at = end + 1;
    }
}

/* One of several, told from the others by a number behind. */
static bool is_part(const sp_token *t)
{
    static const char *const all[] = {
        "module", "unit",     "chapter", "lesson",   "section", "part",  "step",    "modulo",
        "unidad", "capitulo", "leccion", "chapitre", "lecon",   "modul", "kapitel", "lektion"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i], t->text) == 0) return true;
    return false;
}

static void read_word(state *s)
{
    const sp_token *t = s->t + s->at++;
    const bool label = sp_token__is_mark(t + 1, ':');
    switch (t->is) {
    case SP_WORD_WEEKLY: s->weekly = true; break;
    case SP_WORD_TOTAL: s->total = true; break;
    case SP_WORD_OTHER:
        s->other = true;
        if (label) s->section_other = true;
        break;
    case SP_WORD_TAIL:
        if (s->out->n_items > s->first) skip_tail(s, false);
        break;
    case SP_WORD_ITEM: /* "Module 2 (3 hours)" */
        if (is_part(t) && t[1].kind == SP_TOKEN_NUMBER) {
            s->section_other = true;
            skip_number(s);
        } else if (label) {
            s->section_other = s->of_lectures = false;
        }
        break;
    case SP_WORD_UNIT:
        s->of_lectures = t->word->value == SP_UNIT_LECTURE || t->word->value == SP_UNIT_SESSION;
        if (label)
            s->section_other = false;
        else
            poison(s, t);
        break;
    case SP_WORD_UNKNOWN:
        poison(s, t);
        if (label) s->section_other = true;
        break;
    case SP_WORD_PER: /* "3 times per week, 1 hour" */
        poison(s, t);
        s->other = true;
        break;
    case SP_WORD_NOT:
    case SP_WORD_AT_MOST:
    case SP_WORD_AT_LEAST:
    case SP_WORD_NUMBER:
    case SP_WORD_MAGNITUDE:
    case SP_WORD_HALF:
    case SP_WORD_DUAL: poison(s, t); break;
    default:
        if (label) s->section_other = s->of_lectures = false;
        break;
    }
}

/* "plus" joins as "+" does. */
static bool read_join(state *s)
{
    const sp_token *t = s->t + s->at;
    const bool plus = sp_token__is_mark(t, '+') || is_word(t, SP_WORD_PLUS) ||
                      (is_word(t, SP_WORD_AND) && s->out->n_items > s->first);
    if (!plus) return false;
    end_clause(s);
    s->joined = true;
    s->joined_by_plus = !is_word(t, SP_WORD_AND);
    s->begin = ++s->at;
    return true;
}

static void read_mark(state *s)
{
    const sp_token *t = s->t + s->at;
    const bool hyphen = t->mark == '-' && t->glued && t[1].glued;
    if (hyphen) {
        s->at++;
        return;
    }
    if (sp_clause__ends(t) || t->mark == '-') {
        end_clause(s);
        if (t->mark == '(') s->depth++;
        if (t->mark == ')' && s->depth > 0) s->depth--;
        if (t->mark == '.' || t->mark == ';') s->joined = false;
        const bool line = t->value == '\n' && s->at > 0 && !sp_token__is_mark(t - 1, ':');
        if (t->mark == '.' || line) s->section_other = s->of_lectures = false;
        s->begin = ++s->at;
        return;
    }
    if (t->mark != ':' && t->mark != 'x' && t->mark != '~') s->poisoned = true;
    s->at++;
}

/* An unknown heading begins in the middle of a clause: "1 hour / session Recitations: …". */
static bool begins_section(const state *s)
{
    const sp_token *t = s->t + s->at;
    return s->out->n_items > s->first && sp_token__is_mark(t + 1, ':') &&
           (is_word(t, SP_WORD_OTHER) || is_word(t, SP_WORD_UNKNOWN));
}

void sp_clauses__read(sp_clauses *out, const sp_tokens *tokens)
{
    state s = {.out = out, .t = tokens->items, .n_parts = NAN};
    *out = (sp_clauses){.n_items = 0};
    while (s.t[s.at].kind != SP_TOKEN_END) {
        const sp_token *t = s.t + s.at;
        if (begins_section(&s)) {
            end_clause(&s);
            s.begin = s.at;
        }
        if (is_word(t, SP_WORD_OVER) && out->n_items > s.first) { /* "30 hours over 6 weeks" */
            s.at++;
            continue;
        }
        if (read_self_paced(&s) || read_roman(&s) || read_measure(&s) || read_items(&s)) continue;
        if (read_join(&s)) continue;
        if (t->kind == SP_TOKEN_NUMBER || t->kind == SP_TOKEN_CLOCK) {
            skip_number(&s);
        } else if (is_word(t, SP_WORD_FOR)) {
            read_for(&s);
        } else if (t->kind == SP_TOKEN_WORD) {
            read_word(&s);
        } else {
            read_mark(&s);
        }
    }
    end_clause(&s);
}
