/* SPDX-License-Identifier: GPL-3.0-or-later
 * See core/text_measure.h.
 *     measure  = duration [to duration] [or more] [per]
 *     duration = quantity [-] [total] unit {[and] number smaller-unit}
 *     per      = (/ | per | a | each) (week | session | course …) | weekly | each */
#include "core/text_measure.h"

#include <math.h>
#include <string.h>

static bool is_word(const sp_token *t, sp_word_class is)
{
    return t->kind == SP_TOKEN_WORD && t->is == is;
}

static bool is_text(const sp_token *t, const char *text)
{
    return t->kind == SP_TOKEN_WORD && strcmp(t->text, text) == 0;
}

static sp_unit unit_of(const sp_token *t)
{
    return is_word(t, SP_WORD_UNIT) ? (sp_unit)t->word->value : SP_UNIT_NONE;
}

static bool is_whole(sp_unit unit)
{
    return unit >= SP_UNIT_LECTURE;
}

bool sp_measure__make(sp_measure *out, sp_quantity *q, sp_unit unit, bool comma_is_decimal)
{
    const double scale = unit == SP_UNIT_MINUTE ? 60 : unit == SP_UNIT_SECOND ? 3600 : 1;
    *out = (sp_measure){.unit = unit, .in_minutes = scale > 1};
    if (scale > 1) out->unit = SP_UNIT_HOUR;
    if (q->is_clock && out->unit != SP_UNIT_HOUR) return false;
    if (!sp_quantity__settle(q, is_whole(unit), comma_is_decimal)) return false;
    out->low = q->low / scale;
    out->high = q->high / scale;
    return true;
}

/* Arabic counts one and two by the noun alone. */
static size_t read_counted_noun(sp_measure *out, const sp_token *t)
{
    sp_quantity q = {.low = 1, .high = 1};
    size_t n = 1;
    sp_unit unit = unit_of(t);
    if (is_word(t, SP_WORD_DUAL)) {
        q.low = q.high = 2;
        unit = (sp_unit)t->word->value;
    } else if (unit && (unsigned char)t->text[0] >= 0x80 && is_word(t + 1, SP_WORD_NUMBER) &&
               t[1].word->value == 1) {
        n = 2; /* ساعة واحدة */
    } else if (!(unit && is_text(t + 1, "ونصف"))) {
        return 0;
    }
    if (is_text(t + n, "ونصف")) {
        q.low = q.high = q.low + 0.5;
        n++;
    }
    return sp_measure__make(out, &q, unit, false) ? n : 0;
}

/* Words between a quantity and its unit: "2 total hours", "35 video lectures", "half an hour",
 * "3-hour". */
static size_t skip_adjectives(const sp_token *t, const sp_quantity *q, bool *is_total)
{
    size_t n = sp_token__is_mark(t, '-') ? 1 : 0;
    if (q->is_half && is_word(t + n, SP_WORD_A)) n++;
    for (size_t i = 0; i < 3; i++, n++) {
        const sp_token *at = t + n;
        const bool video = is_word(at, SP_WORD_OTHER) && unit_of(at + 1) == SP_UNIT_LECTURE;
        if (is_word(at, SP_WORD_TOTAL))
            *is_total = true;
        else if (!(is_word(at, SP_WORD_FILLER) || is_word(at, SP_WORD_ABOUT) || video))
            break;
    }
    return n;
}

/* "1 h 30": French leaves the minutes' unit out. */
static bool is_bare_minutes(const sp_token *hour, const sp_token *number)
{
    if (number->value >= 60 || number->value != floor(number->value)) return false;
    if (number->glued) return true;
    const sp_token *next = number + 1;
    return is_text(hour, "h") && (next->kind == SP_TOKEN_END || sp_token__is_mark(next, '/') ||
                                  is_word(next, SP_WORD_PER) || is_word(next, SP_WORD_WEEKLY));
}

