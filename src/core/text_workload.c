/* SPDX-License-Identifier: GPL-3.0-or-later
 * From the measures of a workload text to what it states. Two measures of the same thing that
 * differ leave it unread, unless "+" joins hours; what stands in parentheses counts only when
 * nothing outside says it. */
#include "core/text_workload.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/workload.h"

typedef enum verdict { ABSENT, FOUND, DIFFER } verdict;

static bool is_same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool is_of(const sp_measure *m, sp_unit unit, sp_unit per)
{
    return m->unit == unit && m->per == per;
}

/* Add `m` to what was gathered so far in `out`. */
static verdict gather(sp_measure *out, verdict so_far, const sp_measure *m)
{
    if (so_far == ABSENT) {
        *out = *m;
        return FOUND;
    }
    if (m->is_joined && m->unit == SP_UNIT_HOUR && !m->per) {
        out->is_doubtful = out->is_doubtful || m->is_doubtful;
        out->low += m->low;
        out->high += m->high;
        out->is_partial = false;
        return so_far;
    }
    if (!is_same(out->low, m->low) || !is_same(out->high, m->high)) {
        if (m->is_total == out->is_total) return DIFFER;
        if (m->is_total) *out = *m;
    }
    return so_far;
}

/* The one measure of `unit` per `per`. */
static verdict find(sp_measure *out, const sp_clauses *c, sp_unit unit, sp_unit per)
{
    for (int inside = 0; inside < 2; inside++) {
        verdict found = ABSENT;
        for (size_t i = 0; i < c->n_items; i++) {
            const sp_measure *m = &c->items[i];
            if (is_of(m, unit, per) && m->is_inside == (inside == 1)) found = gather(out, found, m);
        }
        if (found != ABSENT) return found;
    }
    return ABSENT;
}

static bool take(sp_measure *out, const sp_clauses *c, sp_unit unit, sp_unit per, double most,
                 char why[96])
{
    const verdict found = find(out, c, unit, per);
    if (found == ABSENT) return false;
    const double high = isnan(out->high) ? out->low : out->high;
    if (found == FOUND && high > 0 && high <= most && !out->is_partial && !out->is_doubtful)
        return true;
    if (!why[0])
        snprintf(why, 96, "%s",
                 found == DIFFER    ? "says two different things"
                 : out->is_partial  ? "time of a part only"
                 : out->is_doubtful ? "a sum that is understood in part"
                                    : "a number that can't be meant");
    return false;
}

static void take_span(sp_reading_span *out, const sp_clauses *c, sp_unit unit, sp_unit per,
                      double most, char why[96])
{
    sp_measure m;
    if (take(&m, c, unit, per, most, why)) *out = (sp_reading_span){m.low, m.high};
}

static void take_number(double *out, const sp_clauses *c, sp_unit unit, sp_unit per, double most,
                        char why[96])
{
    sp_measure m;
    if (!take(&m, c, unit, per, most, why)) return;
    if (m.low == m.high)
        *out = m.low;
    else if (!why[0])
        snprintf(why, 96, "no exact number");
}

/* "34 lectures, 50 minutes": of each, or of all? */
static bool may_be_of_each(const sp_clauses *c, const sp_measure *hours)
{
    enum { LONGEST_LECTURE = 3 };
    if (hours->is_total || hours->is_each || isnan(hours->high) || hours->high > LONGEST_LECTURE)
        return false;
    for (size_t i = 0; i < c->n_items && !is_of(&c->items[i], SP_UNIT_HOUR, SP_UNIT_NONE); i++)
        if (c->items[i].unit == SP_UNIT_LECTURE || c->items[i].unit == SP_UNIT_SESSION) return true;
    return false;
}

/* "6 weeks, 3 hours": of all, or a week? "5 days a week, 3 hours": or a day? */
static bool may_be_weekly(const sp_clauses *c, const sp_measure *hours)
{
    enum { MOST_WEEKLY = 15 };
    bool longer = false;
    if (hours->is_total || hours->is_each || !(hours->low <= MOST_WEEKLY)) return false;
    for (size_t i = 0; i < c->n_items; i++) {
        const sp_measure *m = &c->items[i];
        if (is_of(m, SP_UNIT_HOUR, SP_UNIT_WEEK)) return false;
        if (is_of(m, SP_UNIT_MONTH, SP_UNIT_NONE) || is_of(m, SP_UNIT_DAY, SP_UNIT_WEEK))
            longer = true;
        if (is_of(m, SP_UNIT_WEEK, SP_UNIT_NONE) && !(m->high <= 1)) longer = true;
    }
    return longer;
}

