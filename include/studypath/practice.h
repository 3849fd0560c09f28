/* SPDX-License-Identifier: GPL-3.0-or-later
 * What makes a level mean the same to everyone: example exercises, and multiple-choice items that
 * check a claimed level. */
#ifndef STUDYPATH_PRACTICE_H
#define STUDYPATH_PRACTICE_H

#include "studypath/course.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Who can do it holds the topic at the level. */
typedef struct sp_exercise {
    sp_topic_id topic;
    uint8_t level; /* 1 to 3 */
    const char *text, *answer;
} sp_exercise;

typedef struct sp_choice {
    const char *text;
    bool is_right;
    const char *misconception; /* what whoever takes it probably believes; NULL for the right one */
} sp_choice;

enum { SP_MOST_CHOICES = 6 };

typedef struct sp_item {
    const char *id;
    sp_topic_id topic;
    uint8_t level; /* 1 to 3 */
    const char *question, *worked;
    sp_choice *choices; /* 2 to SP_MOST_CHOICES, one of them right */
    size_t n_choices;
} sp_item;

typedef struct sp_practice {
    sp_exercise *exercises;
    sp_item *items;
    size_t n_exercises, n_items;
} sp_practice;

/* NULL when there is none. */
const sp_exercise *sp_exercise_find(const sp_practice *p, sp_topic_id topic, unsigned level);

/* The same over another catalogue: what is about a topic that `to` has under the same id. */
sp_status sp_practice_carry(sp_practice *out, const sp_practice *p, const sp_catalog *from,
                            const sp_catalog *to, sp_arena *a, sp_error *e);

#ifdef __cplusplus
}
#endif
#endif
