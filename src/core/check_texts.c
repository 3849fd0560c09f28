/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks on texts: whether they are understood, and say what the numbers and words beside them say.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/try.h"
#include "core/check.h"
#include "studypath/reading.h"

/* Two ways to write the same number: 4.48 and "4.5 of 5", 3712 and "3.7K". */
#define SAME_SHARE 0.0101 /* of a rating's scale */
#define SAME_COUNT 0.1    /* relative */
#define SAME_HOURS 0.5

/* The quotation comes last: it may be long, and is cut then. */
static sp_status read_text(sp_reading *out, sp_checking *k, sp_finding_id id,
                           const sp_course *course, const char *field, sp_reading_kind kind,
                           const char *text)
{
    sp_reading_read(out, kind, text, NULL);
    const bool no_level = kind == SP_READING_LEVEL && !out->names_level;
    if (!out->unread[0] && !no_level) return SP_OK;
    return sp_check__add(k, id, sp_check__at_course(course), "the %s is not read (%s): \"%s\"",
                         field, no_level ? "no level that we know" : out->unread, text);
}

/* Whether two ranges have nothing in common; an end that is not stated (NAN) is open. */
static bool are_apart(double low, double high, double other_low, double other_high)
{
    return low > other_high + SAME_HOURS || other_low > high + SAME_HOURS;
}

static double first_stated(double a, double b, double c)
{
    return isfinite(a) ? a : isfinite(b) ? b : c;
}

typedef struct range {
    char text[64];
} range;

/* "24", "24 to 30", "24 or more". */
static range range_text(double low, double high)
{
    range out;
    if (!isfinite(low))
        snprintf(out.text, sizeof out.text, "up to %g", high);
    else if (!isfinite(high))
        snprintf(out.text, sizeof out.text, "%g or more", low);
    else if (low == high)
        snprintf(out.text, sizeof out.text, "%g", low);
    else
        snprintf(out.text, sizeof out.text, "%g to %g", low, high);
    return out;
}

/* Hours that are derived from the text by a rule may well be more than it says. */
static sp_status check_hours(sp_checking *k, const sp_course *course, const sp_reading *r)
{
    const sp_hours *h = &course->stated_hours;
    const double low = first_stated(h->low, h->expected, h->high),
                 high = first_stated(h->high, h->expected, h->low);
    const bool may_be_more = h->basis == SP_BASIS_DERIVED || h->basis == SP_BASIS_ESTIMATED;
    if (are_apart(may_be_more ? NAN : low, high, r->hours.low, r->hours.high))
        SP_TRY(sp_check__add(k, SP_FOUND_TEXT_DISAGREES, sp_check__at_course(course),
                             "hours are %s, but the workload reads as %s: \"%s\"",
                             range_text(low, high).text,
                             range_text(r->hours.low, r->hours.high).text, course->workload));
    const sp_reading_span *week = &r->hours_per_week;
    if (are_apart(course->weekly_low, course->weekly_high, week->low, week->high))
        SP_TRY(sp_check__add(k, SP_FOUND_TEXT_DISAGREES, sp_check__at_course(course),
                             "weekly_hours are %s, but the workload reads as %s a week: \"%s\"",
                             range_text(course->weekly_low, course->weekly_high).text,
                             range_text(week->low, week->high).text, course->workload));
    return SP_OK;
}

static sp_status check_workload(sp_checking *k, const sp_course *course)
{
    sp_reading r;
    SP_TRY(read_text(&r, k, SP_FOUND_UNREAD_TEXT, course, "workload", SP_READING_WORKLOAD,
                     course->workload));
    SP_TRY(check_hours(k, course, &r));
    if (r.level != SP_STAGE_NONE && course->level != SP_STAGE_NONE && r.level != course->level)
        SP_TRY(sp_check__add(k, SP_FOUND_TEXT_DISAGREES, sp_check__at_course(course),
                             "the level is another than in the workload: \"%s\"",
                             course->workload));
    return SP_OK;
}

static sp_status check_rating(sp_checking *k, const sp_course *course)
{
    const sp_rating *rating = &course->rating;
    sp_reading r;
    SP_TRY(read_text(&r, k, SP_FOUND_UNREAD_TEXT, course, "rating text", SP_READING_RATING,
                     rating->text));
    if (fabs(r.mean / r.of - rating->mean / rating->of) > SAME_SHARE)
        SP_TRY(sp_check__add(k, SP_FOUND_TEXT_DISAGREES, sp_check__at_course(course),
                             "the rating is %g of %g, but its text reads as %g of %g: \"%s\"",
                             rating->mean, rating->of, r.mean, r.of, rating->text));
    const bool is_exact = isfinite(r.count);
    const double count = is_exact ? r.count : r.count_approx;
    if (fabs(count - rating->count) > (is_exact ? 0 : SAME_COUNT * count))
        SP_TRY(sp_check__add(k, SP_FOUND_TEXT_DISAGREES, sp_check__at_course(course),
                             "the rating counts %.0f, but its text reads as %.0f: \"%s\"",
                             rating->count, count, rating->text));
    return SP_OK;
}

/* A price for the certificate alone goes with "audit" as well as with "free". */
static sp_status check_price(sp_checking *k, const sp_course *course)
{
    sp_reading r;
    SP_TRY(
        read_text(&r, k, SP_FOUND_UNREAD_TEXT, course, "price", SP_READING_PRICE, course->price));
    const bool is_free = course->cost == SP_COST_FREE, is_paid = course->cost == SP_COST_PAID;
    if ((is_free && r.cost == SP_COST_PAID) || (is_paid && r.cost == SP_COST_FREE))
        SP_TRY(sp_check__add(k, SP_FOUND_TEXT_DISAGREES, sp_check__at_course(course),
                             "the cost is \"%s\", but the price is \"%s\"",
                             is_free ? "free" : "paid", course->price));
    return SP_OK;
}

static sp_status check_statement(sp_checking *k, const sp_course *course, const sp_statement *s)
{
    static const struct {
        const char *field, *words;
        sp_reading_kind kind;
    } rows[] = {{"workload", "stated workload", SP_READING_WORKLOAD},
                {"rating", "stated rating", SP_READING_RATING},
                {"level", "stated level", SP_READING_LEVEL},
                {"price", "stated price", SP_READING_PRICE}};
    sp_reading r;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (s->field && s->value && strcmp(s->field, rows[i].field) == 0)
            SP_TRY(read_text(&r, k, SP_FOUND_UNREAD_STATEMENT, course, rows[i].words, rows[i].kind,
                             s->value));
    return SP_OK;
}

sp_status sp_check__texts(sp_checking *k)
{
    for (size_t i = 0; i < k->catalog->n_courses; i++) {
        const sp_course *course = &k->catalog->courses[i];
        if (course->workload) SP_TRY(check_workload(k, course));
        if (course->rating.text) SP_TRY(check_rating(k, course));
        if (course->price) SP_TRY(check_price(k, course));
        for (size_t j = 0; j < course->n_stated; j++)
            SP_TRY(check_statement(k, course, &course->stated[j]));
    }
    return SP_OK;
}
