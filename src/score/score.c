/* SPDX-License-Identifier: GPL-3.0-or-later
 * From features to a score that explains itself, and to what a course costs.
 *
 * The score is a weighted sum, so against the median course (every feature at its median) each
 * feature's contribution is exactly weight * (value - median): no sampling, and for a linear model
 * with this reference these are the Shapley values (Lundberg & Lee, A unified approach to
 * interpreting model predictions, NIPS 2017, section 4.2). */
#include <math.h>

#include "base/try.h"
#include "num/num.h"
#include "score/features.h"

static sp_status check_weights(const sp_score_model *model, sp_error *e)
{
    double sum = 0;
    for (int k = 0; k < SP_FEATURES; k++) {
        if (!(model->weight[k] >= 0)) {
            return sp_fail(e, SP_INVALID, sp_features[k].name,
                           "a weight of the score must not be negative: %g", model->weight[k]);
        }
        sum += model->weight[k];
    }
    if (!(fabs(sum - 1) <= 1e-4))
        return sp_fail(e, SP_INVALID, "", "the weights of the score add up to %g, not 1", sum);
    return SP_OK;
}

int64_t sp_cost_minutes(double minutes, double k, double fit)
{
    const double cost = minutes * (1 + k * (1 - fit));
    if (!(cost < (double)SP_MOST_COST_MINUTES)) return SP_MOST_COST_MINUTES;
    return cost < 1 ? 1 : llround(cost);
}

static double weighted_sum(const double weight[SP_FEATURES], const double value[SP_FEATURES])
{
    double sum = 0;
    for (int k = 0; k < SP_FEATURES; k++) sum += weight[k] * value[k];
    return sum;
}

/* The part of the score about suitability alone, renormalised; 1 (no surcharge) when the model
 * gives it no weight. */
static double fit_of(const double weight[SP_FEATURES], const double value[SP_FEATURES])
{
    double sum = 0, total = 0;
    for (int k = 0; k < SP_FEATURES; k++) {
        if (!sp_features[k].in_fit) continue;
        sum += weight[k] * value[k];
        total += weight[k];
    }
    return total > 0 ? sum / total : 1;
}

static sp_status set_values(sp_score *score, const sp_feature_inputs *in,
                            const sp_score_model *model, sp_course_id id, sp_error *e)
{
    const sp_learner *learner = in->learner;
    const sp_course *course = &learner->catalog->courses[id];
    sp_features__values(score->value, in, id);
    score->score = weighted_sum(model->weight, score->value);
    score->fit = fit_of(model->weight, score->value);
    score->share_new = in->share_new[id];
    score->minutes = 60 * (course->hours.expected * learner->pace * score->share_new +
                           SP_SETTLING_HOURS);
    score->filter = learner->filter[id];
    const double k = sp_prefer_k(learner->profile->prefer);
    score->cost_minutes = score->filter ? -1 : sp_cost_minutes(score->minutes, k, score->fit);
    if (isfinite(score->score) && isfinite(score->minutes)) return SP_OK;
    return sp_fail(e, SP_NUMERIC, course->id, "its score or its minutes are not finite");
}

/* Median of each feature over the usable courses; over all of them when none is usable. */
static sp_status set_medians(sp_scores *out, size_t n_courses, sp_arena *a, sp_error *e)
{
    size_t n_usable = 0;
    for (size_t i = 0; i < n_courses; i++) n_usable += out->courses[i].filter == SP_FILTER_NONE;
    double *values = sp_arena_array(a, n_courses, sizeof *values);
    SP_NEED(values, e);
    for (int k = 0; k < SP_FEATURES; k++) {
        size_t n = 0;
        for (size_t i = 0; i < n_courses; i++) {
            if (n_usable == 0 || out->courses[i].filter == SP_FILTER_NONE)
                values[n++] = out->courses[i].value[k];
        }
        out->median[k] = sp_median(values, n);
    }
    return SP_OK;
}

sp_status sp_scores_make(sp_scores *out, const sp_learner *learner, const sp_ratings *ratings,
                         const sp_score_model *model, sp_arena *a, sp_error *e)
{
    const size_t n_courses = learner->catalog->n_courses;
    SP_TRY(check_weights(model, e));
    sp_feature_inputs in;
    SP_TRY(sp_features__prepare(&in, learner, ratings, a, e));
    *out = (sp_scores){.courses = sp_arena_array(a, n_courses, sizeof *out->courses)};
    SP_NEED(out->courses, e);
    for (size_t i = 0; i < n_courses; i++)
        SP_TRY(set_values(&out->courses[i], &in, model, (sp_course_id)i, e));
    SP_TRY(set_medians(out, n_courses, a, e));
    out->reference = weighted_sum(model->weight, out->median);
    for (size_t i = 0; i < n_courses; i++) {
        sp_score *score = &out->courses[i];
        for (int k = 0; k < SP_FEATURES; k++) {
            score->contribution[k] = model->weight[k] * (score->value[k] - out->median[k]);
        }
    }
    return SP_OK;
}