/* "30 minutes" behind "1 hour": the tokens that it takes; adds to `m`. `unit` becomes the smaller
 * one. */
static size_t read_smaller(sp_measure *m, sp_unit *unit, const sp_token *t)
{
    size_t i = 0;
    if (is_word(t, SP_WORD_AND) || sp_token__is_mark(t, ',') || is_text(t, "و")) i = 1;
    const sp_token *number = t + i;
    if (number->kind != SP_TOKEN_NUMBER || number->style != SP_NUMBER_PLAIN) return 0;
    const size_t gap = sp_token__is_mark(number + 1, '-') ? 2 : 1;
    const bool m_alone = is_text(number + gap, "m") && *unit == SP_UNIT_HOUR;
    const bool bare = i == 0 && *unit == SP_UNIT_HOUR && is_bare_minutes(t - 1, number);
    const sp_unit smaller = m_alone ? SP_UNIT_MINUTE : unit_of(number + gap);
    if (smaller ? smaller >= *unit || smaller > SP_UNIT_MINUTE : !bare) return 0;
    if (number->value >= 60) m->is_doubtful = true;
    const double hours = number->value / (smaller == SP_UNIT_SECOND ? 3600 : 60);
    m->low += hours;
    m->high += hours;
    *unit = smaller ? smaller : SP_UNIT_MINUTE;
    m->in_minutes = true;
    return smaller || m_alone ? i + gap + 1 : i + 1;
}

/* "and a half" behind the unit: una hora y media. */
static size_t read_half_behind(sp_measure *m, const sp_token *t)
{
    size_t n = is_text(t, "ونصف") ? 1 : 0;
    if (!n && is_word(t, SP_WORD_AND)) {
        n = is_word(t + 1, SP_WORD_A) ? 2 : 1;
        const sp_token *next = t + n + 1;
        n = is_word(t + n, SP_WORD_HALF) && !unit_of(next) && !is_word(next, SP_WORD_A) ? n + 1 : 0;
    }
    if (n) {
        m->low += 0.5;
        m->high += 0.5;
    }
    return n;
}

static bool read_duration(sp_measure *out, const sp_token *t, size_t *at)
{
    size_t i = *at;
    sp_quantity q;
    const size_t noun = read_counted_noun(out, t + i);
    if (noun) {
        *at = i + noun;
        return true;
    }
    if (!sp_quantity__read(&q, t, &i, true)) return false;
    bool is_total = false;
    i += skip_adjectives(t + i, &q, &is_total);
    sp_unit unit = unit_of(t + i);
    if (!unit) return false;
    const bool settled = sp_measure__make(out, &q, unit, t[i].word->comma_is_decimal);
    if (is_text(t + *at, "from") && !q.is_range) out->high = NAN; /* at least */
    out->is_total = is_total;
    out->is_doubtful = !settled;
    i++;
    if (q.low == q.high && !q.is_range) {
        size_t n = unit >= SP_UNIT_HOUR && unit <= SP_UNIT_YEAR ? read_half_behind(out, t + i) : 0;
        i += n;
        while (!n && out->unit == SP_UNIT_HOUR && (n = read_smaller(out, &unit, t + i)) != 0) {
            i += n;
            n = 0;
        }
    }
    *at = i;
    return true;
}

/* "or more", "minimum", "+" behind a measure. */
static void read_bound_behind(sp_measure *m, const sp_token *t, size_t *at)
{
    size_t i = *at;
    const bool joined = is_word(t + i, SP_WORD_OR) || is_word(t + i, SP_WORD_AND);
    if (joined) i++;
    while ((is_word(t + i, SP_WORD_FILLER) || is_text(t + i, "a")) &&
           !sp_quantity__at_least_inverted(t + i))
        i++; /* AT least */
    const bool inverted = sp_quantity__at_least_inverted(t + i);
    if (inverted) i++;
    const bool least = inverted || is_word(t + i, SP_WORD_AT_LEAST) ||
                       (joined && is_word(t + i, SP_WORD_PLUS)) ||
                       (joined && is_word(t + i, SP_WORD_UP)) ||
                       (sp_token__is_mark(t + i, '+') && t[i].glued);
    if (!least && !is_word(t + i, SP_WORD_AT_MOST)) return;
    size_t next = i + 1;
    sp_quantity q;
    if (sp_quantity__read(&q, t, &next, false)) return; /* it bounds what follows */
    if (m->low != m->high) m->is_doubtful = true;
    *(least ? &m->high : &m->low) = NAN;
    *at = i + 1;
}

