/* SPDX-License-Identifier: GPL-3.0-or-later
 * What workload texts count. Private to the readers (text_*.c). */
#ifndef STUDYPATH_CORE_TEXT_UNIT_H
#define STUDYPATH_CORE_TEXT_UNIT_H

typedef enum sp_unit {
    SP_UNIT_NONE,
    SP_UNIT_SECOND,
    SP_UNIT_MINUTE,
    SP_UNIT_HOUR,
    SP_UNIT_DAY,
    SP_UNIT_WEEK,
    SP_UNIT_MONTH,
    SP_UNIT_YEAR,
    SP_UNIT_LECTURE,
    SP_UNIT_SESSION,
    SP_UNIT_PAGE,
    SP_UNIT_QUESTION
} sp_unit;

#endif
