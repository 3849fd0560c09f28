/* SPDX-License-Identifier: GPL-3.0-or-later
 * Making the topic graph. Private to the library. */
#ifndef STUDYPATH_CORE_TOPICS_H
#define STUDYPATH_CORE_TOPICS_H

#include "studypath/topic.h"

/* Fill topics->order, needs first. SP_CYCLE when that can't be done; then each need that closes a
 * cycle is a finding of its own: without these needs there is none. */
sp_status sp_topics_sort(sp_topics *topics, sp_findings *findings, sp_arena *a, sp_error *e);

#endif
