/* SPDX-License-Identifier: GPL-3.0-or-later
 * Weights of the score from pairwise judgements.
 *
 * A judgement says that a full swing of feature a matters r times as much as one of b. With weights
 * exp(v) that is the linear equation ln r = v_a - v_b, solved by least squares over the judgements
 * of all sets (logarithmic least squares; Crawford & Williams, A note on the analysis of subjective
 * judgment matrices, J. Math. Psychology 29 (1985), 387-405). It accepts missing pairs and several
 * judges and gives standard errors, which the eigenvector of the analytic hierarchy process does
 * not.
 *
 * The judgements in models/judgements/ are those of a language model, asked three times
 * independently in three roles. They are not answers of people, and that they agree says nothing
 * about people. */
#include <math.h>

#include "base/try.h"
#include "fit/fit.h"
#include "num/num.h"

#define LEAST_LOG_SE 0.3 /* the judges share a mind, so their agreement is no proof */
#define SUM_WEIGHT 1e6   /* so heavy that the equation adds nothing to the standard errors */

static size_t count_judgements(const sp_judgement_set *sets, size_t n_sets)
{
    size_t n = 0;
    for (size_t s = 0; s < n_sets; s++) n += sets[s].n_items;
    return n;
}

/* One row a judgement, and a last one, sum v = 0: ratios leave a common factor open. */
static sp_status make_equations(sp_equations *out, const sp_judgement_set *sets, size_t n_sets,
                                sp_arena *a, sp_error *e)
{
    const size_t n = count_judgements(sets, n_sets);
    double *design = sp_arena_array(a, (n + 1) * SP_FEATURES, sizeof *design);
    double *target = sp_arena_array(a, n + 1, sizeof *target);
    double *weight = sp_arena_array(a, n + 1, sizeof *weight);
    SP_NEED(design && target && weight, e);
    *out = (sp_equations){.design = design,
                          .target = target,
                          .weight = weight,
                          .n_rows = n + 1,
                          .n_columns = SP_FEATURES};
    size_t row = 0;
    for (size_t s = 0; s < n_sets; s++) {
        for (size_t i = 0; i < sets[s].n_items; i++, row++) {
            const sp_judgement *judgement = &sets[s].items[i];
            design[row * SP_FEATURES + judgement->a] = 1;
            design[row * SP_FEATURES + judgement->b] = -1;
            target[row] = log(judgement->ratio);
            weight[row] = 1;
        }
    }
    for (int k = 0; k < SP_FEATURES; k++) design[row * SP_FEATURES + (size_t)k] = 1;
    weight[row] = SUM_WEIGHT;
    return SP_OK;
}

sp_status sp_weights_fit_make(sp_weights_fit *out, const sp_judgement_set *sets, size_t n_sets,
                              sp_arena *a, sp_error *e)
{
    sp_equations equations;
    sp_linear_fit fit;
    SP_TRY(make_equations(&equations, sets, n_sets, a, e));
    SP_TRY(sp_linear_fit_make(&fit, &equations, a, e));
    double sum = 0;
    for (int k = 0; k < SP_FEATURES; k++) sum += exp(fit.coefficient[k]);
    for (int k = 0; k < SP_FEATURES; k++) {
        out->weight[k] = exp(fit.coefficient[k]) / sum;
        out->log_se[k] = fit.standard_error[k];
    }
    out->residual_sd = fit.residual_sd;
    out->n_judgements = count_judgements(sets, n_sets);
    return SP_OK;
}

static void write_by_feature(sp_writer *w, const char *key, const double values[SP_FEATURES],
                             double least)
{
    sp_write_key(w, key);
    sp_write_open_flat(w, '{');
    for (int k = 0; k < SP_FEATURES; k++) {
        sp_write_key(w, sp_features[k].name);
        sp_write_number(w, sp_round_digits(fmax(least, values[k])));
    }
    sp_write_close(w, '}');
}

static void write_number(sp_writer *w, const char *key, double value)
{
    sp_write_key(w, key);
    sp_write_number(w, sp_round_digits(value));
}

static void write_sets(sp_writer *w, const sp_judgement_set *sets, const sp_weights_fit *fits,
                       size_t n_sets)
{
    sp_write_key(w, "sets");
    sp_write_open(w, '[');
    for (size_t s = 0; s < n_sets; s++) {
        sp_write_open(w, '{');
        sp_write_key(w, "labeler");
        sp_write_text(w, sets[s].labeler);
        write_by_feature(w, "weights", fits[s].weight, 0);
        write_number(w, "residual_sd", fits[s].residual_sd);
        sp_write_close(w, '}');
    }
    sp_write_close(w, ']');
}

static void write_agreement(sp_writer *w, const sp_judgement_set *sets, const sp_weights_fit *fits,
                            size_t n_sets)
{
    sp_write_key(w, "agreement");
    sp_write_open(w, '[');
    for (size_t i = 0; i < n_sets; i++) {
        for (size_t j = i + 1; j < n_sets; j++) {
            sp_write_open_flat(w, '{');
            sp_write_key(w, "a");
            sp_write_text(w, sets[i].labeler);
            sp_write_key(w, "b");
            sp_write_text(w, sets[j].labeler);
            write_number(w, "kendall_tau",
                         sp_kendall_tau(fits[i].weight, fits[j].weight, SP_FEATURES));
            sp_write_close(w, '}');
        }
    }
    sp_write_close(w, ']');
}

sp_status sp_weights_write(sp_writer *w, const sp_judgement_set *sets, size_t n_sets, sp_arena *a,
                           sp_error *e)
{
    sp_weights_fit all;
    sp_weights_fit *each = sp_arena_array(a, n_sets, sizeof *each);
    SP_NEED(each, e);
    SP_TRY(sp_weights_fit_make(&all, sets, n_sets, a, e));
    for (size_t s = 0; s < n_sets; s++) SP_TRY(sp_weights_fit_make(&each[s], &sets[s], 1, a, e));
    sp_write_open(w, '{');
    sp_write_key(w, "format");
    sp_write_text(w, "studypath-score/1");
    sp_write_key(w, "basis");
    sp_write_text(w, "pairwise judgements by a language model in three roles (models/judgements/); "
                     "not by people");
    write_by_feature(w, "weights", all.weight, 0);
    write_by_feature(w, "log_se", all.log_se, LEAST_LOG_SE);
    write_by_feature(w, "log_se_fitted", all.log_se, 0);
    write_number(w, "residual_sd", all.residual_sd);
    sp_write_key(w, "n_judgements");
    sp_write_int(w, (int64_t)all.n_judgements);
    write_sets(w, sets, each, n_sets);
    write_agreement(w, sets, each, n_sets);
    sp_write_close(w, '}');
    return SP_OK;
}
