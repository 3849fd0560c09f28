/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opening the shipped engine, or one over a catalogue file with the shipped models. */
#include <string.h>

#include "base/try.h"
#include "engine.h"
#include "shipped.h"

sp_status sp_engine_open(sp_engine *out, const char *path, sp_findings *findings, sp_arena *a,
                         sp_error *e)
{
    *out = sp_shipped_engine;
    if (!path) return SP_OK;
    out->is_shipped = false;
    sp_text texts[SP_SHIPPED_FRAME + 1];
    sp_text *own = &texts[SP_SHIPPED_FRAME];
    memcpy(texts, sp_shipped_frame, sizeof sp_shipped_frame);
    SP_TRY(sp_text_load(own, path, a, e));
    if (sp_catalog_has_topics(own, a))
        SP_TRY(sp_engine_fill(out, own, 1, findings, a, e));
    else /* it speaks of the shipped topics and goals */
        SP_TRY(sp_engine_fill(out, texts, SP_SHIPPED_FRAME + 1, findings, a, e));
    return sp_practice_carry(&out->practice, &sp_shipped_engine.practice,
                             &sp_shipped_engine.catalog, &out->catalog, a, e);
}
