/* SPDX-License-Identifier: GPL-3.0-or-later
 * The hours model h = phi(kind) * (8 + sum over areas m(area) W(area)), fitted to courses that
 * state their hours.
 *
 * W is the step hours of what a course teaches beyond what it requires. The squared error of ln h
 * is least, with a ridge that draws every ln m to 0 (sizes of topics are data; the factors only
 * correct them). It is not linear in ln m, so it is solved by Gauss-Newton steps (Nocedal & Wright,
 * Numerical Optimization, section 10.3), the ridge being one more row an area.
 *
 * Kinds with fewer than five such courses borrow the phi of the kind nearest to them: films,
 * interactive courses, unknown formats and subjects that of moocs; books and proof courses that of
 * subjects. Hours derived by a rule (pages of a book, number of lectures) are not used: the model
 * would learn the rule. */
#include <math.h>
#include <string.h>

#include "base/try.h"
#include "fit/fit.h"
#include "num/num.h"

#define FIXED_HOURS 8.0 /* beside the matter itself: finding one's way, exams */

/* (0.5 / 0.3)^2: the sd of the errors of ln h over the sd that ln m is believed to have. The errors
 * of courses left out cannot choose it: their sd is the same within 0.02 from 0.3 to 30. */
#define RIDGE 3.0

enum { LEAST_COURSES_OF_A_KIND = 5, MOST_STEPS = 100 };

enum {
    KIND_EXPLAINER,
    KIND_MOOC,
    KIND_INTERACTIVE,
    KIND_SUBJECT,
    KIND_BOOK,
    KIND_PROOF,
    KIND_OTHER,
    KINDS
};

/* A kind and the one that lends it its phi; the last lender is its own. */
static const struct {
    const char *name;
    size_t lender;
} kinds[KINDS] = {
    [KIND_EXPLAINER] = {"explainer", KIND_MOOC},
    [KIND_MOOC] = {"mooc", KIND_MOOC},
    [KIND_INTERACTIVE] = {"interactive", KIND_MOOC},
    [KIND_SUBJECT] = {"subject", KIND_MOOC},
    [KIND_BOOK] = {"book", KIND_SUBJECT},
    [KIND_PROOF] = {"proof", KIND_SUBJECT},
    [KIND_OTHER] = {"other", KIND_MOOC},
};

/* Parameters: ln phi of each kind with courses enough, then ln m of each area. */
typedef struct layout {
    size_t column[KINDS]; /* the parameter that is ln phi of a kind, its own or borrowed */
    bool borrows[KINDS];
    size_t n_phi, n_areas, n_columns;
} layout;

static size_t kind_of(const sp_course *course)
{
    const char *name = sp_course_kind(course);
    size_t kind = 0;
    while (strcmp(kinds[kind].name, name) != 0) kind++;
    return kind;
}

/* Areas in the order of their first topics, each with the factor 1. */
static sp_status collect_areas(sp_hours_model *model, const sp_topics *topics, sp_arena *a,
                               sp_error *e)
{
    model->areas = sp_arena_array(a, topics->n_items, sizeof *model->areas);
    SP_NEED(model->areas, e);
    for (size_t t = 0; t < topics->n_items; t++) {
        size_t i = 0;
        while (i < model->n_areas && strcmp(model->areas[i].area, topics->items[t].area) != 0) i++;
        if (i == model->n_areas)
            model->areas[model->n_areas++] = (sp_area_factor){topics->items[t].area, 1};
    }
    return SP_OK;
}

static size_t area_index(const sp_hours_model *model, const char *area)
{
    size_t i = 0;
    while (strcmp(model->areas[i].area, area) != 0) i++;
    return i;
}

/* The number that a course states: the expected hours, else the geometric mean of a range, else the
 * one end. */
static double stated_hours(const sp_hours *h)
{
    if (isfinite(h->expected)) return h->expected;
    if (isfinite(h->low) && isfinite(h->high)) return sqrt(h->low * h->high);
    return isfinite(h->low) ? h->low : h->high;
}

static bool states_hours(const sp_course *course)
{
    const sp_basis basis = course->stated_hours.basis;
    return course->n_teaches && stated_hours(&course->stated_hours) > 0 &&
           (basis == SP_BASIS_STATED || basis == SP_BASIS_NONE);
}