static void take_hours(sp_reading *out, const sp_clauses *c, char why[96])
{
    enum { MOST_HOURS = 10000 };
    sp_measure m;
    if (!take(&m, c, SP_UNIT_HOUR, SP_UNIT_NONE, MOST_HOURS, why)) return;
    if (may_be_of_each(c, &m)) {
        if (!why[0]) snprintf(why, 96, "hours of each, or of all?");
        return;
    }
    if (may_be_weekly(c, &m)) {
        if (!why[0]) snprintf(why, 96, "hours a week, or of all?");
        return;
    }
    out->hours = (sp_reading_span){m.low, m.high};
    out->hours_from = m.is_each ? SP_HOURS_FROM_ITEMS : SP_HOURS_FROM_TEXT;
}

static bool is_stated(const sp_reading_span *s)
{
    return !isnan(s->low) || !isnan(s->high);
}

/* Hours from weeks or months times hours a week; a part of which hours were in doubt gives none. */
static void multiply_hours(sp_reading *out, const sp_clauses *c)
{
    for (size_t i = 0; i < c->n_items; i++)
        if (c->items[i].is_per_course) return;        /* months of how many courses? */
    const double least_weeks = 4, most_weeks = 4.345; /* of a month */
    const bool weeks = is_stated(&out->weeks);
    const sp_reading_span *span = weeks ? &out->weeks : &out->months;
    if (is_stated(&out->hours) || !is_stated(span) || !is_stated(&out->hours_per_week)) return;
    if (weeks && is_stated(&out->months)) return;
    const sp_reading_span hours = {span->low * (weeks ? 1 : least_weeks) * out->hours_per_week.low,
                                   span->high * (weeks ? 1 : most_weeks) *
                                       out->hours_per_week.high};
    if (!is_stated(&hours)) return;
    out->hours = hours;
    out->hours_from = weeks ? SP_HOURS_FROM_WEEKS : SP_HOURS_FROM_MONTHS;
}

static void combine(sp_reading *out, const sp_clauses *c, char why[96])
{
    take_hours(out, c, why);
    take_span(&out->weeks, c, SP_UNIT_WEEK, SP_UNIT_NONE, 520, why);
    take_span(&out->months, c, SP_UNIT_MONTH, SP_UNIT_NONE, 240, why);
    take_span(&out->years, c, SP_UNIT_YEAR, SP_UNIT_NONE, 20, why);
    take_span(&out->days, c, SP_UNIT_DAY, SP_UNIT_NONE, 3660, why);
    take_span(&out->hours_per_week, c, SP_UNIT_HOUR, SP_UNIT_WEEK, 168, why);
    take_number(&out->sessions_per_week, c, SP_UNIT_SESSION, SP_UNIT_WEEK, 100, why);
    take_number(&out->hours_per_session, c, SP_UNIT_HOUR, SP_UNIT_SESSION, 24, why);
    take_number(&out->lectures, c, SP_UNIT_LECTURE, SP_UNIT_NONE, 1e5, why);
    take_number(&out->pages, c, SP_UNIT_PAGE, SP_UNIT_NONE, 1e5, why);
    take_number(&out->questions, c, SP_UNIT_QUESTION, SP_UNIT_NONE, 1e6, why);
    multiply_hours(out, c);
    out->self_paced = c->is_self_paced;
    out->has_level = c->has_level;
    out->level = c->level;
}

static bool is_empty(const sp_reading *r)
{
    const double numbers[] = {r->sessions_per_week, r->hours_per_session, r->lectures, r->pages,
                              r->questions};
    const sp_reading_span *spans[] = {&r->hours, &r->weeks, &r->months,
                                      &r->years, &r->days,  &r->hours_per_week};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!isnan(numbers[i])) return false;
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        if (is_stated(spans[i])) return false;
    return !r->self_paced && !r->has_level;
}

sp_heading sp_heading__read(const char *column)
{
    sp_heading heading = {.unit = SP_UNIT_NONE};
    sp_tokens tokens;
    sp_tokens__read(&tokens, column, &sp_words_workload);
    for (size_t i = 0; i < tokens.n_items; i++) {
        const sp_token *t = &tokens.items[i];
        if (t->is == SP_WORD_UNIT) {
            sp_unit *unit = heading.unit ? &heading.per : &heading.unit;
            if (*unit && *unit != (sp_unit)t->word->value) heading.is_unclear = true;
            *unit = (sp_unit)t->word->value;
        }
        heading.is_effort = heading.is_effort || t->is == SP_WORD_EFFORT;
        heading.is_other = heading.is_other || t->is == SP_WORD_OTHER;
        if (t->is == SP_WORD_WEEKLY) heading.per = SP_UNIT_WEEK;
    }
    return heading;
}

