/* SPDX-License-Identifier: GPL-3.0-or-later
 * The model files, studypath-hours/1, studypath-score/1 and studypath-placement/1. They are ours,
 * so the first mistake ends the reading. */
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

static sp_status text_in(const sp_json *json, const cJSON *object, const char *key,
                         const char **out, sp_arena *a, sp_error *e)
{
    const cJSON *item = member(object, key);
    if (!cJSON_IsString(item))
        return sp_fail_at(e, SP_INVALID, json->file, sp_json_line(json, item ? item : object), 0,
                          "%s: a text is expected", key);
    *out = sp_arena_text(a, item->valuestring, strlen(item->valuestring));
    SP_NEED(*out, e);
    return SP_OK;
}

/* {"value": 0.9, "source": "..."}: a parameter without a source is not taken. */
static sp_status read_parameter(const sp_json *json, const cJSON *parameters,
                                const sp_placement_parameter *row, double *out, sp_arena *a,
                                sp_error *e)
{
    const cJSON *item = member(parameters, row->name);
    const char *text;
    if (!cJSON_IsObject(item))
        return sp_fail_at(e, SP_INVALID, json->file, sp_json_line(json, parameters), 0,
                          "parameters: %s: an object is expected", row->name);
    SP_TRY(number_in(json, item, "value", row->low, row->high, out, e));
    if (row->is_whole && *out != floor(*out))
        return sp_fail_at(e, SP_INVALID, json->file, sp_json_line(json, item), 0,
                          "%s: a whole number is expected", row->name);
    SP_TRY(text_in(json, item, "source", &text, a, e));
    SP_TRY(text_in(json, item, "unit", &text, a, e));
    if (strcmp(text, row->unit) != 0)
        return sp_fail_at(e, SP_INVALID, json->file, sp_json_line(json, item), 0,
                          "%s: the unit is %s", row->name, row->unit);
    return SP_OK;
}

static sp_status read_reporter(const sp_json *json, const cJSON *item, sp_reporter *out,
                               sp_arena *a, sp_error *e)
{
    const char *source;
    SP_TRY(text_in(json, item, "name", &out->name, a, e));
    SP_TRY(text_in(json, item, "source", &source, a, e));
    SP_TRY(number_in(json, item, "share", 0.001, 1, &out->share, e));
    SP_TRY(number_in(json, item, "slip", 0.001, 0.9, &out->slip, e));
    SP_TRY(number_in(json, item, "under", 0, 0.9, &out->under, e));
    return number_in(json, item, "over", 0, 0.9 - out->under, &out->over, e);
}

static sp_status use_placement(const sp_json *json, void *payload, sp_error *e)
{
    loading *l = payload;
    sp_placement_model *m = l->out;
    const cJSON *parameters, *areas, *reporters = member(json->root, "reporters");
    SP_TRY(sp_document_check_format(json, "studypath-placement/1", e));
    SP_TRY(text_in(json, json->root, "version", &m->version, l->arena, e));
    SP_TRY(object_in(json, "parameters", &parameters, e));
    SP_TRY(object_in(json, "areas", &areas, e));
    for (int i = 0; i < SP_PLACEMENTS; i++)
        SP_TRY(read_parameter(json, parameters, &sp_placement_parameters[i], &m->value[i], l->arena,
                              e));
    m->areas = sp_arena_array(l->arena, sp_json_count(areas), sizeof *m->areas);
    m->reporters = sp_arena_array(l->arena, SP_MOST_REPORTERS, sizeof *m->reporters);
    SP_NEED(m->areas && m->reporters, e);
    for (const cJSON *child = areas->child; child; child = child->next) {
        sp_area_shift *shift = &m->areas[m->n_areas++];
        shift->area = sp_arena_text(l->arena, child->string, strlen(child->string));
        SP_NEED(shift->area, e);
        SP_TRY(number_in(json, areas, child->string, -3, 3, &shift->levels, e));
    }
    if (!cJSON_IsArray(reporters) || !sp_json_count(reporters) ||
        sp_json_count(reporters) > SP_MOST_REPORTERS)
        return sp_fail(e, SP_INVALID, json->file, "reporters: 1 to %d are expected",
                       SP_MOST_REPORTERS);
    for (const cJSON *child = reporters->child; child; child = child->next)
        SP_TRY(read_reporter(json, child, &m->reporters[m->n_reporters++], l->arena, e));
    return SP_OK;
}

sp_status sp_placement_model_read(sp_placement_model *out, const sp_text *text, sp_arena *a,
                                  sp_error *e)
{
    *out = (sp_placement_model){0};
    loading l = {.out = out, .arena = a};
    return sp_json_read(text->text, text->n_bytes, text->name, use_placement, &l, a, e);
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
