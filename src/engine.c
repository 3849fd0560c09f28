/* SPDX-License-Identifier: GPL-3.0-or-later
 * The engine: a catalogue completed by the models. Opening the shipped one is in open.c, so that
 * the program that embeds it links without it. */
#include "engine.h"

#include "base/try.h"

sp_status sp_engine_fill(sp_engine *engine, const sp_text *texts, size_t n_texts,
                         sp_findings *findings, sp_arena *a, sp_error *e)
{
    sp_catalog *c = &engine->catalog;
    SP_TRY(sp_catalog_read(c, texts, n_texts, findings, a, e));
    sp_texts_sha256(c->sha256, texts, n_texts);
    SP_TRY(sp_steps_set(c, engine->hours_model.areas, engine->hours_model.n_areas, a, e));
    SP_TRY(sp_hours_complete(c, &engine->hours_model, e));
    return sp_ratings_make(&engine->ratings, c, a, e);
}

sp_status sp_engine_read(sp_engine *out, const sp_model_texts *models, const sp_text *texts,
                         size_t n_texts, sp_findings *findings, sp_arena *a, sp_error *e)
{
    *out = (sp_engine){0};
    SP_TRY(sp_hours_model_read(&out->hours_model, &models->hours, a, e));
    SP_TRY(sp_score_model_read(&out->score_model, &models->score, a, e));
    SP_TRY(sp_placement_model_read(&out->placement_model, &models->placement, a, e));
    return sp_engine_fill(out, texts, n_texts, findings, a, e);
}
