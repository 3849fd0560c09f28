/* SPDX-License-Identifier: GPL-3.0-or-later
 * The profile's field table, for the documents that hold a profile. */
#ifndef STUDYPATH_IO_PROFILE_H
#define STUDYPATH_IO_PROFILE_H

#include "io/fields.h"

extern const sp_fields sp_profile_fields; /* describes sp_profile */
extern const sp_fields sp_answer_fields;  /* describes sp_answer */

/* What reading into a profile needs, behind a payload pointer. */
typedef struct sp_profile_loading {
    sp_profile *out;
    const sp_catalog *catalog;
    sp_findings *findings;
    sp_arena *arena;
} sp_profile_loading;

#endif
