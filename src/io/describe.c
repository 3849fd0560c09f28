/* SPDX-License-Identifier: GPL-3.0-or-later
 * The keys of a format in words, from the same tables that read and write it. */
#include <string.h>

#include "io/catalog.h"
#include "io/profile.h"
#include "studypath/io.h"

enum { TEXT_COLUMN = 30 };

static const char *kind_in_words(const sp_field *f)
{
    switch (f->kind) {
    case SP_FIELD_TEXT: return "text";
    case SP_FIELD_NUMBER: return f->flags & SP_FIELD_WHOLE ? "whole number" : "number";
    case SP_FIELD_BOOL: return "true or false";
    case SP_FIELD_CHOICE:
    case SP_FIELD_PREFER: return f->choices;
    case SP_FIELD_CHOICES: return "array of choices";
    case SP_FIELD_DATE: return "date YYYY-MM-DD";
    case SP_FIELD_SPAN: return "[low, high]";
    case SP_FIELD_TEXTS: return "array of texts";
    case SP_FIELD_DATES: return "array of dates";
    case SP_FIELD_PAIRS:
    case SP_FIELD_LEVELS: return "{topic: level}";
    case SP_FIELD_CONFIDENCE: return "{topic: 0 to 1}";
    case SP_FIELD_TOPIC: return "topic id";
    case SP_FIELD_LEVEL: return "level, 0 to 3";
    case SP_FIELD_COURSES: return "array of course ids";
    case SP_FIELD_TEXT_MAP: return "object of texts";
    case SP_FIELD_OBJECT: return "object";
    case SP_FIELD_NUMBER_OR_OBJECT: return "number, or object";
    case SP_FIELD_LIST: return "array of objects";
    case SP_FIELD_CUSTOM: return "";
    }
    return "";
}

static void blanks(sp_buffer *b, size_t n)
{
    while (n--) sp_buffer_add(b, " ", 1);
}

static void describe(sp_buffer *b, const sp_fields *fields, size_t indent)
{
    for (size_t i = 0; i < fields->n_rows; i++) {
        const sp_field *f = &fields->rows[i];
        if (!f->help) continue;
        const size_t width = indent + strlen(f->key) + (f->flags & SP_FIELD_REQUIRED ? 2 : 0);
        blanks(b, indent);
        sp_buffer_printf(b, "%s%s", f->key, f->flags & SP_FIELD_REQUIRED ? " *" : "");
        blanks(b, width < TEXT_COLUMN ? TEXT_COLUMN - width : 1);
        const char *kind = kind_in_words(f);
        sp_buffer_printf(b, "%s%s%s\n", kind, kind[0] ? ": " : "", f->help);
        if (f->sub) describe(b, f->sub, indent + 2);
    }
}

const char *sp_format_describe(const char *format, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    if (strcmp(format, "profile") == 0) {
        describe(&b, &sp_profile_fields, 0);
    } else if (strcmp(format, "catalog") == 0) {
        for (size_t i = 0; i < SP_CATALOG_PARTS; i++) {
            sp_buffer_printf(&b, "%s%s: array of\n", i ? "\n" : "", sp_catalog_parts[i].key);
            describe(&b, sp_catalog_parts[i].fields, 2);
        }
    } else {
        return NULL;
    }
    sp_buffer_puts(&b, "\n*: must be there. null means not stated. Keys that begin with x- are "
                       "kept as they are.\n");
    return b.failed ? NULL : b.text;
}
