/* SPDX-License-Identifier: GPL-3.0-or-later
 * Checking a plan that somebody else made: everything is recomputed from the profile in the plan
 * and the catalogue, and the bound from the plan's certificate, without a search. */
#ifndef STUDYPATH_VERIFY_H
#define STUDYPATH_VERIFY_H

#include "studypath/io.h"
#include "studypath/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sp_engine;

/* A step as a file states it. */
typedef struct sp_stated_step {
    const char *course, *title;
    double n, cost, score, fit, share_new;
    sp_hours hours;
    const sp_pair *reaches;
    sp_day start, end;
    const char *const *why;
    size_t n_reaches, n_why;
} sp_stated_step;

/* A certificate, and where it is about the fewest hours or the whole goal the courses that need no
 * more. */
typedef struct sp_stated_proof {
    sp_certificate certificate; /* kind SP_CERTIFICATE_NONE and no reason: there is none */
    sp_course_id *courses;
    size_t n_courses;
    bool is_given;
} sp_stated_proof;

enum { SP_PROOF_COST, SP_PROOF_VALUE, SP_PROOF_WHOLE, SP_PROOF_SHORTEST, SP_N_PROOFS };

/* A plan as a file states it. Numbers are NAN where it says null. */
typedef struct sp_stated_plan {
    const char *catalog_id, *catalog_sha256;
    bool is_other_catalog; /* than the one it was read with; the rest is empty then */
    sp_profile profile;
    const char *const *goals;
    size_t n_goals;
    sp_day start;
    struct sp_stated_inputs {
        sp_prefer prefer;
        double k, pace, hours_per_week, runs, seed;
        sp_day today;
        bool formal;
    } inputs;
    sp_plan_status status;
    bool proved;
    double cost, bound, minutes, shortest_hours;
    sp_hours hours;
    struct sp_stated_weeks {
        double p50, p80;
    } weeks;
    struct sp_stated_finish {
        sp_day p10, p50, p80, p90;
        double on_time, faster_hours;
    } finish;
    double value, value_bound, value_of_goal;
    struct sp_stated_limits {
        double minutes, confidence, courses;
    } limits;
    const sp_pair *left_out;
    size_t n_left_out;
    struct sp_stated_whole {
        double hours_per_week, courses;
        sp_day deadline;
        bool is_given;
    } whole_goal;
    bool is_heuristic; /* the order */
    sp_stated_step *steps;
    size_t n_steps;
    const sp_pair *missing;
    size_t n_missing;
    sp_stated_proof proofs[SP_N_PROOFS];
} sp_stated_plan;

/* Read a plan. One that was made over another catalogue is no error. Errors as for other readers.
 */
sp_status sp_plan_read(sp_stated_plan *out, const sp_catalog *c, const sp_text *text,
                       sp_findings *findings, sp_arena *a, sp_error *e);

typedef enum sp_verdict {
    SP_VERDICT_HOLDS,
    SP_VERDICT_FAILS,
    SP_VERDICT_UNKNOWN /* it could not be checked */
} sp_verdict;

/* "holds", "does not hold", "not checked". */
const char *sp_verdict_name(sp_verdict verdict);

typedef struct sp_verified {
    const char *what; /* a word or two, such as "hours" */
    sp_verdict verdict;
    const char *text; /* what was found */
} sp_verified;

typedef struct sp_verification {
    sp_verified *items;
    size_t n_items, n_failed, n_unknown;
} sp_verification;

/* Check the plan in `text` against the engine's catalogue and models. That something does not hold
 * is an answer. Errors: those of the reader (SP_SYNTAX, SP_INVALID), SP_NUMERIC, SP_MEMORY. */
sp_status sp_plan_verify(sp_verification *out, const struct sp_engine *engine, const sp_text *text,
                         sp_findings *findings, sp_arena *a, sp_error *e);

/* NULL when out of memory. */
const char *sp_verification_write(const sp_verification *verification, sp_arena *a);
const char *sp_view_verification(const sp_verification *verification, sp_arena *a);

#ifdef __cplusplus
}
#endif
#endif
