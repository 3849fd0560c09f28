/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the text and the picture of a catalogue's coverage both say. Private to this room. */
#ifndef STUDYPATH_VIEW_STATS_H
#define STUDYPATH_VIEW_STATS_H

#include "studypath/stats.h"
#include "studypath/text.h"

/* "Goals need 118 pairs of topic and level; …" */
void sp_stats__put_needed(sp_buffer *b, const sp_stats *stats);

/* The area's name, and what it is called where it has none. */
const char *sp_stats__area_name(const sp_area_coverage *area);

#endif
