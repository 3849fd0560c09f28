/* SPDX-License-Identifier: GPL-3.0-or-later
 * The model maker: from recorded judgements, hours and labels to the files in models/. A program of
 * its own that is not installed; what people run only reads the files. Same input, same bytes:
 * numbers are rounded to six digits. */
#ifndef STUDYPATH_FIT_FIT_H
#define STUDYPATH_FIT_FIT_H

#include "io/write.h"
#include "studypath/io.h"

/* ---- reading (read.c) ---- */

/* "A full swing of feature a matters `ratio` times as much as one of b." */
typedef struct sp_judgement {
    sp_feature_id a, b;
    double ratio; /* > 0 */
} sp_judgement;

typedef struct sp_judgement_set {
    const char *labeler;
    sp_judgement *items;
    size_t n_items;
} sp_judgement_set;

/* Read studypath-judgements/1. */
sp_status sp_judgements_read(sp_judgement_set *out, const sp_text *text, sp_arena *a, sp_error *e);

/* What a labeling says of a course. */
typedef enum sp_label_kind {
    SP_LABEL_TEACHES,
    SP_LABEL_REQUIRES, /* closed */
    SP_LABEL_FORMAL,   /* what the provider's list of prerequisites means; closed */
    SP_LABEL_KINDS
} sp_label_kind;

extern const char *const sp_label_keys[SP_LABEL_KINDS];

typedef struct sp_label {
    const char *course;
    uint8_t *levels[SP_LABEL_KINDS]; /* one a topic of the catalogue; NULL when nothing is said */
} sp_label;

typedef struct sp_labeling {
    sp_label *items; /* sorted by course */
    size_t n_items;
} sp_labeling;

/* Read studypath-labels/1: "courses" holds {"course": {"teaches": {"topic": level}, "requires":
 * {...}, "formal": {...}}}; other keys of a course are not looked at. */
sp_status sp_labeling_read(sp_labeling *out, const sp_catalog *c, const sp_text *text, sp_arena *a,
                           sp_error *e);

/* ---- weights of the score (weights.c) ---- */

typedef struct sp_weights_fit {
    double weight[SP_FEATURES]; /* sum 1 */
    double log_se[SP_FEATURES]; /* of ln weight, as fitted: no floor */
    double residual_sd;         /* of ln ratio */
    size_t n_judgements;
} sp_weights_fit;

/* Fit weights to the judgements of all sets together. Errors: SP_NUMERIC (too few, or not all
 * features are connected). */
sp_status sp_weights_fit_make(sp_weights_fit *out, const sp_judgement_set *sets, size_t n_sets,
                              sp_arena *a, sp_error *e);

/* Write studypath-score/1: the fit over all sets, each set's own, and how far the sets agree in
 * order. */
sp_status sp_weights_write(sp_writer *w, const sp_judgement_set *sets, size_t n_sets, sp_arena *a,
                           sp_error *e);

/* ---- hours (hours_fit.c, hours_report.c) ---- */

/* One course with stated hours. */
typedef struct sp_hours_row {
    const sp_course *course;
    size_t kind;        /* index into sp_hours_fit.model.kinds */
    double *area_hours; /* one an area: step hours of what it teaches, net of what it requires */
    double log_hours;   /* ln of the stated hours */
    double log_error;   /* ln(stated / predicted) when it is left out of the fit */
} sp_hours_row;

typedef struct sp_hours_fit {
    sp_hours_model model;
    size_t *n_stated; /* a kind: courses that state hours */
    sp_hours_row *rows;
    size_t n_rows;
} sp_hours_fit;

/* Fit the hours model to the courses that state hours. Sets the step hours of `c` to sizes without
 * factors. Errors: SP_INVALID (too few courses), SP_NUMERIC, SP_MEMORY. */
sp_status sp_hours_fit_make(sp_hours_fit *out, sp_catalog *c, sp_arena *a, sp_error *e);

/* Write studypath-hours/1. */
void sp_hours_write(sp_writer *w, const sp_hours_fit *fit);

/* A table of the leave-one-out errors by kind, for people. */
void sp_hours_report(sp_buffer *out, const sp_hours_fit *fit, sp_arena *a);

/* ---- agreement (agreement.c) ---- */

/* A table of weighted kappa by area between two labelings of the same courses, for people. */
sp_status sp_agreement_report(sp_buffer *out, const sp_catalog *c, const sp_labeling *first,
                              const sp_labeling *second, sp_error *e);

/* ---- shared (digits.c) ---- */

/* `value` rounded to six significant digits; 0 stays 0. */
double sp_round_digits(double value);

#endif
