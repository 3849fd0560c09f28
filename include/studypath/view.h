/* SPDX-License-Identifier: GPL-3.0-or-later
 * Answers for people, as text of at most 80 columns in the arena; NULL when out of memory. Foreign
 * text is made safe for a terminal. */
#ifndef STUDYPATH_VIEW_H
#define STUDYPATH_VIEW_H

#include "studypath/findings.h"
#include "studypath/plan.h"

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

const char *sp_view_plan(const sp_plan *plan, const struct sp_engine *engine,
                         const sp_learner *learner, sp_day today, sp_arena *a);
const char *sp_view_rank(const sp_scores *scores, const struct sp_engine *engine,
                         const sp_learner *learner, const sp_rank_options *options, sp_arena *a);
const char *sp_view_goals(const struct sp_goals_view *view, const struct sp_engine *engine,
                          sp_arena *a);
const char *sp_view_topics(const sp_catalog *c, sp_arena *a);
const char *sp_view_disputes(const struct sp_disputes *disputes, const struct sp_engine *engine,
                             sp_arena *a);
const char *sp_view_course_list(const sp_catalog *c, sp_arena *a);
const char *sp_view_course(const sp_catalog *c, const sp_ratings *ratings, sp_course_id id,
                           bool with_sources, sp_arena *a);

/* Findings, one a line; all of a review with hints and sums; the kinds that there are. */
const char *sp_view_findings(const sp_findings *findings, sp_arena *a);
const char *sp_view_review(const sp_review *review, sp_arena *a);
const char *sp_view_finding_kinds(sp_arena *a);

#ifdef __cplusplus
}
#endif
#endif
