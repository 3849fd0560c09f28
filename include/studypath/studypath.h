/* SPDX-License-Identifier: GPL-3.0-or-later
 * studypath: learning paths that are provably enough at the least cost. This header is the whole
 * library.
 *
 *     sp_init();                                          // once, before threads
 *     sp_arena *shared = sp_arena_make(0), *request = sp_arena_make(0);
 *     sp_engine engine;                                   // catalogue and models: load once, then
 * share between threads sp_engine_open(&engine, NULL, &findings, shared, &error); sp_profile
 * profile;                                 // one learner sp_learner learner; sp_plan plan;
 *     sp_profile_make(&profile, &engine.catalog, request, &error);
 *     ... fill the profile, or sp_profile_read ...
 *     sp_learner_make(&learner, &engine.catalog, &profile, today, request, &error);
 *     sp_plan_find(&plan, &engine, &learner, &options, request, &error);
 *     sp_arena_rewind(request, mark);                     // the next learner
 *
 * Nothing here prints, exits, reads the clock or the environment, or keeps state between calls. */
#ifndef STUDYPATH_H
#define STUDYPATH_H

#include "studypath/arena.h"
#include "studypath/ask.h"
#include "studypath/certificate.h"
#include "studypath/course.h"
#include "studypath/date.h"
#include "studypath/error.h"
#include "studypath/findings.h"
#include "studypath/import.h"
#include "studypath/init.h"
#include "studypath/io.h"
#include "studypath/plan.h"
#include "studypath/practice.h"
#include "studypath/profile.h"
#include "studypath/reading.h"
#include "studypath/score.h"
#include "studypath/stats.h"
#include "studypath/text.h"
#include "studypath/time.h"
#include "studypath/topic.h"
#include "studypath/verify.h"
#include "studypath/view.h"
#include "studypath/why.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SP_VERSION "0.1.0"

/* A catalogue with all that is computed once over it. Constant after sp_engine_open. */
typedef struct sp_engine {
    sp_catalog catalog;
    sp_hours_model hours_model;
    sp_score_model score_model;
    sp_placement_model placement_model;
    sp_ratings ratings;
    sp_practice practice; /* over topics of the catalogue; empty after sp_engine_read */
    bool is_shipped;      /* the catalogue inside the library */
} sp_engine;

/* The shipped engine when `path` is NULL (nothing is read then); else the catalogue file with the
 * shipped models. A file without topics speaks of the shipped topics and goals. */
sp_status sp_engine_open(sp_engine *out, const char *path, sp_findings *findings, sp_arena *a,
                         sp_error *e);

/* The models as texts. */
typedef struct sp_model_texts {
    sp_text hours, score, placement;
} sp_model_texts;

/* Make an engine from texts: the models, then the catalogue in one or several parts. */
sp_status sp_engine_read(sp_engine *out, const sp_model_texts *models, const sp_text *texts,
                         size_t n_texts, sp_findings *findings, sp_arena *a, sp_error *e);

/* Everything that can be found wrong with the catalogue file `path`, or with the shipped catalogue
 * when it is NULL. Findings are no failure; a file that is not readable at all is. */
sp_status sp_engine_review(sp_review *out, const char *path, sp_arena *a, sp_error *e);

/* The least-cost path for this learner. "Out of reach" and "search ended" are answers (status), not
 * errors. */
sp_status sp_plan_find(sp_plan *out, const sp_engine *engine, const sp_learner *learner,
                       const sp_plan_options *options, sp_arena *a, sp_error *e);

/* The problem that sp_plan_find solves, its goal as far as it can be reached, as an integer program
 * in CPLEX LP format: the optimum is the least cost in minutes. Where the learner has a deadline or
 * a number of courses it is the least worth that a path within them leaves out; with `least_value`
 * (else NAN) the least cost of a path within them that is worth at least that. Errors: SP_USAGE (a
 * value above that of the goal), SP_MEMORY. */
sp_status sp_plan_export_lp(const char **out, const sp_engine *engine, const sp_learner *learner,
                            const sp_plan_options *options, double least_value, sp_arena *a,
                            sp_error *e);

/* One goal, seen from one background. */
typedef struct sp_goal_view {
    sp_goal_id goal;
    size_t n_to_level[SP_LEVELS]; /* topics that must still be brought to follow, use, derive (index
                                     1 to 3) */
    sp_plan plan;
} sp_goal_view;

