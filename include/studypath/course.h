/* SPDX-License-Identifier: GPL-3.0-or-later
 * Courses, goals, lists, and the catalogue that holds them. */
#ifndef STUDYPATH_COURSE_H
#define STUDYPATH_COURSE_H

#include "studypath/topic.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The words of each enum, in its order, are the choices that files and options allow (SP_CHOICE_*).
 * 0 is always "not stated". */
typedef enum sp_format {
    SP_FORMAT_NONE,
    SP_FORMAT_COURSE,
    SP_FORMAT_LECTURES,
    SP_FORMAT_BOOK,
    SP_FORMAT_INTERACTIVE
} sp_format;
typedef enum sp_cost { SP_COST_NONE, SP_COST_FREE, SP_COST_AUDIT, SP_COST_PAID } sp_cost;
typedef enum sp_stage {
    SP_STAGE_NONE,
    SP_STAGE_BEGINNER,
    SP_STAGE_INTERMEDIATE,
    SP_STAGE_ADVANCED
} sp_stage;

/* Where hours come from. stated: the source says hours (or weeks times hours a week); derived:
 * counted from what it states (lectures, pages) by a rule that is named; estimated: from what the
 * course teaches, by models/hours.json. */
typedef enum sp_basis {
    SP_BASIS_NONE,
    SP_BASIS_STATED,
    SP_BASIS_DERIVED,
    SP_BASIS_ESTIMATED
} sp_basis;

#define SP_CHOICE_FORMAT "course|lectures|book|interactive"
#define SP_CHOICE_COST "free|audit|paid"
#define SP_CHOICE_STAGE "beginner|intermediate|advanced"
#define SP_CHOICE_BASIS "stated|derived|estimated"

/* Hours of study. In a file: as stated, NAN where it says nothing. In sp_course.hours: complete, 0
 * < low <= expected <= high. */
typedef struct sp_hours {
    double low, expected, high;
    sp_basis basis;
} sp_hours;

typedef struct sp_rating {
    double mean, of; /* NAN = no rating */
    double count;    /* NAN = not stated */
    const char *text;
} sp_rating;

/* A statement of a source, kept as it was made; several may disagree. */
typedef struct sp_statement {
    const char *field, *value, *source;
} sp_statement;

typedef struct sp_source {
    const char *field, *source;
} sp_source;

/* Strings are NULL, numbers NAN, enums …_NONE where nothing is stated. */
typedef struct sp_course {
    const char *id, *title, *provider, *institution, *url, *language, *price, *workload,
        *formal_text, *part_of, *same_as;
    const char *const *authors, *const *was, *const *flags;
    size_t n_authors, n_was, n_flags;
    double year, views, upvotes, upvotes_below;
    sp_format format;
    sp_cost cost;
    sp_stage level;
    double weekly_low, weekly_high; /* hours a week */
    sp_hours stated_hours;          /* as in the file */
    sp_hours hours;                 /* what the product reckons with; set by sp_hours_complete */
    sp_rating rating;
    const sp_pair *teaches, *requires, *formal; /* each sorted by topic; teaches above requires */
    size_t n_teaches, n_requires, n_formal;
    bool hours_inferred, requires_inferred; /* the file says so: an export of ours */
    bool requires_given, formal_given; /* false: `requires` was inferred; `formal` is not stated */
    const sp_statement *stated;
    const sp_source *sources;
    size_t n_stated, n_sources;
    sp_extras extras;
    const char *file; /* where it was read */
    uint32_t line;
} sp_course;

typedef struct sp_goal {
    const char *id, *name, *audience, *note;
    const sp_pair *levels; /* as stated, sorted by topic; their closure is computed */
    size_t n_levels;
    const char *const *sources;
    size_t n_sources;
    sp_extras extras;
    const char *file; /* where it was read */
    uint32_t line;
} sp_goal;

/* Courses that somebody recommends in this order: a baseline to compare a path with. */
typedef struct sp_list {
    const char *id, *name, *source;
    const sp_course_id *courses;
    size_t n_courses;
    sp_extras extras;
} sp_list;

typedef struct sp_catalog {
    const char *id, *version;
    char sha256[65]; /* of the texts that it was read from, in order; set by sp_engine_read and
                        sp_engine_open */
    sp_topics topics;
    sp_goal *goals; /* in file order */
    size_t n_goals;
    sp_course *courses; /* sorted by id */
    size_t n_courses;
    sp_list *lists;
    size_t n_lists;
    sp_extras extras;
    size_t n_shipped_topics,
        n_shipped_goals; /* the first of them are the shipped ones, that a file without topics
                            speaks of; 0 in a catalogue of its own and in the shipped one itself */
    /* Step hours: step_hours[topic * SP_LEVELS + level] brings the topic from level - 1 to level (0
     * at level 0); set by sp_steps_set. The one table of hours a topic takes; everything that
     * weighs pairs uses it. */
    double *step_hours;
} sp_catalog;

/* SP_NONE when there is none of that id; former ids (`was`) count for courses, synonyms do not
 * count for topics. */
sp_topic_id sp_topic_find(const sp_catalog *c, const char *id);
sp_course_id sp_course_find(const sp_catalog *c, const char *id);
sp_goal_id sp_goal_find(const sp_catalog *c, const char *id);

/* The topics (at most `most`) whose names, synonyms or ids have the words, the nearest first; the
 * beginning of a word is enough. None for words that no topic has. Errors: SP_MEMORY. */
sp_status sp_topic_search(sp_topic_id *out, size_t *n_out, size_t most, const sp_catalog *c,
                          const char *words, sp_arena *a, sp_error *e);

/* Where the field was read, NULL when the course does not say. */
const char *sp_course_source(const sp_course *course, const char *field);

/* What a course has to find before it starts, sorted by topic: what one needs to follow it, or with
 * `formal` what its provider lists, where that is known. */
const sp_pair *sp_course_entry(size_t *n_out, const sp_course *course, bool formal);

/* The level that a sorted list of pairs names for `topic`; 0 when it does not. */
unsigned sp_pairs_level(const sp_pair *pairs, size_t n_pairs, sp_topic_id topic);

/* Cumulative shares of a topic's size at level 0 to 3: 0, 0.3, 1, 2.2 (docs/hours.md says where
 * they are from). */
extern const double sp_step_shares[SP_LEVELS];

/* An area and how its topics' sizes compare with the hours that courses state. */
typedef struct sp_area_factor {
    const char *area;
    double factor;
} sp_area_factor;

/* Fill c->step_hours from the topics' sizes, the shares and the factors of their areas (1 for an
 * area not named). */
sp_status sp_steps_set(sp_catalog *c, const sp_area_factor *factors, size_t n_factors, sp_arena *a,
                       sp_error *e);

/* The level at which a course of that stage is expected to require something: beginner 0,
 * intermediate 1, advanced 2; 0 also when none is stated. */
unsigned sp_stage_entry_level(sp_stage stage);

/* Step hours of all that the course teaches, beyond its own requirements. */
double sp_course_step_hours(const sp_catalog *c, const sp_course *course);

#ifdef __cplusplus
}
#endif
#endif
