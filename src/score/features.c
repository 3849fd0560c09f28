/* SPDX-License-Identifier: GPL-3.0-or-later
 * The feature table: what makes a course right for a learner, each part in [0, 1] with 1 best.
 *
 * A row of the table is a name, a meaning and a function. Values depend on the learner and the
 * catalogue alone, not on the path that a course would be part of, so they are computed once and
 * the cost of a course is one number. The level feature is steep where a course asks for more than
 * the learner will have and mild where it repeats known matter: too hard ends in giving up, too
 * easy in some lost hours. */
#include "score/features.h"

#include <math.h>
#include <string.h>

#include "base/try.h"

#define COST_OF_A_LEVEL_SHORT 0.5
#define COST_OF_ALL_KNOWN 0.5
#define DEFAULT_WEEKS 12.0 /* a term */

static double cut_to_unit(double value)
{
    return value > 0 ? fmin(1, value) : 0;
}

/* What the learner has, or will have learned on the way to the goal. */
static unsigned reached_level(const sp_learner *learner, sp_topic_id topic)
{
    const unsigned held = learner->held[topic], goal = learner->goal[topic];
    return held > goal ? held : goal;
}

/* Hours of the gap that the course closes over those of the whole gap; 0 when there is no gap. */
static double topic_value(const sp_feature_inputs *in, sp_course_id id)
{
    const sp_learner *learner = in->learner;
    const sp_course *course = &learner->catalog->courses[id];
    double closed = 0;
    for (size_t i = 0; i < course->n_teaches; i++) {
        const sp_topic_id topic = course->teaches[i].topic;
        const unsigned required = sp_pairs_level(course->requires, course->n_requires, topic);
        for (unsigned level = required + 1;
             level <= course->teaches[i].level && level <= learner->goal[topic]; level++) {
            const double share = level > learner->held[topic] ? 1 : learner->doubt[topic];
            closed += share * learner->catalog->step_hours[topic * SP_LEVELS + level];
        }
    }
    return in->gap_hours > 0 ? closed / in->gap_hours : 0;
}

/* Levels that the learner lacks by the course's label alone. "Advanced" suggests an average level
 * of 1 in the areas of the course, "intermediate" of 0.5; that says something only where no
 * requirement goes that high. Labels are weak evidence (half of them fit what the course asks for),
 * so they never count more than half a level. */
static double shortfall_by_label(const sp_feature_inputs *in, const sp_course *course)
{
    const unsigned entry = sp_stage_entry_level(course->level);
    for (size_t i = 0; i < course->n_requires; i++) {
        if (course->requires[i].level >= entry) return 0;
    }
    if (entry == 0 || course->n_teaches == 0) return 0;
    double sum = 0;
    for (size_t i = 0; i < course->n_teaches; i++) sum += in->area_levels[course->teaches[i].topic];
    return 0.5 * fmax(0, 0.5 * entry - sum / (double)course->n_teaches);
}

static double level_value(const sp_feature_inputs *in, sp_course_id id)
{
    const sp_learner *learner = in->learner;
    const sp_course *course = &learner->catalog->courses[id];
    double shortfall = shortfall_by_label(in, course);
    for (size_t i = 0; i < course->n_requires; i++) {
        const unsigned reached = reached_level(learner, course->requires[i].topic);
        if (course->requires[i].level > reached) shortfall += course->requires[i].level - reached;
    }
    const double known = 1 - sp_course_share_new(learner->catalog, course, learner->held,
                                                 learner->doubt);
    return 1 - COST_OF_A_LEVEL_SHORT * shortfall - COST_OF_ALL_KNOWN * known;
}

/* Weeks that the learner has: to the deadline, else as long as the course says that it takes, else
 * a term. */
static double weeks_at_hand(const sp_learner *learner, const sp_course *course)
{
    if (!isnan(learner->weeks_to_deadline)) return learner->weeks_to_deadline;
    const double hours = course->stated_hours.low + course->stated_hours.high;
    const double hours_a_week = course->weekly_low + course->weekly_high;
    return isfinite(hours) && hours_a_week > 0 ? hours / hours_a_week : DEFAULT_WEEKS;
}

static double hours_value(const sp_feature_inputs *in, sp_course_id id)
{
    const sp_learner *learner = in->learner;
    const sp_course *course = &learner->catalog->courses[id];
    sp_workload work = {0};
    const double stated_mean = course->hours.expected /
                               sp_lognormal_mean(course->hours.low, course->hours.high);
    sp_workload_add(&work, course->hours.low, course->hours.high, in->share_new[id] * stated_mean);
    return sp_weeks_probability(&work, learner->hours_per_week, learner->pace,
                                weeks_at_hand(learner, course));
}

/* Ratings lie close together: the scale runs over where 90 % of the courses are, so that worst to
 * best is a real swing. */
static double rating_value(const sp_feature_inputs *in, sp_course_id id)
{
    const sp_ratings *ratings = in->ratings;
    const double range = ratings->best - ratings->worst;
    return range > 0 ? (ratings->courses[id].mean - ratings->worst) / range : 0.5;
}

static double format_match(const sp_profile *profile, const sp_course *course)
{
    if (course->format == SP_FORMAT_NONE) return 0.5;
    return profile->formats & 1u << course->format ? 1 : 0;
}

