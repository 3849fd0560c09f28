/* SPDX-License-Identifier: GPL-3.0-or-later
 * The time model, simulated. Private to this room. */
#ifndef STUDYPATH_TIME_SIMULATE_H
#define STUDYPATH_TIME_SIMULATE_H

#include "studypath/time.h"

/* Fill weeks and on_time of `out` from out->n_runs runs with out->seed. The same seed gives the
 * same numbers. */
sp_status sp_forecast__simulate(sp_forecast *out, const sp_learner *l, const sp_work *path,
                                size_t n_path, sp_arena *a, sp_error *e);

#endif