/* What a list of courses, taken from top to bottom, costs this learner and reaches of each goal. */
typedef struct sp_list_view {
    const sp_list *list;
    sp_hours hours;        /* in list order, share new at each moment */
    size_t n_too_early;    /* courses that come before what they require */
    double *share_reached; /* one a goal: share of its gap, in step hours */
} sp_list_view;

typedef struct sp_goals_view {
    sp_goal_view *goals; /* one a goal of the catalogue, in its order */
    size_t n_goals;
    sp_list_view *lists;
    size_t n_lists;
    double hours_per_week;
} sp_goals_view;

/* Every goal of the catalogue from this profile's background (its own goals do not count). */
sp_status sp_goals_survey(sp_goals_view *out, const sp_engine *engine, const sp_profile *profile,
                          sp_day today, const sp_plan_options *options, sp_arena *a, sp_error *e);

/* A course whose provider lists other prerequisites (`formal`) than one needs (`requires`), both
 * taken closed. */
typedef struct sp_dispute {
    sp_course_id course;
    const sp_pair *surplus;  /* of formal: listed, but not needed */
    const sp_pair *unlisted; /* of requires: needed, but not listed */
    size_t n_surplus, n_unlisted;
    double needed_hours; /* the fewest hours of study, settling in included, from where the learner
                            stands to all of `requires`, without the course itself; NAN where no
                            courses reach it */
    double listed_hours; /* the same to all of `formal` */
    bool proved;         /* both are the fewest */
} sp_dispute;

/* Disputes in order of what believing the provider costs: out of reach first, then the most hours
 * more; ties by id. */
typedef struct sp_disputes {
    sp_dispute *items;
    size_t n_items, n_listed; /* n_listed: courses whose provider's list is known */
} sp_disputes;

/* The profile's goals do not count. Each dispute is priced by exact searches. */
sp_status sp_disputes_find(sp_disputes *out, const sp_engine *engine, const sp_profile *profile,
                           sp_day today, const sp_plan_options *options, sp_arena *a, sp_error *e);

/* Why the course is in the learner's path or not: the path, and the best one without it, or with
 * it. Errors: those of sp_plan_find. */
sp_status sp_why_course_find(sp_why_course *out, const sp_engine *engine, const sp_learner *learner,
                             sp_course_id course, const sp_plan_options *options, sp_arena *a,
                             sp_error *e);

/* Why the learner's goals need the topic, and what changes when it is held: of the whole goal,
 * whatever the deadline. */
sp_status sp_why_topic_find(sp_why_topic *out, const sp_engine *engine, const sp_learner *learner,
                            sp_topic_id topic, const sp_plan_options *options, sp_arena *a,
                            sp_error *e);

/* What makes a goal as long as it is, from the profile's background, whatever the deadline. */
sp_status sp_why_goal_find(sp_why_goal *out, const sp_engine *engine, const sp_profile *profile,
                           sp_goal_id goal, sp_day today, const sp_plan_options *options,
                           sp_arena *a, sp_error *e);

/* Plan each setting; the first is what the others are compared with. */
sp_status sp_compare(sp_comparison *out, const sp_setting *settings, size_t n_settings,
                     sp_day today, const sp_plan_options *options, sp_arena *a, sp_error *e);

/* Documents as JSON text in the arena; NULL when out of memory. */
const char *sp_plan_write(const sp_plan *plan, const sp_engine *engine, const sp_learner *learner,
                          sp_day today, sp_arena *a);
/* The plan's timetable, studypath-schedule/1. */
const char *sp_schedule_write(const sp_plan *plan, const sp_engine *engine,
                              const sp_learner *learner, sp_arena *a);
const char *sp_rank_write(const sp_scores *scores, const sp_engine *engine,
                          const sp_learner *learner, const sp_rank_options *options, sp_arena *a);
const char *sp_goals_write(const sp_goals_view *view, const sp_engine *engine, sp_arena *a);
const char *sp_disputes_write(const sp_disputes *disputes, const sp_engine *engine, sp_arena *a);
const char *sp_why_course_write(const sp_why_course *why, const sp_engine *engine, sp_arena *a);
const char *sp_why_topic_write(const sp_why_topic *why, const sp_engine *engine, sp_arena *a);
const char *sp_why_goal_write(const sp_why_goal *why, const sp_engine *engine, sp_arena *a);
const char *sp_comparison_write(const sp_comparison *comparison, sp_arena *a);

#ifdef __cplusplus
}
#endif
#endif