static double language_match(const sp_profile *profile, const sp_course *course)
{
    if (!course->language) return 0.5;
    for (size_t i = 0; i < profile->n_languages; i++) {
        if (strcmp(profile->languages[i], course->language) == 0) return 1;
    }
    return 0;
}

static double cost_match(const sp_profile *profile, const sp_course *course)
{
    if (course->cost == SP_COST_NONE) return 0.5;
    return course->cost <= profile->cost ? 1 : 0;
}

/* Mean over the wishes that are stated: 1 met, 0 not met, 0.5 not known. Without wishes all courses
 * are equal. */
static double preference_value(const sp_feature_inputs *in, sp_course_id id)
{
    const sp_profile *profile = in->learner->profile;
    const sp_course *course = &in->learner->catalog->courses[id];
    double met = 0, wishes = 0;
    if (profile->formats) {
        met += format_match(profile, course);
        wishes += 1;
    }
    if (profile->n_languages) {
        met += language_match(profile, course);
        wishes += 1;
    }
    if (profile->cost != SP_COST_NONE) {
        met += cost_match(profile, course);
        wishes += 1;
    }
    return wishes > 0 ? met / wishes : 0.5;
}

const sp_feature sp_features[SP_FEATURES] = {
    [SP_FEATURE_TOPIC] = {.name = "topic",
                          .unit = "share of the gap",
                          .help =
                              "share of what is still to be learned that it teaches, in step hours",
                          .source = "what it teaches; the goal; the levels held; sizes of topics"},
    [SP_FEATURE_LEVEL] =
        {.name = "level",
         .unit = "1 - penalties",
         .help = "entry fit: 0.5 off a level out of reach, up to 0.5 off for known matter",
         .source = "what it requires and teaches, its stated level; levels held; goal",
         .in_fit = true},
    [SP_FEATURE_HOURS] =
        {.name = "hours",
         .unit = "probability",
         .help = "chance to finish by the deadline, else in its stated weeks, else in 12",
         .source = "its hours; hours per week, deadline and pace of the learner"},
    [SP_FEATURE_RATING] = {.name = "rating",
                           .unit = "share of the usual range",
                           .help = "expected quality by its ratings; unrated is average",
                           .source =
                               "stars with or without counts, else likes; ratings of the catalogue",
                           .in_fit = true},
    [SP_FEATURE_PREFERENCE] = {.name = "preference",
                               .unit = "share of wishes",
                               .help =
                                   "share of the stated wishes that it meets; unknown counts half",
                               .source = "its format, language and cost; the learner's wishes",
                               .in_fit = true},
};

typedef double feature_value(const sp_feature_inputs *in, sp_course_id id);

static feature_value *const value_functions[SP_FEATURES] = {
    [SP_FEATURE_TOPIC] = topic_value,           [SP_FEATURE_LEVEL] = level_value,
    [SP_FEATURE_HOURS] = hours_value,           [SP_FEATURE_RATING] = rating_value,
    [SP_FEATURE_PREFERENCE] = preference_value,
};

void sp_features__values(double out[SP_FEATURES], const sp_feature_inputs *in, sp_course_id course)
{
    for (int k = 0; k < SP_FEATURES; k++) out[k] = cut_to_unit(value_functions[k](in, course));
}

/* The first topic of the same area. */
static size_t first_of_area(const sp_topics *topics, size_t topic)
{
    size_t first = 0;
    while (strcmp(topics->items[first].area, topics->items[topic].area) != 0) first++;
    return first;
}

/* Mean of the reached levels over the topics of each area, written to each topic of it. */
static sp_status set_area_levels(double *area_levels, const sp_learner *learner, sp_arena *a,
                                 sp_error *e)
{
    const sp_topics *topics = &learner->catalog->topics;
    double *sum = sp_arena_array(a, topics->n_items, sizeof *sum);
    double *count = sp_arena_array(a, topics->n_items, sizeof *count);
    SP_NEED(sum && count, e);
    for (size_t i = 0; i < topics->n_items; i++) {
        const size_t area = first_of_area(topics, i);
        sum[area] += reached_level(learner, (sp_topic_id)i);
        count[area] += 1;
    }
    for (size_t i = 0; i < topics->n_items; i++) {
        const size_t area = first_of_area(topics, i);
        area_levels[i] = sum[area] / count[area];
    }
    return SP_OK;
}

sp_status sp_features__prepare(sp_feature_inputs *out, const sp_learner *learner,
                               const sp_ratings *ratings, sp_arena *a, sp_error *e)
{
    const sp_catalog *c = learner->catalog;
    *out = (sp_feature_inputs){
        .learner = learner,
        .ratings = ratings,
        .gap_hours = sp_gap_step_hours(c, learner->goal, learner->held, learner->doubt),
        .area_levels = sp_arena_array(a, c->topics.n_items, sizeof *out->area_levels),
        .share_new = sp_arena_array(a, c->n_courses, sizeof *out->share_new)};
    SP_NEED(out->area_levels && out->share_new, e);
    SP_TRY(set_area_levels(out->area_levels, learner, a, e));
    for (size_t i = 0; i < c->n_courses; i++) {
        const double share = sp_course_share_new(c, &c->courses[i], learner->held, learner->doubt);
        out->share_new[i] = fmax(SP_SHARE_NEW_FLOOR, share);
    }
    return SP_OK;
}
