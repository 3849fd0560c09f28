/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rows of a verification: what was checked, and what was found. */
#ifndef STUDYPATH_CHECK_ROWS_H
#define STUDYPATH_CHECK_ROWS_H

#include "studypath/text.h"
#include "studypath/verify.h"

/* A row while it is filled: the first few complaints in words, the others counted. */
typedef struct sp_row {
    const char *what;
    size_t step; /* of the path, from 1, that complaints are about; 0 = none */
    sp_buffer text;
    size_t n_complaints;
} sp_row;

/* Room for `most` rows. */
sp_status sp_rows_make(sp_verification *out, size_t most, sp_arena *a, sp_error *e);

sp_row sp_row_begin(const char *what, sp_arena *a);

/* Something does not hold. */
void sp_row_complain(sp_row *row, const char *format, ...) SP_PRINTF(2, 3);

/* Complain unless the number that is stated is `exact` rounded to so many decimals; NAN is null. */
void sp_row_compare(sp_row *row, const char *name, double stated, double exact, int decimals);

/* The same for a text; NULL is null. */
void sp_row_compare_text(sp_row *row, const char *name, const char *stated, const char *exact);

/* The same for a day; SP_NO_DAY is null. */
void sp_row_compare_day(sp_row *row, const char *name, sp_day stated, sp_day exact);

/* End the row; `summary` says what holds if nothing was complained of. */
sp_status sp_row_end(sp_verification *out, sp_row *row, sp_error *e, const char *summary, ...)
    SP_PRINTF(4, 5);

/* A row that could not be checked. */
sp_status sp_row_unknown(sp_verification *out, const char *what, const char *why, sp_arena *a,
                         sp_error *e);

#endif
