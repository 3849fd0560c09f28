/* SPDX-License-Identifier: GPL-3.0-or-later
 * Topics, levels and the closure of what a person holds. */
#ifndef STUDYPATH_TOPIC_H
#define STUDYPATH_TOPIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "studypath/error.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SP_NONE UINT32_MAX

typedef uint32_t sp_topic_id;  /* index into sp_catalog.topics */
typedef uint32_t sp_course_id; /* index into sp_catalog.courses, which are sorted by id */
typedef uint32_t sp_goal_id;   /* index into sp_catalog.goals */

/* How well a topic is known or needed. */
typedef enum sp_level {
    SP_LEVEL_NONE = 0,
    SP_LEVEL_FOLLOW = 1, /* can read it */
    SP_LEVEL_USE = 2,    /* solves standard problems with it */
    SP_LEVEL_DERIVE = 3  /* proves it, teaches it */
} sp_level;

enum { SP_LEVELS = 4 }; /* 0 to 3 */

/* The words "none", "follow", "use", "derive". */
const char *sp_level_name(unsigned level);

/* The level that a digit or one of the words names; -1 when it is neither. */
int sp_level_read(const char *text);

/* One topic at one level: something that a course teaches or asks for, or a goal needs. */
typedef struct sp_pair {
    sp_topic_id topic;
    uint8_t level;
} sp_pair;

/* An edge of the topic graph: holding the topic at `from` or more means holding `topic` at max(1,
 * level - lag). */
typedef struct sp_need {
    sp_topic_id topic;
    uint8_t from; /* 1 to 3 */
    uint8_t lag;  /* 0 to 2; 0 for tools that are needed as well as the topic itself */
} sp_need;

/* Keys that begin with x-: anybody's own, kept as they are. */
typedef struct sp_extra {
    const char *key, *json;
} sp_extra;

typedef struct sp_extras {
    const sp_extra *items;
    size_t n_items;
} sp_extras;

typedef struct sp_topic {
    const char *id, *name, *area;
    double size_hours;  /* efficient study hours from nothing to "use", its needs being held; > 0 */
    bool size_is_given; /* else the mean of its area, or of all topics */
    const char *const *synonyms;
    size_t n_synonyms;
    const sp_need *needs;
    size_t n_needs;
    const char *const *need_sources; /* one a need, NULL where none is given */
    const char *source;              /* NULL when not stated */
    sp_extras extras;
    const char *file; /* where it was read */
    uint32_t line;
} sp_topic;

/* The topics of a catalogue, and an order in which each topic comes after its needs. */
typedef struct sp_topics {
    sp_topic *items;
    size_t n_items;
    sp_topic_id *order; /* n_items ids, needs first */
} sp_topics;

/* Raise `levels` (n_items entries, 0 to 3) to their closure. Idempotent and monotone. For what
 * people say and for goals; never for what a course teaches (a course adds exactly what it lists).
 */
void sp_levels_close(const sp_topics *topics, uint8_t *levels);

/* Set `levels` to the closure of the pairs alone. */
void sp_pairs_close(uint8_t *levels, const sp_topics *topics, const sp_pair *pairs, size_t n_pairs);

#ifdef __cplusplus
}
#endif
#endif