static sp_status make_row(sp_hours_row *row, const sp_hours_model *model, const sp_catalog *c,
                          const sp_course *course, sp_arena *a, sp_error *e)
{
    *row = (sp_hours_row){.course = course,
                          .kind = kind_of(course),
                          .log_hours = log(stated_hours(&course->stated_hours))};
    row->area_hours = sp_arena_array(a, model->n_areas, sizeof *row->area_hours);
    SP_NEED(row->area_hours, e);
    for (size_t i = 0; i < course->n_teaches; i++) {
        const sp_pair pair = course->teaches[i];
        const size_t area = area_index(model, c->topics.items[pair.topic].area);
        const unsigned required = sp_pairs_level(course->requires, course->n_requires, pair.topic);
        for (unsigned level = required + 1; level <= pair.level; level++) {
            row->area_hours[area] += c->step_hours[pair.topic * SP_LEVELS + level];
        }
    }
    return SP_OK;
}

static sp_status collect_rows(sp_hours_fit *out, const sp_catalog *c, sp_arena *a, sp_error *e)
{
    out->rows = sp_arena_array(a, c->n_courses, sizeof *out->rows);
    out->n_stated = sp_arena_array(a, KINDS, sizeof *out->n_stated);
    SP_NEED(out->rows && out->n_stated, e);
    for (size_t i = 0; i < c->n_courses; i++) {
        if (!states_hours(&c->courses[i])) continue;
        SP_TRY(make_row(&out->rows[out->n_rows], &out->model, c, &c->courses[i], a, e));
        out->n_stated[out->rows[out->n_rows++].kind]++;
    }
    if (out->n_stated[KIND_MOOC] >= LEAST_COURSES_OF_A_KIND) return SP_OK;
    return sp_fail(e, SP_INVALID, "", "%zu moocs state their hours, at least %d are needed",
                   out->n_stated[KIND_MOOC], LEAST_COURSES_OF_A_KIND);
}

static layout lay_out(const sp_hours_fit *fit)
{
    layout l = {.n_areas = fit->model.n_areas};
    for (size_t k = 0; k < KINDS; k++) {
        l.borrows[k] = fit->n_stated[k] < LEAST_COURSES_OF_A_KIND;
        if (!l.borrows[k]) l.column[k] = l.n_phi++;
    }
    for (size_t k = 0; k < KINDS; k++) {
        size_t lender = k;
        while (l.borrows[lender]) lender = kinds[lender].lender;
        l.column[k] = l.column[lender];
    }
    l.n_columns = l.n_phi + l.n_areas;
    return l;
}

/* 8 + sum of m(area) W(area). */
static double content_hours(const layout *l, const double *parameters, const sp_hours_row *row)
{
    double sum = FIXED_HOURS;
    for (size_t i = 0; i < l->n_areas; i++)
        sum += exp(parameters[l->n_phi + i]) * row->area_hours[i];
    return sum;
}

static double log_prediction(const layout *l, const double *parameters, const sp_hours_row *row)
{
    return parameters[l->column[row->kind]] + log(content_hours(l, parameters, row));
}

/* The equations of one step: derivatives of the prediction, and what is left to explain; then the
 * ridge. Returns how many there are. */
static size_t linearise(double *design, double *target, const layout *l, const double *parameters,
                        const sp_hours_fit *fit, const sp_hours_row *left_out)
{
    size_t n = 0;
    for (size_t r = 0; r < fit->n_rows; r++) {
        const sp_hours_row *row = &fit->rows[r];
        if (row == left_out) continue;
        double *derivative = &design[n * l->n_columns];
        const double content = content_hours(l, parameters, row);
        derivative[l->column[row->kind]] = 1;
        for (size_t i = 0; i < l->n_areas; i++) {
            derivative[l->n_phi + i] = exp(parameters[l->n_phi + i]) * row->area_hours[i] / content;
        }
        target[n++] = row->log_hours - log_prediction(l, parameters, row);
    }
    for (size_t i = 0; i < l->n_areas; i++, n++) {
        design[n * l->n_columns + l->n_phi + i] = sqrt(RIDGE);
        target[n] = -sqrt(RIDGE) * parameters[l->n_phi + i];
    }
    return n;
}

