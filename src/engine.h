/* SPDX-License-Identifier: GPL-3.0-or-later
 * Filling an engine whose models are set. Private to the library. */
#ifndef STUDYPATH_ENGINE_H
#define STUDYPATH_ENGINE_H

#include "studypath/studypath.h"

/* Read the catalogue from texts and compute all that is computed once over it. */
sp_status sp_engine_fill(sp_engine *engine, const sp_text *texts, size_t n_texts,
                         sp_findings *findings, sp_arena *a, sp_error *e);

#endif
