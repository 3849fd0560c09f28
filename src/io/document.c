/* SPDX-License-Identifier: GPL-3.0-or-later
 * See io/document.h. */
#include "io/document.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/try.h"
#include "studypath/text.h"

sp_status sp_document_check_format(const sp_json *json, const char *format, sp_error *e)
{
    if (!cJSON_IsObject(json->root))
        return sp_fail_at(e, SP_INVALID, json->file, 1, 0,
                          "is %s, an object with \"format\": \"%s\" is expected",
                          sp_json_kind(json->root), format);
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(json->root, "format");
    if (!found)
        return sp_fail_at(e, SP_INVALID, json->file, 1, 0, "has no \"format\": \"%s\" is expected",
                          format);
    if (cJSON_IsString(found) && strcmp(found->valuestring, format) == 0) return SP_OK;
    char given[64];
    snprintf(given, sizeof given, "%s",
             cJSON_IsString(found) ? found->valuestring : sp_json_kind(found));
    sp_text_cut(given, 60);
    return sp_fail_at(e, SP_INVALID, json->file, sp_json_line(json, found), 0,
                      "has the format %s, \"%s\" is expected", given, format);
}

sp_status sp_document_verdict(const sp_findings *findings, sp_error *e)
{
    for (size_t i = 0; i < findings->n_items; i++) {
        const sp_finding *f = &findings->items[i];
        if (f->severity != SP_SEVERITY_ERROR) continue;
        return sp_fail_at(e, SP_INVALID, f->file, f->line, 0, "%s%s%s", f->where,
                          f->where[0] ? ": " : "", f->text);
    }
    return SP_OK;
}

sp_status sp_document_skip(sp_reader *r, const cJSON *item, void *record)
{
    (void)r;
    (void)item;
    (void)record;
    return SP_OK;
}

sp_status sp_text_load(sp_text *out, const char *path, sp_arena *a, sp_error *e)
{
    out->name = strcmp(path, "-") == 0 ? "standard input" : path;
    return sp_file_read(&out->text, &out->n_bytes, path, SP_JSON_MAX_BYTES, a, e);
}

sp_status sp_text_save(const char *path, const char *text, size_t n_bytes, sp_error *e)
{
    return sp_file_write(path, text, n_bytes, e);
}
