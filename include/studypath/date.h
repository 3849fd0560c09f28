/* SPDX-License-Identifier: GPL-3.0-or-later
 * Civil days without time zones: days since 1970-01-01 in the proleptic Gregorian calendar.
 * Arithmetic after Howard Hinnant, "chrono-compatible low-level date algorithms". */
#ifndef STUDYPATH_DATE_H
#define STUDYPATH_DATE_H

#include "studypath/profile.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Read "YYYY-MM-DD" from 1970-01-01 to 2200-12-31; false for anything else, 30 February included.
 */
bool sp_date_read(sp_day *out, const char *text);

/* Write "YYYY-MM-DD". */
void sp_date_print(char out[16], sp_day day);

/* 0 = Monday to 6 = Sunday. */
int sp_weekday(sp_day day);

/* Write the ISO week of the day, "2026-W48". */
void sp_week_print(char out[16], sp_day day);

#ifdef __cplusplus
}
#endif
#endif
