/* SPDX-License-Identifier: GPL-3.0-or-later
 * Landmarks that the relaxation violates: what the pool lacks when its own optimum is reached. */
#ifndef STUDYPATH_PLAN_SEPARATE_H
#define STUDYPATH_PLAN_SEPARATE_H

#include "plan/bound.h"

typedef struct sp_separator {
    sp_bounder *bounder;
    double *share;     /* per operator: how much of it the relaxation takes, 0 to 1 */
    uint32_t *by_cost; /* all operators, cheapest first */
    struct sp_ranked {
        double key; /* smaller first */
        uint32_t op;
    } * ranked; /* scratch */
} sp_separator;

sp_status sp_plan__separator_make(sp_separator *out, sp_bounder *bounder, sp_arena *a, sp_error *e);

/* After sp_plan__bound_improve: add up to `most` landmarks of which the relaxation takes less than
 * one operator to the pool. */
sp_status sp_plan__separate(sp_separator *s, unsigned most, sp_error *e);

#endif
