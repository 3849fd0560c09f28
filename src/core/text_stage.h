/* SPDX-License-Identifier: GPL-3.0-or-later
 * Levels in texts. Private to the readers (text_*.c). */
#ifndef STUDYPATH_CORE_TEXT_STAGE_H
#define STUDYPATH_CORE_TEXT_STAGE_H

#include "core/text_token.h"
#include "studypath/reading.h"

/* Whether the `n` tokens of a clause speak of the level and of nothing else; `stage` is
 * SP_STAGE_NONE when they name all levels or several. */
bool sp_stage__read(sp_stage *stage, const sp_token *t, size_t n);

/* Whether a clause ends at `t`. */
bool sp_clause__ends(const sp_token *t);

void sp_reading__level(sp_reading *out, const char *text);

#endif
