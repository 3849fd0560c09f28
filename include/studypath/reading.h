/* SPDX-License-Identifier: GPL-3.0-or-later
 * Readings of the texts that people write about a course: how long it takes, how it is rated, whom
 * it is for, what it costs. Reading is by a grammar (docs/catalog-texts.md); what is in doubt is
 * not read. */
#ifndef STUDYPATH_READING_H
#define STUDYPATH_READING_H

#include "studypath/course.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sp_reading_kind {
    SP_READING_WORKLOAD,
    SP_READING_RATING,
    SP_READING_LEVEL,
    SP_READING_PRICE
} sp_reading_kind;

#define SP_CHOICE_READING "workload|rating|level|price"

/* 0 <= low <= high; NAN = an open end; both NAN = not stated. */
typedef struct sp_reading_span {
    double low, high;
} sp_reading_span;

/* How the hours of a workload text were found. */
typedef enum sp_hours_from {
    SP_HOURS_FROM_NONE,
    SP_HOURS_FROM_TEXT,   /* stated as hours or minutes */
    SP_HOURS_FROM_WEEKS,  /* weeks times hours a week */
    SP_HOURS_FROM_MONTHS, /* months times hours a week, 4 to 4.345 weeks a month */
    SP_HOURS_FROM_ITEMS   /* lectures (sessions, parts) times hours each */
} sp_hours_from;

/* What a text states; NAN, false, …_NONE and "" where it states nothing. When nothing at all was
 * read, `unread` says why in a few words and the rest is empty. */
typedef struct sp_reading {
    sp_reading_span hours, weeks, months, years, days, hours_per_week;
    sp_hours_from hours_from;
    double sessions_per_week, hours_per_session, lectures, pages, questions;
    bool self_paced;
    bool has_level;   /* the level was asked for, or the text speaks of it; `level` may be none */
    bool names_level; /* asked for, and the text names one of the three, several or all */
    sp_stage level;
    double mean, of, count, count_approx; /* stars; how many rated */
    double enrolled, enrolled_approx, views, views_approx, upvotes_below;
    sp_cost cost;
    char amount[32], certificate[32]; /* "89.99 USD" */
    char unread[96];
} sp_reading;

/* Read `text` (UTF-8). `column` is the heading that it stands under, or NULL; it gives a bare
 * number its unit. */
void sp_reading_read(sp_reading *out, sp_reading_kind kind, const char *text, const char *column);

#ifdef __cplusplus
}
#endif
#endif
