/* SPDX-License-Identifier: GPL-3.0-or-later
 * The questionnaire's engine: what a learner probably holds, given some answers, and which question
 * would save most planned hours next. It talks to nobody; a front end asks and answers.
 *
 *     sp_ask *ask;                                        // over a profile that has goals
 *     sp_ask_begin(&ask, &engine.catalog, &engine.placement_model, &profile, &options, arena, &e);
 *     sp_question question;
 *     while (sp_ask_next(&question, ask, &e) == SP_OK && question.n_to_go > 0) {
 *         ... show question.topic; read a level 0 to 3, or nothing ...
 *         sp_ask_answer(ask, question.topic, level, &e);  // or sp_ask_skip, or sp_ask_back
 *     }
 *     sp_placement placement;
 *     sp_ask_finish(&placement, &profile, ask, arena, &e);
 *
 * The state of a session is its answers in their order: the same model, catalogue, goals and
 * answers give the same belief, the same questions and the same profile, whether they were given
 * one by one, taken back and given again, or read from a profile. docs/asking.md describes the
 * model. */
#ifndef STUDYPATH_ASK_H
#define STUDYPATH_ASK_H

#include "studypath/profile.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Rows of the parameter table, in this order. */
typedef enum sp_placement_id {
    SP_PLACEMENT_FIRST_MEAN,
    SP_PLACEMENT_DEPTH_DROP,
    SP_PLACEMENT_LEAST_MEAN,
    SP_PLACEMENT_ABILITY_SD,
    SP_PLACEMENT_GENERAL_SHARE,
    SP_PLACEMENT_TOPIC_SD,
    SP_PLACEMENT_UNSUPPORTED,
    SP_PLACEMENT_SLIP_FAR,
    SP_PLACEMENT_SCHOOL_END,
    SP_PLACEMENT_SCHOOL_DEGREE,
    SP_PLACEMENT_SCHOOL_SD,
    SP_PLACEMENT_RIGHT_HELD,
    SP_PLACEMENT_RIGHT_ONE_SHORT,
    SP_PLACEMENT_RIGHT_FAR,
    SP_PLACEMENT_UNSURE_HELD,
    SP_PLACEMENT_UNSURE_ONE_SHORT,
    SP_PLACEMENT_UNSURE_FAR,
    SP_PLACEMENT_STOP_HOURS,
    SP_PLACEMENT_STOP_WINDOW,
    SP_PLACEMENT_LEAST_QUESTIONS,
    SP_PLACEMENT_MOST_QUESTIONS,
    SP_PLACEMENT_FADE,
    SP_PLACEMENT_OUTSIDE_SHARE,
    SP_PLACEMENT_UNSAID_HELD,
    SP_PLACEMENT_PARTICLES,
    SP_PLACEMENT_SWEEPS,
    SP_PLACEMENTS
} sp_placement_id;

/* One parameter: its key in models/placement.json, its unit and the values that are allowed. */
typedef struct sp_placement_parameter {
    const char *name, *unit;
    double low, high;
    bool is_whole;
} sp_placement_parameter;

extern const sp_placement_parameter sp_placement_parameters[SP_PLACEMENTS];

/* How much better (or worse) an area is known than the depth of its topics says, in levels. */
typedef struct sp_area_shift {
    const char *area;
    double levels;
} sp_area_shift;

/* A way of answering about oneself. */
typedef struct sp_reporter {
    const char *name;
    double share;       /* of all people; the shares are scaled to add up to 1 */
    double slip;        /* probability that an answer is not the level held */
    double under, over; /* probability that an answer is then one level too low, too high */
} sp_reporter;

enum { SP_MOST_REPORTERS = 8 };

/* models/placement.json */
typedef struct sp_placement_model {
    const char *version;
    double value[SP_PLACEMENTS];
    sp_area_shift *areas; /* 0 for an area that is not named */
    size_t n_areas;
    sp_reporter *reporters;
    size_t n_reporters; /* 1 to SP_MOST_REPORTERS */
} sp_placement_model;

#define SP_ASK_ENOUGH SIZE_MAX /* questions: as many as the stop rule wants */

typedef struct sp_ask_options {
    size_t questions; /* ask so many, or SP_ASK_ENOUGH */
} sp_ask_options;

/* A session. It lives in the arena that it was begun in, and takes nothing more from it later. */
typedef struct sp_ask sp_ask;

