/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checks on numbers that the format allows and experience does not. What can't be right at all (a
 * rating above its scale, 10^9 hours, more than 168 hours a week) is refused when a file is read.
 */
#include <math.h>
#include <stddef.h>

#include "base/try.h"
#include "core/check.h"

/* Bounds of what is usual, with room: the widest courses and books of the shipped catalogue take
 * some 700 hours, the widest range of hours there is 1 to 3.3. */
static const struct {
    const char *name;
    size_t offset;
    double low, high;
    const char *words; /* what makes it unusual */
} bounds[] = {
    {"hours.low", offsetof(sp_course, stated_hours.low), 0.25, 1000, "hours of one course"},
    {"hours.expected", offsetof(sp_course, stated_hours.expected), 0.25, 1000,
     "hours of one course"},
    {"hours.high", offsetof(sp_course, stated_hours.high), 0.25, 1000, "hours of one course"},
    {"weekly_hours", offsetof(sp_course, weekly_low), 0.25, 60, "hours a week"},
    {"weekly_hours", offsetof(sp_course, weekly_high), 0.25, 60, "hours a week"},
    {"rating.of", offsetof(sp_course, rating.of), 2, 100, "the best mark of a scale"},
    {"rating.count", offsetof(sp_course, rating.count), 1, 1e8, "ratings"},
    {"views", offsetof(sp_course, views), 1, 2e10, "views"},
    {"upvotes", offsetof(sp_course, upvotes), 0, 1e9, "upvotes"},
};

static sp_status check_bounds(sp_checking *k, const sp_course *course)
{
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        const double value = *(const double *)(const void *)((const char *)course +
                                                             bounds[i].offset);
        if (!(value < bounds[i].low || value > bounds[i].high)) continue; /* NAN is not stated */
        SP_TRY(sp_check__add(k, SP_FOUND_SUSPICIOUS_NUMBER, sp_check__at_course(course),
                             "%s is %.15g; for %s %.15g to %.15g is usual", bounds[i].name, value,
                             bounds[i].words, bounds[i].low, bounds[i].high));
    }
    return SP_OK;
}

/* The year after the one that the catalogue's version begins with, for courses that are announced;
 * without one, a year that no course of today has. */
static double last_year(const sp_catalog *c)
{
    const char *version = c->version ? c->version : "";
    unsigned year = 0;
    for (size_t i = 0; i < 4 && version[i] >= '0' && version[i] <= '9'; i++)
        year = 10 * year + (unsigned)(version[i] - '0');
    return year >= 2000 && year < 2100 ? year + 1 : 2100;
}

/* Numbers that can't both be right. */
static sp_status check_pairs(sp_checking *k, const sp_course *course, double latest)
{
    enum { WIDEST_RANGE = 10 };
    const sp_place place = sp_check__at_course(course);
    const sp_hours *h = &course->stated_hours;
    const sp_rating *rating = &course->rating;
    if (h->high > WIDEST_RANGE * h->low)
        SP_TRY(sp_check__add(k, SP_FOUND_SUSPICIOUS_NUMBER, place,
                             "hours are %g to %g, which is hardly a statement", h->low, h->high));
    if (rating->mean < 1 && rating->of >= 4)
        SP_TRY(
            sp_check__add(k, SP_FOUND_SUSPICIOUS_NUMBER, place,
                          "rating.mean is %g of %g, below the lowest mark: a share, or no rating",
                          rating->mean, rating->of));
    if (course->upvotes > course->views)
        SP_TRY(sp_check__add(k, SP_FOUND_SUSPICIOUS_NUMBER, place,
                             "%.0f upvotes are more than %.0f views", course->upvotes,
                             course->views));
    if (course->year > latest)
        SP_TRY(sp_check__add(k, SP_FOUND_SUSPICIOUS_NUMBER, place,
                             "the year %.0f is after %.0f, the last one that is likely",
                             course->year, latest));
    return SP_OK;
}

sp_status sp_check__numbers(sp_checking *k)
{
    enum { LARGEST_TOPIC_HOURS = 200 };
    const sp_catalog *c = k->catalog;
    const double latest = last_year(c);
    for (size_t t = c->n_shipped_topics; t < c->topics.n_items; t++) {
        const sp_topic *topic = &c->topics.items[t];
        if (topic->size_is_given && topic->size_hours > LARGEST_TOPIC_HOURS)
            SP_TRY(sp_check__add(k, SP_FOUND_SUSPICIOUS_NUMBER, sp_check__at_topic(topic),
                                 "size_hours is %g; above %d a topic is a subject, and better "
                                 "several topics",
                                 topic->size_hours, LARGEST_TOPIC_HOURS));
    }
    for (size_t i = 0; i < c->n_courses; i++) {
        SP_TRY(check_bounds(k, &c->courses[i]));
        SP_TRY(check_pairs(k, &c->courses[i], latest));
    }
    return SP_OK;
}
