/* SPDX-License-Identifier: GPL-3.0-or-later
 * The facade's part for dates: what fits before a deadline, and what more would take. */
#ifndef STUDYPATH_ADVISE_H
#define STUDYPATH_ADVISE_H

#include "studypath/plan.h"

/* The limits of the learner's profile; SP_NO_LIMIT: none. */
int64_t sp_most_minutes(const sp_learner *learner);
int64_t sp_most_courses(const sp_learner *learner);

/* Where `hours` of study are more than `most_minutes`: how many hours a week are enough, and the
 * first day on which they are done at the hours that there are; SP_NO_DAY where that takes 100
 * years. Both stay as they are where the hours fit, the hours a week also where more than 168 would
 * be needed. */
void sp_advise(double *hours_per_week, sp_day *deadline, const sp_learner *learner, double hours,
               int64_t most_minutes);

#endif
