/* SPDX-License-Identifier: GPL-3.0-or-later
 * How well a course suits a learner, as a sum of named parts, and what it costs this learner. */
#ifndef STUDYPATH_SCORE_H
#define STUDYPATH_SCORE_H

#include "studypath/profile.h"
#include "studypath/time.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Rows of the feature table, in this order (sp_features[SP_FEATURE_…]). */
typedef enum sp_feature_id {
    SP_FEATURE_TOPIC,
    SP_FEATURE_LEVEL,
    SP_FEATURE_HOURS,
    SP_FEATURE_RATING,
    SP_FEATURE_PREFERENCE,
    SP_FEATURES
} sp_feature_id;

/* One feature: its value is in [0, 1], 1 is best (penalties enter as 1 - penalty). */
typedef struct sp_feature {
    const char *name, *unit, *help, *source;
    bool in_fit; /* suitability alone: enters `fit`, and so the cost */
} sp_feature;

extern const sp_feature sp_features[SP_FEATURES];

/* models/hours.json: hours of a course that states none, from what it teaches,
 * h = phi(kind) * (fixed_hours + sum of step hours). */
typedef struct sp_hours_model {
    sp_area_factor *areas;
    size_t n_areas;
    struct sp_kind_factor {
        const char *kind;
        double phi;
        bool borrowed;    /* too few courses of this kind state hours: phi is another kind's */
        double low, high; /* 10 % and 90 % points of actual / estimated */
    } * kinds;
    size_t n_kinds;
    double fixed_hours;
} sp_hours_model;

/* models/score.json */
typedef struct sp_score_model {
    double weight[SP_FEATURES]; /* >= 0, sum 1 */
    double log_se[SP_FEATURES]; /* standard error of ln weight, >= 0.3 */
} sp_score_model;

/* The word for what a course is like, from its format and what it teaches, the first that applies:
 * proof (anything at level 3), subject (lectures with something at level 2, or a course with five
 * topics or more at level 2), mooc (another course), explainer (other lectures, or films), book,
 * interactive, other (the format is not known). */
const char *sp_course_kind(const sp_course *course);

/* Complete `hours` of every course: from its own statement, else by the model. c->step_hours must
 * be set. A range needs low < high; else `expected`, or the end that is given, is a single number
 * h, read as 0.75 h to 1.6 h. `expected`, where it is not stated with a range, is the mean of the
 * log-normal whose 10 % and 90 % points are low and high. The basis is the stated one,
 * SP_BASIS_STATED where there are numbers without a basis. Errors: SP_INVALID (a kind that the
 * model does not know, hours that are not in order or not above 0), SP_NUMERIC. */
sp_status sp_hours_complete(sp_catalog *c, const sp_hours_model *model, sp_error *e);

/* What a course's ratings rest on: nothing (the prior alone), views with upvotes, stars, stars with
 * a count. */
typedef enum sp_quality_basis {
    SP_QUALITY_PRIOR,
    SP_QUALITY_VIEWS,
    SP_QUALITY_STARS,
    SP_QUALITY_STARS_COUNTED
} sp_quality_basis;

/* Posterior of one course's quality, on 0..1 (1 star of 5 = 0, 5 stars = 1). */
typedef struct sp_quality {
    double mean;
    double equivalents; /* yes-or-no judgements that the evidence is worth; 0 = the prior alone */
    sp_quality_basis basis;
} sp_quality;

/* What ratings of this catalogue are worth, and each course's posterior; computed once over the
 * catalogue. */
typedef struct sp_ratings {
    double prior_mean, prior_strength; /* Beta(strength * mean, strength * (1 - mean)) */
    double worst, best;  /* 5 % and 95 % points of the prior: where the rating feature is 0 and 1 */
    sp_quality *courses; /* one a course */
} sp_ratings;

/* 10 % and 90 % points of one course's posterior. Errors: SP_NUMERIC. */
sp_status sp_quality_interval(double *low, double *high, const sp_ratings *ratings,
                              const sp_quality *quality, sp_error *e);

/* Errors: SP_NUMERIC, SP_MEMORY. A catalogue without ratings is no error: it gets the default
 * prior. */
sp_status sp_ratings_make(sp_ratings *out, const sp_catalog *c, sp_arena *a, sp_error *e);

typedef struct sp_score {
    double value[SP_FEATURES];
    double contribution[SP_FEATURES]; /* they add up to score - reference */
    double score, fit;
    double share_new;     /* with the floor of 0.25 */
    double minutes;       /* 60 * (expected hours * pace * share_new + settling) */
    int64_t cost_minutes; /* max(1, round(minutes * (1 + k * (1 - fit)))); -1 when filtered */
    sp_filter filter;
} sp_score;

typedef struct sp_scores {
    sp_score *courses;          /* one a course */
    double reference;           /* score of the median course */
    double median[SP_FEATURES]; /* each feature's, over the usable courses */
} sp_scores;

#define SP_SETTLING_HOURS 6.0   /* getting used to a course */
#define SP_SHARE_NEW_FLOOR 0.25 /* no course is taken at less than a quarter of its hours */

/* Score every course for the learner. All features and shares depend on profile and catalogue only,
 * never on the path. The hours of the courses must be complete. Errors: SP_INVALID (weights that
 * are negative or do not add up to 1), SP_NUMERIC, SP_MEMORY. */
sp_status sp_scores_make(sp_scores *out, const sp_learner *learner, const sp_ratings *ratings,
                         const sp_score_model *model, sp_arena *a, sp_error *e);

#define SP_MOST_COST_MINUTES INT64_C(1000000000) /* 1,900 years: no sum of costs can overflow */

/* minutes * (1 + k (1 - fit)), rounded, from 1 to SP_MOST_COST_MINUTES, which also stands for a
 * result that is not finite. */
int64_t sp_cost_minutes(double minutes, double k, double fit);

#ifdef __cplusplus
}
#endif
#endif
