/* SPDX-License-Identifier: GPL-3.0-or-later
 * Making the topic graph. Private to the library. */
#ifndef STUDYPATH_CORE_TOPICS_H
#define STUDYPATH_CORE_TOPICS_H

#include "studypath/topic.h"

/* Fill topics->order, needs first. SP_CYCLE with the cycle's topics in the text. */
sp_status sp_topics_sort(sp_topics *topics, sp_arena *a, sp_error *e);

#endif