/* Whether the word at `t` names what a measure is per; sets it. */
static bool set_per(sp_measure *m, const sp_token *t)
{
    const sp_unit unit = unit_of(t);
    if (unit && !m->per) {
        m->per = unit;
        return true;
    }
    if (!is_word(t, SP_WORD_ITEM)) return false;
    const bool whole_course = strncmp(t->text, "cours", 5) == 0 ||
                              strncmp(t->text, "curs", 4) == 0 || strncmp(t->text, "kurs", 4) == 0;
    if (!m->per || !whole_course) m->is_doubtful = true; /* hours of each of how many? */
    m->is_per_course = true;
    return true;
}

/* One "per …" at `t`; the tokens that it takes. */
static size_t read_one_per(sp_measure *m, const sp_token *t)
{
    const bool no_rate = m->unit >= SP_UNIT_WEEK && m->unit <= SP_UNIT_YEAR;
    if (is_word(t, SP_WORD_WEEKLY) && !no_rate) { /* "6 weeks, weekly 3 hours" */
        if (m->per && m->per != SP_UNIT_WEEK) m->is_doubtful = true;
        m->per = SP_UNIT_WEEK;
        return 1;
    }
    const bool article = is_text(t, "die") || is_text(t, "la") || is_text(t, "im") ||
                         is_text(t, "the");
    const bool per = sp_token__is_mark(t, '/') || is_word(t, SP_WORD_PER);
    if (!per && !is_word(t, SP_WORD_EACH) && !is_word(t, SP_WORD_A) && !article) return 0;
    size_t n = 1;
    while (n < 3 && (is_word(t + n, SP_WORD_EACH) || is_word(t + n, SP_WORD_A) ||
                     is_word(t + n, SP_WORD_FILLER)))
        n++;
    if (set_per(m, t + n)) return n + 1;
    const bool several = is_word(t, SP_WORD_EACH) || per;
    const bool number = t[n].kind == SP_TOKEN_NUMBER || is_word(t + n, SP_WORD_NUMBER);
    if (several && number && unit_of(t + n + 1)) { /* every 2 weeks */
        m->is_doubtful = true;
        return n + 2;
    }
    if (is_word(t, SP_WORD_EACH) && n == 1 && !number) {
        m->is_each = true;
        return 1;
    }
    if (per && t[1].kind != SP_TOKEN_END) m->is_doubtful = m->is_dangling = true;
    return per ? 1 : 0;
}

static bool is_between(const sp_token *t)
{
    return is_word(t, SP_WORD_OF) || is_word(t, SP_WORD_FROM) || is_word(t, SP_WORD_FILLER) ||
           is_word(t, SP_WORD_TOTAL) || is_word(t, SP_WORD_EFFORT) || is_word(t, SP_WORD_TO);
}

void sp_measure__read_per(sp_measure *m, const sp_token *t, size_t *at)
{
    enum { MOST_BETWEEN = 5 };
    for (size_t i = *at; i <= *at + MOST_BETWEEN; i++) {
        const size_t n = read_one_per(m, t + i);
        if (n) {
            i += n;
            for (size_t more; (more = read_one_per(m, t + i)) != 0;) i += more;
            *at = i;
            return;
        }
        if (!is_between(t + i)) return;
    }
}

