/* SPDX-License-Identifier: GPL-3.0-or-later
 * One scale of quality for stars with counts, stars without, views with upvotes, and nothing.
 *
 * A course's quality q is in [0, 1]; before any rating it is Beta(k m, k (1 - m)). The mean m and
 * the strength k are estimated by moments from the courses with counted stars p_i = (stars - 1)/4
 * (empirical Bayes; Casella, The American Statistician 39 (1985), 83-87):
 *
 *     tau^2 = var(p_i) - sigma^2 mean(1/n_i)          k = m (1 - m) / tau^2 - 1
 *
 * One star rating with standard deviation sigma is worth m (1 - m) / sigma^2 yes-or-no judgements,
 * so n ratings add n_eff = min(cap, n m (1 - m) / sigma^2 / d) to the strength. The design effect d
 * and the cap stand for what an average of self-selected raters hides however many they are.
 * Unrated courses keep the prior; they are not counted as bad. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/try.h"
#include "num/num.h"
#include "studypath/score.h"

#define RATING_SD 0.19    /* of a single star rating on 0..1 */
#define DESIGN_EFFECT 2.0 /* nominal 80 % intervals covered 68 % without it, in simulation */
#define MOST_EQUIVALENTS 400.0
#define DEFAULT_COUNT 5.0    /* stars without a count, where the provider's counts are not known */
#define LEAST_KNOWN_COUNTS 4 /* fewer have no quartile */
#define LEAST_VARIANCE 1e-4  /* of quality between courses */
#define LEAST_STRENGTH 2.0
#define MOST_VIEW_EQUIVALENTS 5.0 /* a like is weak evidence on teaching */
#define VIEWS_OF_PRIOR 1000.0     /* a rate from so many views counts half */

/* What is assumed before this catalogue has spoken, worth as much as four of its courses, so that
 * one or two ratings do not make a prior of their own. 48 courses with counted ratings gave mean
 * 0.906 and sd 0.070 (strength 16.6); the rounded ratings of 891 courses of one platform mean 0.919
 * and sd 0.041. */
#define DEFAULT_MEAN 0.90
#define DEFAULT_STRENGTH 15.0
#define DEFAULT_COURSES 4.0

static bool has_stars(const sp_course *course)
{
    return isfinite(course->rating.mean) && isfinite(course->rating.of) && course->rating.of > 0;
}

static bool has_count(const sp_course *course)
{
    return isfinite(course->rating.count) && course->rating.count >= 1;
}

/* The rating on 0..1. Other scales are first stretched to five stars. */
static double stars_to_unit(const sp_rating *rating)
{
    return fmin(1, fmax(0, (5 * rating->mean / rating->of - 1) / 4));
}

static void estimate_prior(sp_ratings *out, const sp_catalog *c)
{
    double courses = DEFAULT_COURSES, sum = DEFAULT_COURSES * DEFAULT_MEAN, inverse_counts = 0;
    for (size_t i = 0; i < c->n_courses; i++) {
        const sp_course *course = &c->courses[i];
        if (!has_stars(course) || !has_count(course)) continue;
        courses += 1;
        sum += stars_to_unit(&course->rating);
        inverse_counts += 1 / course->rating.count;
    }
    const double mean = fmin(0.98, fmax(0.02, sum / courses));
    const double default_variance = DEFAULT_MEAN * (1 - DEFAULT_MEAN) / (DEFAULT_STRENGTH + 1);
    double squares = DEFAULT_COURSES *
                     (default_variance + (DEFAULT_MEAN - mean) * (DEFAULT_MEAN - mean));
    for (size_t i = 0; i < c->n_courses; i++) {
        const sp_course *course = &c->courses[i];
        if (!has_stars(course) || !has_count(course)) continue;
        const double distance = stars_to_unit(&course->rating) - mean;
        squares += distance * distance;
    }
    const double noise = RATING_SD * RATING_SD * inverse_counts;
    const double variance = fmax(LEAST_VARIANCE, (squares - noise) / courses);
    out->prior_mean = mean;
    out->prior_strength = fmax(LEAST_STRENGTH, mean * (1 - mean) / variance - 1);
}

