/* SPDX-License-Identifier: GPL-3.0-or-later
 * A proof that no set of courses that reaches the goal costs less than the bound, for a checker who
 * knows nothing of the search. docs/certificates.md says how it is checked.
 *
 * A landmark is a set of courses without which the goal is out of reach, over all of the loaded
 * catalogue that the learner may take. A step charges landmarks with multipliers such that no
 * course is charged more than it costs; then every path costs at least their sum, and a path with a
 * course that is charged less costs at least the sum and what is left of that course's price.
 *
 * Within limits a path may leave steps of the goal out. A landmark has steps too then: of which a
 * path, if it has none of the courses, leaves one out. A step of the proof puts prices on what is
 * limited, and charges courses and steps no more than they count at these. */
#ifndef STUDYPATH_CERTIFICATE_H
#define STUDYPATH_CERTIFICATE_H

#include "studypath/topic.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Multipliers are whole numbers of this part of a minute, so that sums are exact. */
#define SP_CHARGES_PER_MINUTE 64

/* What a price is on. A number of courses, steps and minutes is counted whole. */
enum {
    SP_PRICE_OBJECTIVE, /* what is bounded: minutes of cost, or worth that is left out */
    SP_PRICE_MINUTES,
    SP_PRICE_COURSES,
    SP_PRICE_WORTH, /* that is left out */
    SP_N_PRICES
};

/* Entries (members of landmarks, charges, nodes) of a certificate; a larger one is not kept. */
enum { SP_CERTIFICATE_MOST = 100000 };

typedef enum sp_certificate_kind {
    SP_CERTIFICATE_NONE, /* `reason` says why */
    SP_CERTIFICATE_ROOT, /* one node */
    SP_CERTIFICATE_TREE
} sp_certificate_kind;

/* "none", "root", "tree". */
#define SP_CHOICE_CERTIFICATE "none|root|tree"

typedef struct sp_landmark {
    /* Course ids, ascending; numbers past those are the goal's steps that can be reached, by topic,
     * then by level. */
    uint32_t *courses;
    uint32_t n_courses;
} sp_landmark;

typedef struct sp_charge {
    uint32_t landmark;  /* its place in `landmarks` */
    int64_t multiplier; /* >= 1 */
} sp_charge;

/* Removes what no cheaper path can contain, or ends its node: then it removes nothing. */
typedef struct sp_proof_step {
    uint32_t n_charges; /* of the certificate's `charges`, those after the step before */
    uint32_t n_removed;
    int64_t sum;                 /* of the multipliers and of the courses that the node takes */
    int64_t prices[SP_N_PRICES]; /* all 0: SP_CHARGES_PER_MINUTE of the objective, nothing else */
} sp_proof_step;

/* A part of the paths: what it takes and leaves out is said by the branches above it. */
typedef struct sp_proof_node {
    uint32_t n_steps; /* of the certificate's `steps`, those after the node before */
    /* SP_NONE: the last step shows that no path of the node costs less than the bound. Else the
     * nodes of the paths with this course follow, then those of the paths without it. */
    uint32_t branch;
} sp_proof_node;

typedef struct sp_certificate {
    sp_certificate_kind kind;
    const char *reason; /* NULL unless there is none */
    sp_landmark *landmarks;
    sp_charge *charges;
    sp_proof_step *steps;
    sp_proof_node *nodes;
    uint32_t n_landmarks, n_charges, n_steps, n_nodes;
} sp_certificate;

#ifdef __cplusplus
}
#endif
#endif
