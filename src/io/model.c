/* SPDX-License-Identifier: GPL-3.0-or-later
 * The two model files, studypath-hours/1 and studypath-score/1. They are ours, so the first mistake
 * ends the reading. */
#include <math.h>
#include <string.h>

#include "base/try.h"
#include "io/document.h"

typedef struct loading {
    void *out;
    sp_arena *arena;
} loading;

static const cJSON *member(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static sp_status number_in(const sp_json *json, const cJSON *object, const char *key, double low,
                           double high, double *out, sp_error *e)
{
    const cJSON *item = member(object, key);
    if (!cJSON_IsNumber(item) || !(item->valuedouble >= low && item->valuedouble <= high))
        return sp_fail_at(e, SP_INVALID, json->file, sp_json_line(json, item ? item : object), 0,
                          "%s: a number from %g to %g is expected", key, low, high);
    *out = item->valuedouble;
    return SP_OK;
}

static sp_status object_in(const sp_json *json, const char *key, const cJSON **out, sp_error *e)
{
    *out = member(json->root, key);
    if (!cJSON_IsObject(*out))
        return sp_fail(e, SP_INVALID, json->file, "%s: an object is expected", key);
    return SP_OK;
}

static sp_status use_hours(const sp_json *json, void *payload, sp_error *e)
{
    loading *l = payload;
    sp_hours_model *m = l->out;
    const cJSON *areas, *kinds;
    SP_TRY(sp_document_check_format(json, "studypath-hours/1", e));
    SP_TRY(number_in(json, json->root, "fixed_hours", 0, 1000, &m->fixed_hours, e));
    SP_TRY(object_in(json, "areas", &areas, e));
    SP_TRY(object_in(json, "kinds", &kinds, e));
    m->areas = sp_arena_array(l->arena, sp_json_count(areas), sizeof *m->areas);
    m->kinds = sp_arena_array(l->arena, sp_json_count(kinds), sizeof *m->kinds);
    SP_NEED(m->areas && m->kinds, e);
    for (const cJSON *child = areas->child; child; child = child->next) {
        sp_area_factor *area = &m->areas[m->n_areas++];
        area->area = sp_arena_text(l->arena, child->string, strlen(child->string));
        SP_NEED(area->area, e);
        SP_TRY(number_in(json, areas, child->string, 0.01, 100, &area->factor, e));
    }
    for (const cJSON *child = kinds->child; child; child = child->next) {
        struct sp_kind_factor *kind = &m->kinds[m->n_kinds++];
        kind->kind = sp_arena_text(l->arena, child->string, strlen(child->string));
        SP_NEED(kind->kind, e);
        SP_TRY(number_in(json, child, "phi", 0.01, 100, &kind->phi, e));
        SP_TRY(number_in(json, child, "low", 0.01, 1, &kind->low, e));
        SP_TRY(number_in(json, child, "high", 1, 100, &kind->high, e));
        kind->borrowed = cJSON_IsTrue(member(child, "borrowed"));
    }
    return SP_OK;
}

static sp_status use_score(const sp_json *json, void *payload, sp_error *e)
{
    sp_score_model *m = ((loading *)payload)->out;
    const cJSON *weights, *errors;
    SP_TRY(sp_document_check_format(json, "studypath-score/1", e));
    SP_TRY(object_in(json, "weights", &weights, e));
    SP_TRY(object_in(json, "log_se", &errors, e));
    double sum = 0;
    for (int f = 0; f < SP_FEATURES; f++) {
        SP_TRY(number_in(json, weights, sp_features[f].name, 0, 1, &m->weight[f], e));
        SP_TRY(number_in(json, errors, sp_features[f].name, 0.3, 100, &m->log_se[f], e));
        sum += m->weight[f];
    }
    if (fabs(sum - 1) > 1e-4)
        return sp_fail(e, SP_INVALID, json->file, "the weights add up to %g, not to 1", sum);
    for (int f = 0; f < SP_FEATURES; f++) m->weight[f] /= sum; /* the file rounds them */
    return SP_OK;
}

sp_status sp_hours_model_read(sp_hours_model *out, const sp_text *text, sp_arena *a, sp_error *e)
{
    *out = (sp_hours_model){0};
    loading l = {.out = out, .arena = a};
    return sp_json_read(text->text, text->n_bytes, text->name, use_hours, &l, a, e);
}

sp_status sp_score_model_read(sp_score_model *out, const sp_text *text, sp_arena *a, sp_error *e)
{
    *out = (sp_score_model){0};
    loading l = {.out = out, .arena = a};
    return sp_json_read(text->text, text->n_bytes, text->name, use_score, &l, a, e);
}
