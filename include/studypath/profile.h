/* SPDX-License-Identifier: GPL-3.0-or-later
 * One learner: the profile as it is written down, and the learner that it describes over a
 * catalogue. */
#ifndef STUDYPATH_PROFILE_H
#define STUDYPATH_PROFILE_H

#include "studypath/course.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t sp_day; /* civil days since 1970-01-01 */
#define SP_NO_DAY INT32_MIN

typedef enum sp_prefer { SP_PREFER_SHORTEST, SP_PREFER_BALANCED, SP_PREFER_BEST } sp_prefer;
#define SP_CHOICE_PREFER "shortest|balanced|best"

/* How much a bad fit makes a course dearer: 0, 1, 3. */
double sp_prefer_k(sp_prefer prefer);

typedef enum sp_state { SP_STATE_STARTED, SP_STATE_DONE, SP_STATE_DROPPED } sp_state;
#define SP_CHOICE_STATE "started|done|dropped"
typedef enum sp_reason {
    SP_REASON_NONE,
    SP_REASON_HARD,
    SP_REASON_LONG,
    SP_REASON_BORING,
    SP_REASON_OTHER
} sp_reason;
#define SP_CHOICE_REASON "hard|long|boring|other"

#define SP_DEFAULT_HOURS_PER_WEEK                                                                  \
    4.0 /* most MOOC takers: 2 to 5 h (Class Central 2015, n = 4,506; docs/sources.md) */

#define SP_DEFAULT_ON_TIME 0.8

/* The broad question about mathematics at school and after. */
typedef enum sp_schooling {
    SP_SCHOOLING_NONE, /* not stated */
    SP_SCHOOLING_SCHOOL,
    SP_SCHOOLING_UNIVERSITY, /* some mathematics at a university */
    SP_SCHOOLING_DEGREE      /* a degree with much mathematics */
} sp_schooling;
#define SP_CHOICE_SCHOOLING "school|some-university|maths-degree"

/* What came of a verification item. */
typedef enum sp_result {
    SP_RESULT_NONE,
    SP_RESULT_RIGHT,
    SP_RESULT_WRONG,
    SP_RESULT_UNSURE,
    SP_RESULT_SKIPPED /* says nothing about the learner; the item is not shown again */
} sp_result;
#define SP_CHOICE_RESULT "right|wrong|unsure|skipped"

/* The steps of a talk with the learner, in their order. */
#define SP_CHOICE_STEP                                                                             \
    "greeting|goals|schooling|topics|checks|hours|start|deadline|languages|cost|formats|prefer"

#define SP_NO_LEVEL UINT8_MAX /* a question that was skipped */

/* An answer to the questionnaire: what the learner says about a topic; or, with a result, what came
 * of an item about the topic at that level. */
typedef struct sp_answer {
    sp_topic_id topic;
    uint8_t level; /* SP_NO_LEVEL: skipped */
    sp_result result;
    const char *item; /* its id; NULL = not stated, or no item */
    sp_extras extras;
} sp_answer;

/* A goal of the profile: one of the catalogue's, or pairs of the learner's own. */
typedef struct sp_goal_choice {
    sp_goal_id named; /* SP_NONE: `pairs` are the goal */
    const sp_pair *pairs;
    size_t n_pairs;
    sp_extras extras;
} sp_goal_choice;

typedef struct sp_progress_entry {
    sp_course_id course; /* SP_NONE: the catalogue no longer has it */
    const char *course_text;
    sp_state state;
    double hours, rating; /* NAN = not stated */
    sp_day date;
    sp_reason reason;
    sp_extras extras;
} sp_progress_entry;

typedef struct sp_forecast_entry {
    sp_day made, p10, p50, p80, p90;
    double left_hours;
    sp_extras extras;
} sp_forecast_entry;

/* The profile file, every name resolved. Arrays over topics have one entry a topic of the
 * catalogue. */
