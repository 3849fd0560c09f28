/* SPDX-License-Identifier: GPL-3.0-or-later
 * Courses under way: how the minutes of study go to them. Timetable and simulation share it.
 * Private to this room. */
#ifndef STUDYPATH_TIME_STUDY_H
#define STUDYPATH_TIME_STUDY_H

#include "studypath/time.h"

typedef struct sp_study {
    size_t n_steps, n_done, n_active, most_active;
    const uint8_t *before; /* n_steps x n_steps: the second must be over before the first starts */
    const double *share_a_week;
    int64_t *left, *room; /* minutes of each course: to be done; that may be done this week */
    int64_t *whole;       /* to be done at the beginning */
    int64_t *taken;       /* minutes of each course since the caller cleared them */
    uint8_t *is_started, *is_done;
    size_t *active; /* in path order */
} sp_study;

/* Courses of `path` for this learner, each with 0 minutes. */
sp_status sp_study__make(sp_study *out, const sp_learner *l, const sp_work *path, size_t n_path,
                         sp_arena *a, sp_error *e);

/* Begin again with these minutes, one a course, each at least 1. */
void sp_study__begin(sp_study *s, const int64_t *minutes);

/* A new week: the loads of the week begin again. */
void sp_study__new_week(sp_study *s);

/* Study for so many minutes, all of which are used unless the week's loads are done or nothing is
 * left. */
void sp_study__spend(sp_study *s, int64_t minutes);

#endif