/* One step; its largest change of a parameter goes to `size`. */
static sp_status step(double *parameters, double *size, const layout *l, const sp_hours_fit *fit,
                      const sp_hours_row *left_out, sp_arena *a, sp_error *e)
{
    double *design = sp_arena_array(a, (fit->n_rows + l->n_areas) * l->n_columns, sizeof *design);
    double *target = sp_arena_array(a, fit->n_rows + l->n_areas, sizeof *target);
    SP_NEED(design && target, e);
    const size_t n = linearise(design, target, l, parameters, fit, left_out);
    sp_linear_fit change;
    const sp_equations equations = {
        .design = design, .target = target, .n_rows = n, .n_columns = l->n_columns};
    SP_TRY(sp_linear_fit_make(&change, &equations, a, e));
    *size = 0;
    for (size_t i = 0; i < l->n_columns; i++) {
        parameters[i] += change.coefficient[i];
        *size = fmax(*size, fabs(change.coefficient[i]));
    }
    return SP_OK;
}

/* Parameters that fit all rows but `left_out` (NULL: all). */
static sp_status solve(double *parameters, const layout *l, const sp_hours_fit *fit,
                       const sp_hours_row *left_out, sp_arena *a, sp_error *e)
{
    memset(parameters, 0, l->n_columns * sizeof *parameters);
    for (int i = 0; i < MOST_STEPS; i++) {
        const sp_arena_mark mark = sp_arena_here(a);
        double size = 0;
        SP_TRY(step(parameters, &size, l, fit, left_out, a, e));
        sp_arena_rewind(a, mark);
        if (size < 1e-10) return SP_OK;
    }
    return sp_fail(e, SP_NUMERIC, "", "the hours model did not converge in %d steps", MOST_STEPS);
}

static sp_status leave_each_out(sp_hours_fit *fit, const layout *l, sp_arena *a, sp_error *e)
{
    double *parameters = sp_arena_array(a, l->n_columns, sizeof *parameters);
    SP_NEED(parameters, e);
    for (size_t r = 0; r < fit->n_rows; r++) {
        sp_hours_row *row = &fit->rows[r];
        SP_TRY(solve(parameters, l, fit, row, a, e));
        row->log_error = row->log_hours - log_prediction(l, parameters, row);
    }
    return SP_OK;
}

/* Root mean square of the errors of one kind; of all (kind = KINDS). */
static double error_sd(const sp_hours_fit *fit, size_t kind)
{
    double squares = 0;
    size_t n = 0;
    for (size_t r = 0; r < fit->n_rows; r++) {
        if (kind != KINDS && fit->rows[r].kind != kind) continue;
        squares += fit->rows[r].log_error * fit->rows[r].log_error;
        n++;
    }
    return sqrt(squares / (double)n);
}

static sp_status set_model(sp_hours_fit *fit, const layout *l, const double *parameters,
                           sp_arena *a, sp_error *e)
{
    sp_hours_model *model = &fit->model;
    model->fixed_hours = FIXED_HOURS;
    model->n_kinds = KINDS;
    model->kinds = sp_arena_array(a, KINDS, sizeof *model->kinds);
    SP_NEED(model->kinds, e);
    for (size_t k = 0; k < KINDS; k++) {
        const double to_tenths = sp_normal_quantile(0.9) * error_sd(fit, l->borrows[k] ? KINDS : k);
        model->kinds[k] = (struct sp_kind_factor){.kind = kinds[k].name,
                                                  .phi = exp(parameters[l->column[k]]),
                                                  .borrowed = l->borrows[k],
                                                  .low = exp(-to_tenths),
                                                  .high = exp(to_tenths)};
    }
    for (size_t i = 0; i < model->n_areas; i++)
        model->areas[i].factor = exp(parameters[l->n_phi + i]);
    return SP_OK;
}

sp_status sp_hours_fit_make(sp_hours_fit *out, sp_catalog *c, sp_arena *a, sp_error *e)
{
    *out = (sp_hours_fit){0};
    SP_TRY(sp_steps_set(c, NULL, 0, a, e));
    SP_TRY(collect_areas(&out->model, &c->topics, a, e));
    SP_TRY(collect_rows(out, c, a, e));
    const layout l = lay_out(out);
    double *parameters = sp_arena_array(a, l.n_columns, sizeof *parameters);
    SP_NEED(parameters, e);
    SP_TRY(leave_each_out(out, &l, a, e));
    SP_TRY(solve(parameters, &l, out, NULL, a, e));
    return set_model(out, &l, parameters, a, e);
}
