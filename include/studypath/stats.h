/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a catalogue covers, in counts: topics by level, and what its courses state. */
#ifndef STUDYPATH_STATS_H
#define STUDYPATH_STATS_H

#include "studypath/course.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How many courses bring a learner to a topic at a level or above it, and how many suppliers they
 * come from: things that are the same twice (same_as), and things of one provider, are one
 * supplier. Index 1 to 3. */
typedef struct sp_coverage {
    sp_topic_id topic;
    uint8_t needed; /* the highest level that any goal, closed, asks for */
    size_t n_courses[SP_LEVELS], n_suppliers[SP_LEVELS];
} sp_coverage;

typedef struct sp_area_coverage {
    const char *area;          /* "" = the topics without one */
    const sp_coverage *topics; /* in the order of the catalogue */
    size_t n_topics;
    size_t n_courses; /* that teach something of the area */
} sp_area_coverage;

typedef struct sp_tally {
    const char *name;
    size_t n_courses;
} sp_tally;

/* Names with their counts, the most frequent first, then by name. */
typedef struct sp_tallies {
    const sp_tally *items;
    size_t n_items;
    size_t n_not_stated;
} sp_tallies;

/* What is known of a course's quality. */
typedef enum sp_rating_kind {
    SP_RATING_NONE,
    SP_RATING_VIEWS, /* no stars, but views */
    SP_RATING_STARS, /* without a count */
    SP_RATING_STARS_COUNTED,
    SP_RATING_KINDS
} sp_rating_kind;

/* Arrays by an enum: index 0 counts the courses that state nothing. */
typedef struct sp_stats {
    const sp_area_coverage *areas; /* in the order in which the topics name them */
    size_t n_areas, n_topics, n_courses;
    size_t n_unused; /* courses that teach no topic */
    size_t n_suppliers;
    size_t n_needed;                           /* pairs that goals, closed, ask for */
    size_t n_needed_untaught, n_needed_single; /* of them: nobody, one supplier alone teaches it */
    size_t n_hours[SP_BASIS_ESTIMATED + 1];    /* by basis; of completed hours none is 0 */
    size_t n_ratings[SP_RATING_KINDS];
    size_t n_formats[SP_FORMAT_INTERACTIVE + 1], n_costs[SP_COST_PAID + 1],
        n_stages[SP_STAGE_ADVANCED + 1];
    sp_tallies languages, providers;
} sp_stats;

/* Count. The hours of the courses must be complete. Errors: SP_MEMORY. */
sp_status sp_stats_make(sp_stats *out, const sp_catalog *c, sp_arena *a, sp_error *e);

/* The counts as a studypath-stats/1 text. NULL when out of memory. */
const char *sp_stats_write(const sp_stats *stats, const sp_catalog *c, sp_arena *a);

/* The counts for people; as an SVG picture of the coverage, topics by levels. NULL when out of
 * memory. */
const char *sp_view_stats(const sp_stats *stats, const sp_catalog *c, sp_arena *a);
const char *sp_view_stats_svg(const sp_stats *stats, const sp_catalog *c, sp_arena *a);

#ifdef __cplusplus
}
#endif
#endif
