/* SPDX-License-Identifier: GPL-3.0-or-later
 * Answers for people, as text of at most 80 columns in the arena; NULL when out of memory. Foreign
 * text is made safe for a terminal. */
#ifndef STUDYPATH_VIEW_H
#define STUDYPATH_VIEW_H

#include "studypath/ask.h"
#include "studypath/findings.h"
#include "studypath/plan.h"
#include "studypath/practice.h"
#include "studypath/why.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sp_engine;
struct sp_goals_view;
struct sp_disputes;

typedef struct sp_rank_options {
    bool all;     /* filtered courses too, with their rule */
    size_t limit; /* at most so many; 0 = no limit */
} sp_rank_options;

/* Course ids in the order in which rank shows them: best score first (ties by id), filtered ones
 * last and only with `all`. */
sp_status sp_rank_order(sp_course_id **out, size_t *n_out, const sp_catalog *c,
                        const sp_scores *scores, const sp_rank_options *options, sp_arena *a,
                        sp_error *e);

/* `columns`: at most so many; 0 = 80. */
const char *sp_view_plan(const sp_plan *plan, const struct sp_engine *engine,
                         const sp_learner *learner, sp_day today, size_t columns, sp_arena *a);
/* The timetable: courses with their dates, then week by week. */
const char *sp_view_schedule(const sp_plan *plan, const sp_learner *learner, sp_arena *a);
/* The timetable as iCalendar (RFC 5545): a day-long event for each course, and, where the profile
 * has days, one for each session. The same course, and the same session of it, has the same UID in
 * every calendar of a profile's id and catalogue. `today` is the time stamp. */
const char *sp_view_calendar(const sp_plan *plan, const sp_learner *learner, sp_day today,
                             sp_arena *a);
const char *sp_view_rank(const sp_scores *scores, const struct sp_engine *engine,
                         const sp_learner *learner, const sp_rank_options *options, sp_arena *a);
const char *sp_view_goals(const struct sp_goals_view *view, const struct sp_engine *engine,
                          sp_arena *a);
const char *sp_view_topics(const sp_catalog *c, sp_arena *a);
const char *sp_view_disputes(const struct sp_disputes *disputes, const struct sp_engine *engine,
                             sp_arena *a);
const char *sp_view_why_course(const sp_why_course *why, const sp_learner *learner, sp_arena *a);
const char *sp_view_why_topic(const sp_why_topic *why, const sp_learner *learner, sp_arena *a);
const char *sp_view_why_goal(const sp_why_goal *why, const sp_catalog *c, sp_arena *a);
const char *sp_view_comparison(const sp_comparison *comparison, sp_arena *a);
const char *sp_view_course_list(const sp_catalog *c, sp_arena *a);
const char *sp_view_course(const sp_catalog *c, const sp_ratings *ratings, sp_course_id id,
                           bool with_sources, sp_arena *a);

/* ---- a talk: blocks of at most `columns` columns (0 = 80), one after the other, no tables ---- */

/* Words wrapped; a line break ends a paragraph. */
const char *sp_view_text(const char *text, size_t columns, sp_arena *a);
/* Choices, numbered from `first`. */
const char *sp_view_choices(const char *const *choices, size_t n_choices, size_t first,
                            size_t columns, sp_arena *a);

/* The goals of the catalogue, numbered from 1, with the hours that each takes. */
const char *sp_view_goal_choices(const struct sp_goals_view *view, const struct sp_engine *engine,
                                 size_t columns, sp_arena *a);
/* What the profile wants: "Computer vision; SVD (use)"; "" when it wants nothing. */
const char *sp_view_wants(const sp_catalog *c, const sp_profile *profile, sp_arena *a);

/* The level that the question is most about: where hours are most in doubt; 1 to 3. */
unsigned sp_question_level(const sp_question *question, const sp_catalog *c);

/* A question with its choices and the example for that level; why it is asked; all examples of its
 * topic, solved. */
const char *sp_view_question(const sp_question *question, const struct sp_engine *engine,
                             size_t columns, sp_arena *a);
const char *sp_view_question_why(const sp_question *question, size_t columns, sp_arena *a);
const char *sp_view_examples(sp_topic_id topic, const struct sp_engine *engine, size_t columns,
                             sp_arena *a);

/* An item with its choices, the last being "I don't know"; what came of it: `chosen` is the index
 * of the choice, n_choices for "I don't know". */
const char *sp_view_item(const sp_item *item, const sp_catalog *c, size_t columns, sp_arena *a);
const char *sp_view_item_result(const sp_item *item, size_t chosen, size_t columns, sp_arena *a);

/* What the questionnaire found, how sure it is and what that could cost. */
const char *sp_view_placement(const sp_placement *placement, const sp_learner *learner,
                              size_t columns, sp_arena *a);

/* Findings, one a line; all of a review with hints and sums; the kinds that there are. */
const char *sp_view_findings(const sp_findings *findings, sp_arena *a);
const char *sp_view_review(const sp_review *review, sp_arena *a);
const char *sp_view_finding_kinds(sp_arena *a);

#ifdef __cplusplus
}
#endif
#endif