/* A provider's counted course. */
typedef struct known_count {
    const char *provider;
    double count;
} known_count;

static int by_provider_and_count(const void *left, const void *right)
{
    const known_count *a = left, *b = right;
    const int order = strcmp(a->provider, b->provider);
    return order ? order : (a->count > b->count) - (a->count < b->count);
}

/* Known counts, sorted by provider and count. */
typedef struct known_counts {
    known_count *items;
    size_t n;
} known_counts;

static sp_status collect_counts(known_counts *out, const sp_catalog *c, sp_arena *a, sp_error *e)
{
    *out = (known_counts){.items = sp_arena_array(a, c->n_courses, sizeof *out->items)};
    SP_NEED(out->items, e);
    for (size_t i = 0; i < c->n_courses; i++) {
        const sp_course *course = &c->courses[i];
        if (!has_stars(course) || !has_count(course) || !course->provider) continue;
        out->items[out->n++] = (known_count){course->provider, course->rating.count};
    }
    if (out->n) qsort(out->items, out->n, sizeof *out->items, by_provider_and_count);
    return SP_OK;
}

/* Index of the first known count of `provider`, or (behind = true) of the first one behind them. */
static size_t find_provider(const known_counts *known, const char *provider, bool behind)
{
    size_t low = 0, high = known->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = strcmp(known->items[middle].provider, provider);
        if (order < 0 || (behind && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Ratings behind stars whose count is not stated: the lower quartile of what the same provider's
 * courses have. */
static double impute_count(const known_counts *known, const char *provider)
{
    if (!provider) return DEFAULT_COUNT;
    const size_t first = find_provider(known, provider, false);
    const size_t behind = find_provider(known, provider, true);
    if (behind - first < LEAST_KNOWN_COUNTS) return DEFAULT_COUNT;
    return known->items[first + (behind - first - 1) / 4].count;
}

/* "Fewer than U" upvotes are taken as U/2, the middle of what is possible. NAN = not stated. */
static double upvotes_of(const sp_course *course)
{
    return isfinite(course->upvotes) ? course->upvotes : course->upvotes_below / 2;
}

static bool has_views(const sp_course *course)
{
    return isfinite(course->views) && course->views >= 1 && isfinite(upvotes_of(course)) &&
           upvotes_of(course) >= 0;
}

/* Rates of upvotes over views of a catalogue, each shrunk towards their common rate. */
typedef struct view_rates {
    double common;
    double *sorted;
    size_t n;
} view_rates;

static double shrunk_rate(const view_rates *rates, const sp_course *course)
{
    return (upvotes_of(course) + VIEWS_OF_PRIOR * rates->common) / (course->views + VIEWS_OF_PRIOR);
}

static sp_status collect_view_rates(view_rates *out, const sp_catalog *c, sp_arena *a, sp_error *e)
{
    double views = 0, upvotes = 0;
    *out = (view_rates){.sorted = sp_arena_array(a, c->n_courses, sizeof *out->sorted)};
    SP_NEED(out->sorted, e);
    for (size_t i = 0; i < c->n_courses; i++) {
        if (!has_views(&c->courses[i])) continue;
        views += c->courses[i].views;
        upvotes += upvotes_of(&c->courses[i]);
    }
    out->common = views > 0 ? upvotes / views : 0;
    for (size_t i = 0; i < c->n_courses; i++) {
        if (has_views(&c->courses[i])) out->sorted[out->n++] = shrunk_rate(out, &c->courses[i]);
    }
    sp_sort(out->sorted, out->n);
    return SP_OK;
}

/* How many of the sorted rates are below `rate`, or not above it. */
static size_t count_below(const view_rates *rates, double rate, bool or_equal)
{
    size_t low = 0, high = rates->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const double other = rates->sorted[middle];
        if (other < rate || (or_equal && other <= rate))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The place of `rate` among all of them, in (0, 1): middle rank / (n + 1). */
static double percentile_of(const view_rates *rates, double rate)
{
    const double below = (double)count_below(rates, rate, false);
    const double up_to = (double)count_below(rates, rate, true);
    return (below + up_to + 1) / 2 / ((double)rates->n + 1);
}

/* One course's evidence: `equivalents` judgements with the mean `mean`. */
typedef struct evidence {
    double mean, equivalents;
    sp_quality_basis basis;
} evidence;

static evidence from_stars(const sp_ratings *ratings, const known_counts *known,
                           const sp_course *course)
{
    const bool counted = has_count(course);
    const double count = counted ? course->rating.count : impute_count(known, course->provider);
    const double worth = ratings->prior_mean * (1 - ratings->prior_mean) / (RATING_SD * RATING_SD);
    return (evidence){.mean = stars_to_unit(&course->rating),
                      .equivalents = fmin(MOST_EQUIVALENTS, count * worth / DESIGN_EFFECT),
                      .basis = counted ? SP_QUALITY_STARS_COUNTED : SP_QUALITY_STARS};
}

/* A rate of likes is no star mean, so only its rank counts: the course is given the quality that
 * has the same rank in the prior (mapping by quantiles). */
static sp_status from_views(evidence *out, const sp_ratings *ratings, const view_rates *rates,
                            const sp_course *course, sp_error *e)
{
    const double a = ratings->prior_strength * ratings->prior_mean, b = ratings->prior_strength - a;
    out->basis = SP_QUALITY_VIEWS;
    out->equivalents = MOST_VIEW_EQUIVALENTS * course->views / (course->views + VIEWS_OF_PRIOR);
    return sp_beta_quantile(&out->mean, percentile_of(rates, shrunk_rate(rates, course)), a, b, e);
}

static sp_quality make_quality(const sp_ratings *ratings, const evidence *seen)
{
    const double prior = ratings->prior_strength;
    const double a = prior * ratings->prior_mean + seen->equivalents * seen->mean;
    return (sp_quality){.mean = a / (prior + seen->equivalents),
                        .equivalents = seen->equivalents,
                        .basis = seen->basis};
}

sp_status sp_quality_interval(double *low, double *high, const sp_ratings *ratings,
                              const sp_quality *quality, sp_error *e)
{
    const double strength = ratings->prior_strength + quality->equivalents;
    const double a = strength * quality->mean;
    SP_TRY(sp_beta_quantile(low, 0.1, a, strength - a, e));
    return sp_beta_quantile(high, 0.9, a, strength - a, e);
}

static sp_status rate_courses(sp_ratings *out, const sp_catalog *c, const known_counts *known,
                              const view_rates *rates, sp_error *e)
{
    for (size_t i = 0; i < c->n_courses; i++) {
        const sp_course *course = &c->courses[i];
        evidence seen;
        if (has_stars(course)) {
            seen = from_stars(out, known, course);
        } else if (has_views(course)) {
            SP_TRY(from_views(&seen, out, rates, course, e));
        } else {
            seen = (evidence){.basis = SP_QUALITY_PRIOR};
        }
        out->courses[i] = make_quality(out, &seen);
    }
    return SP_OK;
}

sp_status sp_ratings_make(sp_ratings *out, const sp_catalog *c, sp_arena *a, sp_error *e)
{
    out->courses = sp_arena_array(a, c->n_courses, sizeof *out->courses);
    SP_NEED(out->courses, e);
    estimate_prior(out, c);
    const double shape = out->prior_strength * out->prior_mean;
    SP_TRY(sp_beta_quantile(&out->worst, 0.05, shape, out->prior_strength - shape, e));
    SP_TRY(sp_beta_quantile(&out->best, 0.95, shape, out->prior_strength - shape, e));
    known_counts known;
    view_rates rates;
    SP_TRY(collect_counts(&known, c, a, e));
    SP_TRY(collect_view_rates(&rates, c, a, e));
    return rate_courses(out, c, &known, &rates, e);
}