/* "6 months - 1 year" is 6 to 12 months; other calendar units do not go into each other. */
static bool join_calendar(sp_measure *m, const sp_measure *second)
{
    if (m->unit < SP_UNIT_DAY || second->unit <= m->unit || second->unit > SP_UNIT_YEAR)
        return false;
    const bool years = m->unit == SP_UNIT_MONTH && second->low == second->high;
    if (!years || second->low * 12 < m->low) m->is_doubtful = true;
    m->high = second->high * 12;
    return true;
}

/* "to 1 hour" behind "30 minutes". */
static void read_second_end(sp_measure *m, const sp_token *t, size_t *at)
{
    const bool separated = sp_token__is_mark(t + *at, '-') || sp_token__is_mark(t + *at, '~') ||
                           is_word(t + *at, SP_WORD_TO) || is_word(t + *at, SP_WORD_OR) ||
                           is_text(t + *at, "a");
    if (!separated || m->low != m->high) return;
    size_t i = *at + 1;
    sp_measure second;
    if (!read_duration(&second, t, &i)) return;
    if (!join_calendar(m, &second)) {
        if (second.unit != m->unit || second.low != second.high || second.low < m->low) return;
        m->high = second.high;
    }
    m->is_doubtful = m->is_doubtful || second.is_doubtful;
    *at = i;
}

/* "1 year 6 months", "2 days 3 hours": months of how many weeks, days of how many hours? */
static void read_calendar_rest(sp_measure *m, const sp_token *t, size_t *at)
{
    if (m->unit < SP_UNIT_DAY || m->unit > SP_UNIT_YEAR || m->per) return;
    const bool comma = sp_token__is_mark(t + *at, ',');
    size_t i = *at + (comma || is_word(t + *at, SP_WORD_AND));
    sp_measure rest;
    if (!read_duration(&rest, t, &i) || rest.unit >= m->unit) return;
    if (comma && rest.unit + 1 < m->unit) return; /* "6 weeks, 30 hours" */
    sp_measure__read_per(&rest, t, &i);
    if (rest.per) return;
    m->is_doubtful = true;
    *at = i;
}

bool sp_measure__read(sp_measure *out, const sp_token *t, size_t *at)
{
    size_t i = *at;
    if (!read_duration(out, t, &i)) return false;
    read_bound_behind(out, t, &i);
    read_second_end(out, t, &i);
    read_calendar_rest(out, t, &i);
    sp_measure__read_per(out, t, &i);
    read_bound_behind(out, t, &i);
    *at = i;
    return true;
}

/* "Week: 6" may be the sixth. */
static bool is_singular(const char *text)
{
    static const char *const all[] = {"page",  "week", "lecture",  "session",
                                      "month", "day",  "question", "year"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i], text) == 0) return true;
    return false;
}

bool sp_measure__read_label(sp_measure *out, const sp_token *t, size_t *at)
{
    const sp_unit unit = unit_of(t + *at);
    if (!unit || is_singular(t[*at].text)) return false;
    size_t i = *at + 1;
    sp_measure label = {0};
    sp_measure__read_per(&label, t, &i);
    if (sp_token__is_mark(t + i, ')')) i++; /* Duration (weeks): 6 */
    if (!sp_token__is_mark(t + i, ':')) return false;
    i++;
    sp_quantity q;
    if (!sp_quantity__read(&q, t, &i, false)) return false;
    const bool ends = t[i].kind == SP_TOKEN_END || sp_token__is_mark(t + i, ';') ||
                      sp_token__is_mark(t + i, ',') || sp_token__is_mark(t + i, '.') ||
                      sp_token__is_mark(t + i, ')') || sp_token__is_mark(t + i, '(');
    if (!ends) return false;
    const bool settled = sp_measure__make(out, &q, unit, t[*at].word->comma_is_decimal);
    out->per = label.per;
    out->is_doubtful = label.is_doubtful || !settled;
    *at = i;
    return true;
}
