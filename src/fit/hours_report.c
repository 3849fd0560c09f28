/* SPDX-License-Identifier: GPL-3.0-or-later
 * The fitted hours model as a file, and its leave-one-out errors as a table. */
#include <math.h>

#include "fit/fit.h"
#include "num/num.h"

void sp_hours_write(sp_writer *w, const sp_hours_fit *fit)
{
    const sp_hours_model *model = &fit->model;
    sp_write_open(w, '{');
    sp_write_key(w, "format");
    sp_write_text(w, "studypath-hours/1");
    sp_write_key(w, "n_courses");
    sp_write_int(w, (int64_t)fit->n_rows);
    sp_write_key(w, "fixed_hours");
    sp_write_number(w, sp_round_digits(model->fixed_hours));
    sp_write_key(w, "areas");
    sp_write_open(w, '{');
    for (size_t i = 0; i < model->n_areas; i++) {
        sp_write_key(w, model->areas[i].area);
        sp_write_number(w, sp_round_digits(model->areas[i].factor));
    }
    sp_write_close(w, '}');
    sp_write_key(w, "kinds");
    sp_write_open(w, '{');
    for (size_t k = 0; k < model->n_kinds; k++) {
        const struct sp_kind_factor *kind = &model->kinds[k];
        sp_write_key(w, kind->kind);
        sp_write_open_flat(w, '{');
        sp_write_key(w, "phi");
        sp_write_number(w, sp_round_digits(kind->phi));
        sp_write_key(w, "low");
        sp_write_number(w, sp_round_digits(kind->low));
        sp_write_key(w, "high");
        sp_write_number(w, sp_round_digits(kind->high));
        sp_write_key(w, "borrowed");
        sp_write_bool(w, kind->borrowed);
        sp_write_key(w, "n_courses");
        sp_write_int(w, (int64_t)fit->n_stated[k]);
        sp_write_close(w, '}');
    }
    sp_write_close(w, '}');
    sp_write_close(w, '}');
}

/* Errors of one kind, or of all. */
typedef struct errors {
    size_t n, n_covered;
    double median_relative, log_sd;
} errors;

/* `relative` is scratch for one number a row. A row is covered when it lies between the low and
 * high of its own kind. */
static errors summarise(const sp_hours_fit *fit, size_t kind, double *relative)
{
    errors out = {0};
    double squares = 0;
    for (size_t r = 0; r < fit->n_rows; r++) {
        const sp_hours_row *row = &fit->rows[r];
        if (kind != fit->model.n_kinds && row->kind != kind) continue;
        const struct sp_kind_factor *factor = &fit->model.kinds[row->kind];
        out.n_covered += row->log_error >= log(factor->low) && row->log_error <= log(factor->high);
        squares += row->log_error * row->log_error;
        relative[out.n++] = fabs(1 - exp(-row->log_error)); /* |stated - predicted| / stated */
    }
    out.median_relative = sp_median(relative, out.n);
    out.log_sd = out.n ? sqrt(squares / (double)out.n) : 0;
    return out;
}

static void add_line(sp_buffer *out, const char *name, const errors *seen,
                     const struct sp_kind_factor *factor)
{
    sp_buffer_printf(out, "%-12s %4zu", name, seen->n);
    if (seen->n) {
        const double covered = 100 * (double)seen->n_covered / (double)seen->n;
        sp_buffer_printf(out, " %12.2f %9.2f %8.0f %%", seen->median_relative, seen->log_sd,
                         covered);
    } else {
        sp_buffer_printf(out, " %12s %9s %10s", "-", "-", "-");
    }
    if (factor)
        sp_buffer_printf(out, " %6.2f%s %5.2f-%.2f", factor->phi, factor->borrowed ? "*" : " ",
                         factor->low, factor->high);
    sp_buffer_puts(out, "\n");
}

void sp_hours_report(sp_buffer *out, const sp_hours_fit *fit, sp_arena *a)
{
    double *relative = sp_arena_array(a, fit->n_rows, sizeof *relative);
    if (!relative) {
        out->failed = true;
        return;
    }
    sp_buffer_puts(out,
                   "each course left out in turn; relative error |stated - predicted| / stated\n"
                   "kind            n median error  sd of ln  80 % range    phi  low-high\n");
    for (size_t k = 0; k <= fit->model.n_kinds; k++) {
        const errors seen = summarise(fit, k, relative);
        const bool all = k == fit->model.n_kinds;
        add_line(out, all ? "all" : fit->model.kinds[k].kind, &seen,
                 all ? NULL : &fit->model.kinds[k]);
    }
    sp_buffer_puts(out, "* borrowed: fewer than five courses of the kind state hours\n");
}