typedef struct sp_profile {
    const char *id;
    uint8_t *levels;    /* as said, not closed */
    double *confidence; /* 1 where nothing is said */
    sp_course_id *done;
    sp_answer *answers;
    sp_goal_choice *goals;
    sp_course_id *include, *exclude;
    sp_progress_entry *progress;
    sp_forecast_entry *forecasts;
    sp_day *off;                  /* a date names its ISO week */
    const char *const *languages; /* none: any */
    size_t n_done, n_answers, n_goals, n_include, n_exclude, n_progress, n_forecasts, n_off,
        n_languages;
    sp_extras extras, background_extras, time_extras, preferences_extras;
    bool assessed;
    unsigned talked; /* bit 1 << (1 + index in SP_CHOICE_STEP): answered or skipped in a talk */
    sp_schooling schooling;
    double hours_per_week; /* NAN = not stated */
    sp_day start, deadline;
    double day_hours[7]; /* of study on Monday to Sunday; NAN = none */
    double parallel;     /* the most courses under way at once; NAN = 1 */
    bool weekly_loads;   /* a course takes no more of a week than it states */
    double
        on_time; /* how sure it must be that the deadline is met, 0.5 to 0.99; NAN = not stated */
    sp_prefer prefer;
    unsigned formats;      /* bit 1 << sp_format; 0 = no wish */
    sp_cost cost;          /* the dearest that is allowed; SP_COST_NONE = any */
    double max_courses;    /* in a path; NAN = any number */
    const char *max_price; /* of a course, an amount such as "50 USD"; NULL = any */
    const char *const *providers, *const *not_providers; /* the only ones; those never */
    size_t n_providers, n_not_providers;
} sp_profile;

/* Why a course is out of the question. 0 = it is not. */
typedef enum sp_filter {
    SP_FILTER_NONE,
    SP_FILTER_EXCLUDED, /* the learner excludes it */
    SP_FILTER_DONE,     /* done already */
    SP_FILTER_LANGUAGE, /* none of the learner's languages */
    SP_FILTER_COST,     /* dearer than the learner allows */
    SP_FILTER_NOTHING,  /* teaches nothing */
    SP_FILTER_PROVIDER, /* none of the learner's, or one that is ruled out */
    SP_FILTER_PRICE     /* above the learner's limit */
} sp_filter;

/* "excluded", "done", "language", "cost", "teaches nothing", "provider", "price"; NULL for
 * SP_FILTER_NONE. */
const char *sp_filter_name(sp_filter filter);

typedef struct sp_amount {
    double number;
    char currency[4];
} sp_amount;

/* The one amount of money that a text states with its currency, as "50 USD" or "$49.99"; false when
 * it states none. */
bool sp_amount_read(sp_amount *out, const char *text);

/* Whether the course's price can be compared with the profile's limit; true without a limit. */
bool sp_price_is_known(const sp_profile *p, const sp_course *course);

/* Providers of the catalogue's courses, by name. */
bool sp_provider_exists(const sp_catalog *c, const char *name);
const char *sp_provider_nearest(const sp_catalog *c, const char *name);

/* What planning and scoring need to know of a profile. */
typedef struct sp_learner {
    const sp_catalog *catalog;
    const sp_profile *profile;
    uint8_t *held;     /* levels, closed over what the learner says and what done courses teach */
    uint8_t *wanted;   /* stated goal levels, the highest of all goals */
    uint8_t *goal;     /* closure of `wanted` */
    double *doubt;     /* a topic: 1 - confidence; that share of a held pair counts as new */
    sp_filter *filter; /* one a course */
    double hours_per_week, pace;
    sp_day start;             /* SP_NO_DAY = not known */
    double weeks_to_deadline; /* weeks off not counted; NAN = no deadline */
    double on_time;           /* 0.5 to 0.99 */
} sp_learner;

/* `today` is used as the start when the profile has none; SP_NO_DAY: then weeks_to_deadline is NAN
 * without a start. Errors: SP_USAGE without a goal; SP_INVALID (an included course that is
 * filtered); SP_MEMORY. */
sp_status sp_learner_make(sp_learner *out, const sp_catalog *catalog, const sp_profile *profile,
                          sp_day today, sp_arena *a, sp_error *e);

/* Whether the profile says on which days of the week there are hours. */
bool sp_has_days(const sp_profile *p);

/* The hours a week that the profile states, else the sum of its days'; NAN where it states none. */
double sp_hours_stated(const sp_profile *p);

/* Days from `start` up to before `end` that are in the profile's weeks off. */
sp_day sp_days_off(const sp_profile *profile, sp_day start, sp_day end);

/* Share of the course's step hours (beyond its requirements) that is new to somebody who holds
 * `held`; 0 to 1. `doubt` may be NULL. No floor. */
double sp_course_share_new(const sp_catalog *c, const sp_course *course, const uint8_t *held,
                           const double *doubt);

/* Step hours of the pairs of `goal` above `held` (with doubt): the gap. */
double sp_gap_step_hours(const sp_catalog *c, const uint8_t *goal, const uint8_t *held,
                         const double *doubt);

#ifdef __cplusplus
}
#endif
#endif
