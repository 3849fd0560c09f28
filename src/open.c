/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opening the shipped engine, or one over a catalogue file with the shipped models. */
#include <string.h>

#include "base/try.h"
#include "engine.h"
#include "shipped.h"

sp_status sp_engine_open(sp_engine *out, const char *path, sp_findings *findings, sp_arena *a,
                         sp_error *e)
{
    const sp_engine *shipped = &sp_shipped_engine;
    *out = *shipped;
    if (!path) return SP_OK;
    out->is_shipped = false;
    sp_text texts[SP_SHIPPED_FRAME + 1];
    sp_text *own = &texts[SP_SHIPPED_FRAME];
    memcpy(texts, sp_shipped_frame, sizeof sp_shipped_frame);
    SP_TRY(sp_text_load(own, path, a, e));
    if (sp_catalog_has_topics(own, a)) {
        SP_TRY(sp_engine_fill(out, own, 1, findings, a, e));
    } else { /* it speaks of the shipped topics and goals */
        const sp_status status = sp_engine_fill(out, texts, SP_SHIPPED_FRAME + 1, findings, a, e);
        out->catalog.n_shipped_topics = shipped->catalog.topics.n_items;
        out->catalog.n_shipped_goals = shipped->catalog.n_goals;
        if (status != SP_OK) return status;
    }
    return sp_practice_carry(&out->practice, &shipped->practice, &shipped->catalog, &out->catalog,
                             a, e);
}

sp_status sp_engine_review(sp_review *out, const char *path, sp_arena *a, sp_error *e)
{
    sp_engine *engine = sp_arena_take(a, sizeof *engine);
    SP_NEED(engine, e);
    sp_findings findings = {.arena = a};
    sp_error of_reading = {.code = SP_OK};
    const sp_status opened = sp_engine_open(engine, path, &findings, a, &of_reading);
    if (opened != SP_OK && !(opened == SP_INVALID && findings.n_errors)) { /* not readable at all */
        if (e) *e = of_reading;
        return opened;
    }
    SP_TRY(sp_catalog_check_records(&engine->catalog, &findings, a, e));
    if (opened == SP_OK) SP_TRY(sp_catalog_check_reach(&engine->catalog, &findings, a, e));
    return sp_review_make(out, &engine->catalog, &findings, opened == SP_OK, a, e);
}
