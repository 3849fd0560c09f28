/* SPDX-License-Identifier: GPL-3.0-or-later
 * The courses of a catalogue as CSV (RFC 4180: a header, CRLF, quotes doubled), one row a course,
 * by the table of columns. Each course is written as JSON and taken apart from that, so that what
 * the JSON says of a course, inferred or stated, is what the table says. */
#include <string.h>

#include "io/catalog.h"
#include "io/columns.h"
#include "studypath/io.h"

/* In quotes where a reader would else take it for more than one cell, or strip it. */
static void put_cell(sp_buffer *b, const char *text)
{
    const size_t length = strlen(text);
    const bool is_plain = !strpbrk(text, "\",\r\n") && !strchr(" \t", text[0]) &&
                          !strchr(" \t", text[length - 1]);
    if (is_plain) {
        sp_buffer_puts(b, text);
        return;
    }
    sp_buffer_puts(b, "\"");
    for (const char *s = text; *s; s++) sp_buffer_add(b, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
    sp_buffer_puts(b, "\"");
}

static void put_row(const sp_json *json, const sp_course *course, void *payload, sp_arena *scratch)
{
    (void)course;
    sp_buffer *b = payload, cell = {.arena = scratch};
    for (size_t i = 0; i < SP_COLUMNS; i++) {
        cell.length = 0;
        if (i) sp_buffer_puts(b, ",");
        if (sp_cell_write(&cell, &sp_columns[i], json) && cell.length) put_cell(b, cell.text);
    }
    b->failed = b->failed || cell.failed;
    sp_buffer_puts(b, "\r\n");
}

const char *sp_catalog_write_csv(const sp_catalog *c, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    for (size_t i = 0; i < SP_COLUMNS; i++)
        sp_buffer_printf(&b, "%s%s", i ? "," : "", sp_columns[i].name);
    sp_buffer_puts(&b, "\r\n");
    return sp_catalog_walk(c, put_row, &b) && !b.failed ? b.text : NULL;
}