/* A question: "how well do you know this topic?" */
typedef struct sp_question {
    sp_topic_id topic;       /* SP_NONE: nothing is left to ask */
    double saves_hours;      /* hours of misplaced study that the answer is expected to save */
    double stake_hours;      /* step hours that the answer decides one way or the other */
    double known[SP_LEVELS]; /* probability that the topic is held at this level or above */
    uint8_t wanted;          /* the level that the goals need */
    size_t n_asked, n_to_go; /* questions so far; about so many more, this one included: 0 means
                                that the answers so far are enough */
} sp_question;

/* What is believed at the end, and what that could cost. */
typedef struct sp_placement {
    double goal_hours;      /* step hours of all pairs that the goals need */
    double planned_hours;   /* step hours of the pairs that the goals need and that are not held */
    double misplaced_hours; /* of them and of the left-out ones, expected to be placed wrongly */
    double ten_more_save_hours; /* of those, what ten more questions would save */
    size_t n_asked;
    sp_topic_id unsure[3]; /* the topics that carry most of the misplaced hours, most first */
    size_t n_unsure;
} sp_placement;

/* The words of the four choices: "never met it" ... */
extern const char *const sp_ask_choices[SP_LEVELS];

/* Begin over the profile's goals, schooling and answers; without answers, unless it was assessed
 * before, the levels that it states count as answers. What its `done` courses teach is taken as
 * held and never asked. The profile is copied from, not kept; catalogue and model are kept.
 * Errors: SP_USAGE (no goal), SP_INVALID (a topic answered twice), SP_NUMERIC, SP_MEMORY. */
sp_status sp_ask_begin(sp_ask **out, const sp_catalog *c, const sp_placement_model *model,
                       const sp_profile *profile, const sp_ask_options *options, sp_arena *a,
                       sp_error *e);

/* The most useful question now. Asks nothing twice, only what the goals need, and nothing whose
 * answer follows from the answers so far by the topic graph, unless they contradict each other, or
 * a number of questions is wanted and nothing else is left. */
sp_status sp_ask_next(sp_question *out, sp_ask *ask, sp_error *e);

/* The `most` most useful questions now, best first, if each were the next; `n_out` of them. */
sp_status sp_ask_rank(sp_question *out, size_t *n_out, size_t most, sp_ask *ask, sp_error *e);

/* Why this question, whether it was asked or not. */
sp_status sp_ask_explain(sp_question *out, sp_ask *ask, sp_topic_id topic, sp_error *e);

/* The answer to a question about any topic. SP_USAGE for a topic or level that does not exist, or a
 * topic that was answered before. */
sp_status sp_ask_answer(sp_ask *ask, sp_topic_id topic, unsigned level, sp_error *e);

/* No answer: the belief stays, the topic is not asked again. */
sp_status sp_ask_skip(sp_ask *ask, sp_topic_id topic, sp_error *e);

/* The broad question about schooling, at any time; SP_SCHOOLING_NONE takes it back. */
sp_status sp_ask_set_schooling(sp_ask *ask, sp_schooling schooling, sp_error *e);

/* A verification item was answered: one about `topic` at `level` (1 to 3). `item` (may be NULL) is
 * its id and must live as long as the session. Several items may be about one topic. */
sp_status sp_ask_check(sp_ask *ask, sp_pair pair, const char *item, sp_result result, sp_error *e);

/* Which of the items (each about a topic at a level) is expected to save most hours; `index` is
 * n_items when none saves any. */
sp_status sp_ask_next_item(size_t *index, double *saves_hours, sp_ask *ask, const sp_pair *items,
                           size_t n_items, sp_error *e);

/* Take the last answer (or skip, or item) back; SP_USAGE when there is none. */
sp_status sp_ask_back(sp_ask *ask, sp_error *e);

/* The answers so far, in their order; valid until the next call. */
const sp_answer *sp_ask_answers(const sp_ask *ask, size_t *n_out);

/* Mean level of a topic as it is believed now, and the probability of each. */
double sp_ask_belief(double probability[SP_LEVELS], const sp_ask *ask, sp_topic_id topic);

/* Put the decided levels, their confidence, the answers and the schooling into the profile, and say
 * what is uncertain. Where nothing was said (no schooling, no answer but skips) no level is guessed
 * and the profile is not called assessed. The session goes on. */
sp_status sp_ask_finish(sp_placement *out, sp_profile *profile, sp_ask *ask, sp_arena *a,
                        sp_error *e);

#ifdef __cplusplus
}
#endif
#endif
