/* SPDX-License-Identifier: GPL-3.0-or-later
 * Judgements and labelings from JSON. They are our own files, so the first mistake ends the
 * reading. */
#include <stdlib.h>
#include <string.h>

#include "base/try.h"
#include "fit/fit.h"
#include "io/document.h"

/* Where a reader puts what it finds. */
typedef struct reading {
    void *out;
    const sp_catalog *catalog;
    sp_arena *arena;
} reading;

static const cJSON *member(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static sp_status refuse(const sp_json *json, const cJSON *item, const char *expected, sp_error *e)
{
    return sp_fail_at(e, SP_INVALID, json->file, item ? sp_json_line(json, item) : 0, 0,
                      "%s is expected", expected);
}

static sp_status read_feature(const sp_json *json, const cJSON *pair, const char *key,
                              sp_feature_id *out, sp_error *e)
{
    const cJSON *item = member(pair, key);
    for (int k = 0; cJSON_IsString(item) && k < SP_FEATURES; k++) {
        *out = (sp_feature_id)k;
        if (strcmp(item->valuestring, sp_features[k].name) == 0) return SP_OK;
    }
    return refuse(json, item ? item : pair,
                  "the name of a feature of the score, as \"a\" and as \"b\",", e);
}

static sp_status read_judgement(const sp_json *json, const cJSON *pair, sp_judgement *out,
                                sp_error *e)
{
    if (!cJSON_IsObject(pair)) return refuse(json, pair, "an object", e);
    SP_TRY(read_feature(json, pair, "a", &out->a, e));
    SP_TRY(read_feature(json, pair, "b", &out->b, e));
    const cJSON *ratio = member(pair, "ratio");
    if (!cJSON_IsNumber(ratio) ||
        !(ratio->valuedouble >= 1.0 / 9 - 0.01 && ratio->valuedouble <= 9) || out->a == out->b) {
        return refuse(json, pair, "a pair of two features with a ratio from 1/9 to 9", e);
    }
    out->ratio = ratio->valuedouble;
    return SP_OK;
}

static sp_status use_judgements(const sp_json *json, void *payload, sp_error *e)
{
    const reading *r = payload;
    sp_judgement_set *out = r->out;
    SP_TRY(sp_document_check_format(json, "studypath-judgements/1", e));
    const cJSON *labeler = member(json->root, "labeler"), *pairs = member(json->root, "pairs");
    if (!cJSON_IsString(labeler) || !cJSON_IsArray(pairs))
        return refuse(json, json->root, "a \"labeler\" and an array \"pairs\"", e);
    out->labeler = sp_arena_text(r->arena, labeler->valuestring, strlen(labeler->valuestring));
    out->items = sp_arena_array(r->arena, sp_json_count(pairs), sizeof *out->items);
    SP_NEED(out->labeler && out->items, e);
    for (const cJSON *pair = pairs->child; pair; pair = pair->next) {
        SP_TRY(read_judgement(json, pair, &out->items[out->n_items++], e));
    }
    return SP_OK;
}

sp_status sp_judgements_read(sp_judgement_set *out, const sp_text *text, sp_arena *a, sp_error *e)
{
    *out = (sp_judgement_set){0};
    reading r = {.out = out, .arena = a};
    return sp_json_read(text->text, text->n_bytes, text->name, use_judgements, &r, a, e);
}

const char *const sp_label_keys[SP_LABEL_KINDS] = {"teaches", "requires", "formal"};

static sp_status read_levels(const sp_json *json, const cJSON *object, const sp_catalog *c,
                             uint8_t *levels, sp_error *e)
{
    if (!cJSON_IsObject(object)) return refuse(json, object, "an object of levels by topic", e);
    for (const cJSON *child = object->child; child; child = child->next) {
        const sp_topic_id topic = sp_topic_find(c, child->string);
        if (topic == SP_NONE) return refuse(json, child, "a topic of the catalogue", e);
        const double level = cJSON_IsNumber(child) ? child->valuedouble : -1;
        if (!(level >= 0 && level < SP_LEVELS) || level > (uint8_t)level)
            return refuse(json, child, "a level, 0 to 3,", e);
        levels[topic] = (uint8_t)level;
    }
    return SP_OK;
}

static sp_status read_label(const sp_json *json, const cJSON *course, const reading *r,
                            sp_label *out, sp_error *e)
{
    const sp_topics *topics = &r->catalog->topics;
    if (!cJSON_IsObject(course))
        return refuse(json, course, "an object with \"teaches\" and \"requires\"", e);
    out->course = sp_arena_text(r->arena, course->string, strlen(course->string));
    SP_NEED(out->course, e);
    for (int kind = 0; kind < SP_LABEL_KINDS; kind++) {
        const cJSON *levels = member(course, sp_label_keys[kind]);
        if (!levels) continue;
        out->levels[kind] = sp_arena_take(r->arena, topics->n_items);
        SP_NEED(out->levels[kind], e);
        SP_TRY(read_levels(json, levels, r->catalog, out->levels[kind], e));
    }
    /* each labeling leaves out other things that the rest of its list implies */
    for (int kind = SP_LABEL_REQUIRES; kind <= SP_LABEL_FORMAL; kind++)
        if (out->levels[kind]) sp_levels_close(topics, out->levels[kind]);
    return SP_OK;
}

static int by_course(const void *left, const void *right)
{
    return strcmp(((const sp_label *)left)->course, ((const sp_label *)right)->course);
}

static sp_status use_labeling(const sp_json *json, void *payload, sp_error *e)
{
    const reading *r = payload;
    sp_labeling *out = r->out;
    SP_TRY(sp_document_check_format(json, "studypath-labels/1", e));
    const cJSON *courses = member(json->root, "courses");
    if (!cJSON_IsObject(courses)) return refuse(json, json->root, "an object \"courses\"", e);
    out->items = sp_arena_array(r->arena, sp_json_count(courses), sizeof *out->items);
    SP_NEED(out->items, e);
    for (const cJSON *child = courses->child; child; child = child->next)
        SP_TRY(read_label(json, child, r, &out->items[out->n_items++], e));
    if (out->n_items) qsort(out->items, out->n_items, sizeof *out->items, by_course);
    return SP_OK;
}

sp_status sp_labeling_read(sp_labeling *out, const sp_catalog *c, const sp_text *text, sp_arena *a,
                           sp_error *e)
{
    *out = (sp_labeling){0};
    reading r = {.out = out, .catalog = c, .arena = a};
    return sp_json_read(text->text, text->n_bytes, text->name, use_labeling, &r, a, e);
}
