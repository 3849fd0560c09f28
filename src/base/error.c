/* SPDX-License-Identifier: GPL-3.0-or-later
 * Filling errors and findings. See studypath/error.h. */
#include "studypath/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "studypath/text.h"

SP_PRINTF(6, 0)
static sp_status fail_v(sp_error *e, sp_status code, const char *where, uint32_t line,
                        uint32_t column, const char *format, va_list args)
{
    if (!e || e->code != SP_OK) return code;
    e->code = code;
    e->line = line;
    e->column = column;
    snprintf(e->where, sizeof e->where, "%s", where ? where : "");
    vsnprintf(e->text, sizeof e->text, format, args);
    sp_text_cut(e->where, sizeof e->where - 1);
    sp_text_cut(e->text, sizeof e->text - 1);
    return code;
}

sp_status sp_fail(sp_error *e, sp_status code, const char *where, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail_v(e, code, where, 0, 0, format, args);
    va_end(args);
    return code;
}

sp_status sp_fail_at(sp_error *e, sp_status code, const char *where, uint32_t line, uint32_t column,
                     const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail_v(e, code, where, line, column, format, args);
    va_end(args);
    return code;
}

static bool grow(sp_findings *f)
{
    const size_t capacity = f->capacity ? 2 * f->capacity : 16;
    sp_finding *larger = sp_arena_array(f->arena, capacity, sizeof *larger);
    if (!larger) return false;
    if (f->n_items) memcpy(larger, f->items, f->n_items * sizeof *larger);
    f->items = larger;
    f->capacity = capacity;
    return true;
}

sp_status sp_findings_add_v(sp_findings *f, sp_severity severity, const char *code,
                            const char *file, const char *where, uint32_t line, const char *format,
                            va_list args)
{
    char text[512];
    vsnprintf(text, sizeof text, format, args);
    sp_text_cut(text, sizeof text - 1);
    if (f->n_items == f->capacity && !grow(f)) return SP_MEMORY;
    sp_finding found = {.severity = severity, .code = code, .line = line};
    found.file = sp_arena_text(f->arena, file, strlen(file));
    found.where = sp_arena_text(f->arena, where, strlen(where));
    found.text = sp_arena_text(f->arena, text, strlen(text));
    if (!found.file || !found.where || !found.text) return SP_MEMORY;
    f->items[f->n_items++] = found;
    f->n_errors += severity == SP_SEVERITY_ERROR;
    return SP_OK;
}

sp_status sp_findings_add(sp_findings *f, sp_severity severity, const char *code, const char *file,
                          const char *where, uint32_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const sp_status status = sp_findings_add_v(f, severity, code, file, where, line, format, args);
    va_end(args);
    return status;
}