/* A bare number under a heading that names its unit. */
static bool read_bare(sp_measure *out, const sp_tokens *tokens, const sp_heading *heading)
{
    sp_quantity q;
    size_t at = 0;
    if (!heading->unit || heading->is_other || heading->is_unclear) return false;
    if (!sp_quantity__read(&q, tokens->items, &at, false)) return false;
    if (tokens->items[at].kind != SP_TOKEN_END) return false;
    if (!sp_measure__make(out, &q, heading->unit, true)) return false;
    out->per = heading->per;
    return true;
}

/* Hours under "weekly hours" are of a week; under "effort" they are of a week or of all; under
 * "video" they are none of study. */
static void apply_heading(sp_clauses *c, const sp_heading *heading)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->n_items; i++) {
        sp_measure m = c->items[i];
        const bool bare_hours = m.unit == SP_UNIT_HOUR && !m.per;
        const char *why = NULL;
        if (bare_hours && heading->is_other)
            why = "time of something else than study";
        else if (bare_hours && heading->per == SP_UNIT_WEEK)
            m.per = SP_UNIT_WEEK;
        else if (bare_hours && heading->is_effort && !heading->per && !m.is_total)
            why = "hours a week, or of all?";
        if (why && !c->why[0]) snprintf(c->why, sizeof c->why, "%s", why);
        if (!why) c->items[kept++] = m;
    }
    c->n_items = kept;
}

static const char *reason(const sp_clauses *c)
{
    if (c->why[0] && c->has_number) return c->why;
    return c->has_number ? "a number without a unit" : "not stated";
}

/* Every measure of `text`; false when it is too long. */
static bool read_clauses(sp_clauses *out, const char *text, const char *column)
{
    sp_tokens tokens;
    sp_measure m = {0};
    const sp_heading heading = sp_heading__read(column);
    sp_tokens__read(&tokens, text, &sp_words_workload);
    if (tokens.overflowed) return false;
    const bool iso = sp_measure__read_iso(&m, text);
    if (iso || read_bare(&m, &tokens, &heading)) {
        *out = (sp_clauses){.n_items = m.unit && !m.is_doubtful, .has_number = m.is_doubtful};
        out->items[0] = m;
    } else {
        sp_clauses__read(out, &tokens);
        apply_heading(out, &heading);
    }
    return true;
}

void sp_reading__workload(sp_reading *out, const char *text, const char *column)
{
    sp_clauses clauses;
    if (!read_clauses(&clauses, text, column)) {
        snprintf(out->unread, sizeof out->unread, "longer than such texts are");
        return;
    }
    combine(out, &clauses, clauses.why);
    if (is_empty(out)) snprintf(out->unread, sizeof out->unread, "%s", reason(&clauses));
}

static bool take_stated_hours(sp_hours *out, const sp_reading *r)
{
    const bool counts = r->hours_from == SP_HOURS_FROM_TEXT ||
                        r->hours_from == SP_HOURS_FROM_WEEKS ||
                        r->hours_from == SP_HOURS_FROM_MONTHS;
    if (!counts || !(r->hours.low > 0 && r->hours.high <= 10000)) return false;
    *out = (sp_hours){
        .low = r->hours.low, .expected = NAN, .high = r->hours.high, .basis = SP_BASIS_STATED};
    return true;
}

bool sp_workload_read(sp_hours *out, const char *text)
{
    sp_reading r;
    sp_reading_read(&r, SP_READING_WORKLOAD, text, NULL);
    return take_stated_hours(out, &r);
}

bool sp_workload_read_columns(sp_hours *out, sp_reading *reading, const sp_workload_column *columns,
                              size_t n_columns)
{
    sp_clauses all = {.n_items = 0}, one;
    sp_reading_read(reading, SP_READING_WORKLOAD, "", NULL);
    for (size_t i = 0; i < n_columns; i++) {
        if (!read_clauses(&one, columns[i].text, columns[i].heading)) continue;
        for (size_t k = 0; k < one.n_items && all.n_items < SP_MEASURES_MOST; k++)
            all.items[all.n_items++] = one.items[k];
    }
    combine(reading, &all, all.why);
    snprintf(reading->unread, sizeof reading->unread, "%s", all.why);
    return take_stated_hours(out, reading);
}
