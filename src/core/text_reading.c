/* SPDX-License-Identifier: GPL-3.0-or-later
 * See studypath/reading.h. */
#include <math.h>

#include "core/text_rating.h"
#include "core/text_workload.h"

void sp_reading_read(sp_reading *out, sp_reading_kind kind, const char *text, const char *column)
{
    const sp_reading_span none = {NAN, NAN};
    *out = (sp_reading){.hours = none,
                        .weeks = none,
                        .months = none,
                        .years = none,
                        .days = none,
                        .hours_per_week = none,
                        .sessions_per_week = NAN,
                        .hours_per_session = NAN,
                        .lectures = NAN,
                        .pages = NAN,
                        .questions = NAN,
                        .mean = NAN,
                        .of = NAN,
                        .count = NAN,
                        .count_approx = NAN,
                        .enrolled = NAN,
                        .enrolled_approx = NAN,
                        .views = NAN,
                        .views_approx = NAN,
                        .upvotes_below = NAN};
    if (!column) column = "";
    switch (kind) {
    case SP_READING_WORKLOAD: sp_reading__workload(out, text, column); break;
    case SP_READING_RATING: sp_reading__rating(out, text, column); break;
    case SP_READING_LEVEL: sp_reading__level(out, text); break;
    case SP_READING_PRICE: sp_reading__price(out, text, column); break;
    }
}
