/* SPDX-License-Identifier: GPL-3.0-or-later
 * See check/rows.h. */
#include "check/rows.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/try.h"
#include "studypath/date.h"

enum { MOST_SAID = 3 };

const char *sp_verdict_name(sp_verdict verdict)
{
    static const char *const names[] = {"holds", "does not hold", "not checked"};
    return names[verdict];
}

sp_status sp_rows_make(sp_verification *out, size_t most, sp_arena *a, sp_error *e)
{
    *out = (sp_verification){0};
    out->items = sp_arena_array(a, most, sizeof *out->items);
    SP_NEED(out->items, e);
    return SP_OK;
}

sp_row sp_row_begin(const char *what, sp_arena *a)
{
    return (sp_row){.what = what, .text.arena = a};
}

SP_PRINTF(2, 0)
static void add_formatted(sp_buffer *b, const char *format, va_list args)
{
    char text[512];
    vsnprintf(text, sizeof text, format, args);
    sp_text_cut(text, sizeof text - 1);
    sp_buffer_puts(b, text);
}

void sp_row_complain(sp_row *row, const char *format, ...)
{
    if (++row->n_complaints > MOST_SAID) return;
    if (row->text.length > 0) sp_buffer_puts(&row->text, "; ");
    if (row->step) sp_buffer_printf(&row->text, "step %zu: ", row->step);
    va_list args;
    va_start(args, format);
    add_formatted(&row->text, format, args);
    va_end(args);
}

static void print_number(char out[32], double value)
{
    if (isfinite(value))
        sp_number_print(out, value);
    else
        snprintf(out, 32, "null");
}

void sp_row_compare(sp_row *row, const char *name, double stated, double exact, int decimals)
{
    const double scale = pow(10, decimals), should = round(exact * scale) / scale;
    const bool is_same = isfinite(stated) && isfinite(exact) ? stated == should
                                                             : isfinite(stated) == isfinite(exact);
    if (is_same) return;
    char is[32], recomputed[32];
    print_number(is, stated);
    print_number(recomputed, should);
    sp_row_complain(row, "%s is %s, recomputed %s", name, is, recomputed);
}

void sp_row_compare_text(sp_row *row, const char *name, const char *stated, const char *exact)
{
    const char *is = stated ? stated : "null", *should = exact ? exact : "null";
    if (strcmp(is, should) != 0) sp_row_complain(row, "%s is %s, not %s", name, is, should);
}

void sp_row_compare_day(sp_row *row, const char *name, sp_day stated, sp_day exact)
{
    char is[16] = "null", should[16] = "null";
    if (stated != SP_NO_DAY) sp_date_print(is, stated);
    if (exact != SP_NO_DAY) sp_date_print(should, exact);
    sp_row_compare_text(row, name, is, should);
}

static sp_status add(sp_verification *out, const char *what, sp_verdict verdict, sp_buffer *text,
                     sp_error *e)
{
    SP_NEED(!text->failed, e);
    out->items[out->n_items++] = (sp_verified){
        .what = what, .verdict = verdict, .text = text->text ? text->text : ""};
    out->n_failed += verdict == SP_VERDICT_FAILS;
    out->n_unknown += verdict == SP_VERDICT_UNKNOWN;
    return SP_OK;
}

sp_status sp_row_end(sp_verification *out, sp_row *row, sp_error *e, const char *summary, ...)
{
    if (row->n_complaints > MOST_SAID)
        sp_buffer_printf(&row->text, "; and %zu more", row->n_complaints - MOST_SAID);
    if (row->n_complaints > 0) return add(out, row->what, SP_VERDICT_FAILS, &row->text, e);
    va_list args;
    va_start(args, summary);
    add_formatted(&row->text, summary, args);
    va_end(args);
    return add(out, row->what, SP_VERDICT_HOLDS, &row->text, e);
}

sp_status sp_row_unknown(sp_verification *out, const char *what, const char *why, sp_arena *a,
                         sp_error *e)
{
    sp_buffer text = {.arena = a};
    sp_buffer_puts(&text, why);
    return add(out, what, SP_VERDICT_UNKNOWN, &text, e);
}
