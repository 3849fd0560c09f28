/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be wrong with a catalogue: the kinds of findings, and a review of a whole file. */
#ifndef STUDYPATH_FINDINGS_H
#define STUDYPATH_FINDINGS_H

#include "studypath/course.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Rows of sp_finding_kinds. The first group is found while a file is read, the rest by the checks.
 */
typedef enum sp_finding_id {
    SP_FOUND_WRONG_TYPE,
    SP_FOUND_MISSING_KEY,
    SP_FOUND_UNKNOWN_KEY,
    SP_FOUND_EMPTY,
    SP_FOUND_BAD_ID,
    SP_FOUND_UNKNOWN_CHOICE,
    SP_FOUND_BAD_LEVEL,
    SP_FOUND_OUT_OF_RANGE,
    SP_FOUND_HOURS_ORDER,
    SP_FOUND_RATING_SCALE,
    SP_FOUND_REQUIRES_WHAT_IT_TEACHES,
    SP_FOUND_DUPLICATE_ID,
    SP_FOUND_UNKNOWN_NAME,
    SP_FOUND_CYCLE,
    SP_FOUND_FORMER_ID_TAKEN,
    SP_FOUND_BAD_LINK,
    SP_FOUND_SAME_LINK,
    SP_FOUND_SAME_TITLE,
    SP_FOUND_SAME_AS_ALONE,
    SP_FOUND_MISSING_SOURCE,
    SP_FOUND_UNREAD_TEXT,
    SP_FOUND_UNREAD_STATEMENT,
    SP_FOUND_TEXT_DISAGREES,
    SP_FOUND_SUSPICIOUS_NUMBER,
    SP_FOUND_ODD_LANGUAGE,
    SP_FOUND_REDUNDANT_NEED,
    SP_FOUND_UNTAUGHT_TOPIC,
    SP_FOUND_TEACHES_NOTHING,
    SP_FOUND_NOTHING_NEW,
    SP_FOUND_UNMET_REQUIREMENT,
    SP_FOUND_DOUBTFUL_LEVEL,
    SP_FOUND_DOMINATED,
    SP_FOUND_EMPTY_GOAL,
    SP_FOUND_GOAL_OUT_OF_REACH,
    SP_FOUND_SINGLE_PROVIDER,
    SP_FOUND_SHIPPED_GOALS,
    SP_FINDING_KINDS
} sp_finding_id;

typedef struct sp_finding_kind {
    const char *code; /* stable: sp_finding.code */
    sp_severity severity;
    const char *meaning; /* one line */
    const char *hint;    /* what to do about it */
} sp_finding_kind;

extern const sp_finding_kind sp_finding_kinds[SP_FINDING_KINDS];

/* NULL when no kind has the code. */
const sp_finding_kind *sp_finding_kind_find(const char *code);

/* Append what is wrong with each record of the catalogue: names, links, sources, texts, numbers.
 * For a catalogue that was read with or without errors. */
sp_status sp_catalog_check_records(const sp_catalog *c, sp_findings *findings, sp_arena *a,
                                   sp_error *e);

/* Append what is wrong with the catalogue as a whole: topics, and what its courses reach. Only for
 * one that was read without errors, with step hours and the hours of its courses complete. */
sp_status sp_catalog_check_reach(const sp_catalog *c, sp_findings *findings, sp_arena *a,
                                 sp_error *e);

/* All that was found in one catalogue, in the order of the places. */
typedef struct sp_review {
    const sp_catalog *catalog; /* what could be read of it */
    sp_findings findings;
    size_t n_warnings, n_notes; /* findings.n_errors beside them */
    bool
        is_whole; /* false: errors of form kept the checks of sp_catalog_check_reach from running */
} sp_review;

/* Make the review of findings that are all there: sort and count them. */
sp_status sp_review_make(sp_review *out, const sp_catalog *c, const sp_findings *findings,
                         bool is_whole, sp_arena *a, sp_error *e);

/* The review as a JSON document, studypath-findings/1; NULL when out of memory. */
const char *sp_review_write(const sp_review *review, sp_arena *a);

#ifdef __cplusplus
}
#endif
#endif
