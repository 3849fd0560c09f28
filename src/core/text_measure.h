/* SPDX-License-Identifier: GPL-3.0-or-later
 * Measures: a quantity, its unit, and what it is per. Private to the readers (text_*.c). */
#ifndef STUDYPATH_CORE_TEXT_MEASURE_H
#define STUDYPATH_CORE_TEXT_MEASURE_H

#include "core/text_quantity.h"
#include "core/text_unit.h"

typedef struct sp_measure {
    sp_unit unit; /* minutes and seconds are hours */
    sp_unit per;
    double low, high;   /* NAN = an open end */
    bool is_total;      /* the text says that it is all */
    bool is_each;       /* of each lecture, session, part */
    bool is_partial;    /* for a part only */
    bool is_per_course; /* hours a week, of each course of several */
    bool is_inside;     /* between parentheses */
    bool is_joined;     /* "+" links it with the one before */
    bool is_doubtful;
    bool is_dangling; /* "/" or "per" without a unit: what follows is not understood either */
    bool in_minutes;
} sp_measure;

/* Read "4-6 hours a week" from *at on and step over it; false, and *at untouched, when there is no
 * quantity with a unit. */
bool sp_measure__read(sp_measure *out, const sp_token *t, size_t *at);

/* The same for "Hours per week: 4-6". */
bool sp_measure__read_label(sp_measure *out, const sp_token *t, size_t *at);

/* "per week" and the like from *at on, into `m`. */
void sp_measure__read_per(sp_measure *m, const sp_token *t, size_t *at);

/* Give a quantity a unit. False when its separators can't be understood with it. */
bool sp_measure__make(sp_measure *out, sp_quantity *q, sp_unit unit, bool comma_is_decimal);

/* ISO 8601: PT10H, P6W. False when the text is none. */
bool sp_measure__read_iso(sp_measure *out, const char *text);

#endif
