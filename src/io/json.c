/* SPDX-License-Identifier: GPL-3.0-or-later
 * See io/json.h. */
#include "io/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/try.h"
#include "io/scan.h"

/* Number the values in document order, as the scan did. Depth is bounded by the scan. */
static size_t number_values(cJSON *item, size_t index)
{
    item->valueint = (int)index++;
    for (cJSON *child = item->child; child; child = child->next)
        index = number_values(child, index);
    return index;
}

static int compare_keys(const void *a, const void *b)
{
    const cJSON *const *left = a, *const *right = b;
    const int order = strcmp((*left)->string, (*right)->string);
    return order ? order
                 : ((*left)->valueint > (*right)->valueint) -
                       ((*left)->valueint < (*right)->valueint);
}

/* The second value of a key that an object has twice; NULL when all keys differ. */
static sp_status find_duplicate(const cJSON **duplicate, const cJSON *object, sp_arena *a,
                                sp_error *e)
{
    size_t n_keys = 0;
    for (const cJSON *child = object->child; child; child = child->next) n_keys++;
    if (n_keys < 2) return SP_OK;
    const sp_arena_mark mark = sp_arena_here(a);
    const cJSON **keys = sp_arena_array(a, n_keys, sizeof *keys);
    SP_NEED(keys, e);
    size_t i = 0;
    for (const cJSON *child = object->child; child; child = child->next) keys[i++] = child;
    qsort(keys, n_keys, sizeof *keys, compare_keys);
    for (i = 1; i < n_keys && !*duplicate; i++)
        if (strcmp(keys[i - 1]->string, keys[i]->string) == 0) *duplicate = keys[i];
    sp_arena_rewind(a, mark);
    return SP_OK;
}

static sp_status check_duplicates(const sp_json *json, const cJSON *item, sp_arena *a, sp_error *e)
{
    if (cJSON_IsObject(item)) {
        const cJSON *duplicate = NULL;
        SP_TRY(find_duplicate(&duplicate, item, a, e));
        if (duplicate)
            return sp_fail_at(e, SP_SYNTAX, json->file, sp_json_line(json, duplicate), 0,
                              "the key \"%s\" stands twice in one object", duplicate->string);
    }
    for (const cJSON *child = item->child; child; child = child->next)
        if (child->child) SP_TRY(check_duplicates(json, child, a, e));
    return SP_OK;
}

sp_status sp_json_read(const char *text, size_t n_bytes, const char *file,
                       sp_status (*use)(const sp_json *json, void *payload, sp_error *e),
                       void *payload, sp_arena *a, sp_error *e)
{
    sp_json_span *spans = NULL;
    size_t n_spans = 0;
    SP_TRY(sp_json__scan(&spans, &n_spans, text, n_bytes, file, a, e));
    cJSON *root = cJSON_ParseWithLengthOpts(text, n_bytes, NULL, 0);
    SP_NEED(root, e); /* the scan accepted the text: only memory can be missing */
    sp_status status = SP_OK;
    const sp_json json = {.root = root, .file = file, .text = text, .spans = spans};
    if (number_values(root, 0) != n_spans)
        status = sp_fail(e, SP_SYNTAX, file,
                         "the JSON parser and the strict scan disagree about this text");
    else
        status = check_duplicates(&json, root, a, e);
    if (status == SP_OK) status = use(&json, payload, e);
    cJSON_Delete(root);
    return status;
}

uint32_t sp_json_line(const sp_json *json, const cJSON *item)
{
    return json->spans[item->valueint].line;
}

const char *sp_json_kind(const cJSON *item)
{
    if (cJSON_IsObject(item)) return "an object";
    if (cJSON_IsArray(item)) return "an array";
    if (cJSON_IsString(item)) return "a string";
    if (cJSON_IsNumber(item)) return "a number";
    if (cJSON_IsBool(item)) return cJSON_IsTrue(item) ? "true" : "false";
    return "null";
}

char *sp_json_raw(const sp_json *json, const cJSON *item, sp_arena *a)
{
    const sp_json_span span = json->spans[item->valueint];
    return sp_arena_text(a, json->text + span.begin, span.end - span.begin);
}
