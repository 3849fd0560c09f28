/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the checks of a catalogue share (check_*.c). Private to them. */
#ifndef STUDYPATH_CORE_CHECK_H
#define STUDYPATH_CORE_CHECK_H

#include "studypath/findings.h"

typedef struct sp_checking {
    const sp_catalog *catalog;
    sp_findings *findings;
    sp_arena *arena;
    sp_error *error;
    uint8_t *reachable; /* level of each topic that courses can bring somebody to who knows nothing;
                           for sp_catalog_check_reach alone */
} sp_checking;

/* Where a finding stands. */
typedef struct sp_place {
    const char *file, *where; /* `where` is an id */
    uint32_t line;
} sp_place;

sp_place sp_check__at_course(const sp_course *course);
sp_place sp_check__at_topic(const sp_topic *topic);
sp_place sp_check__at_goal(const sp_goal *goal);

/* Append a finding with the code and severity of its kind. */
sp_status sp_check__add(sp_checking *k, sp_finding_id id, sp_place place, const char *format, ...)
    SP_PRINTF(4, 5);

/* ---- of sp_catalog_check_records ---- */

sp_status sp_check__names(sp_checking *k);   /* ids, parts, twins */
sp_status sp_check__sources(sp_checking *k); /* links, sources, languages */
sp_status sp_check__texts(sp_checking *k);   /* texts against the numbers beside them */
sp_status sp_check__numbers(sp_checking *k);

/* ---- of sp_catalog_check_reach ---- */

sp_status sp_check__topics(sp_checking *k);
sp_status sp_check__courses(sp_checking *k);
sp_status sp_check__goals(sp_checking *k);

#endif
