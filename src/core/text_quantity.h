/* SPDX-License-Identifier: GPL-3.0-or-later
 * Quantities: numbers, ranges, bounds, approximations. Private to the readers (text_*.c). */
#ifndef STUDYPATH_CORE_TEXT_QUANTITY_H
#define STUDYPATH_CORE_TEXT_QUANTITY_H

#include "core/text_token.h"

typedef struct sp_quantity {
    double low, high;                 /* NAN = an open end */
    double grouped_low, grouped_high; /* with the separators as those of thousands */
    sp_number_style style;            /* the least certain of its numbers */
    bool is_approximate;              /* about, 1.2K, 100+, a bound */
    bool is_range;                    /* two numbers are written */
    bool is_half;                     /* "half", whose unit may have an article */
    bool is_clock;                    /* 1:30 */
    bool has_digits;
} sp_quantity;

/* Read a quantity from *at on, and step over it; false, and *at untouched, when there is none.
 * `bare_article`: "a" and "una" are one. */
bool sp_quantity__read(sp_quantity *out, const sp_token *t, size_t *at, bool bare_article);

/* Make it a whole number of things, or a measure of `comma_is_decimal` or not: decides 1.500 and
 * 1,500. False when it can't be decided, or a whole number is none. */
bool sp_quantity__settle(sp_quantity *q, bool whole, bool comma_is_decimal);

/* "au moins", "al menos", "lo menos": at least, though the second word alone is at most. */
bool sp_quantity__at_least_inverted(const sp_token *t);

/* Open one end: "at most", "at least", "or more". False for ranges and open ones. */
bool sp_quantity__open(sp_quantity *q, bool at_most);

#endif
