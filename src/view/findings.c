/* SPDX-License-Identifier: GPL-3.0-or-later
 * Findings for reading: where, how bad, what, and what to do about each kind. */
#include <string.h>

#include "studypath/view.h"
#include "view/layout.h"

static const char *const severities[] = {
    [SP_SEVERITY_ERROR] = "error", [SP_SEVERITY_WARNING] = "warning", [SP_SEVERITY_NOTE] = "note"};

/* A finding is one line, whatever it quotes. */
static void put_on_one_line(sp_buffer *b, const char *text)
{
    while (*text) {
        const size_t length = strcspn(text, "\n\r\t");
        const char *part = sp_arena_text(b->arena, text, length);
        if (part)
            sp_buffer_safe(b, part);
        else
            b->failed = true;
        text += length;
        if (!*text) break;
        sp_buffer_puts(b, " ");
        text++;
    }
}

static void put_finding(sp_buffer *b, const sp_finding *f)
{
    sp_buffer_safe(b, f->file);
    if (f->line) sp_buffer_printf(b, ":%u", f->line);
    sp_buffer_printf(b, ": %s: ", severities[f->severity]);
    if (f->where[0]) {
        sp_buffer_safe(b, f->where);
        sp_buffer_puts(b, ": ");
    }
    put_on_one_line(b, f->text);
    sp_buffer_printf(b, " [%s]\n", f->code);
}

const char *sp_view_findings(const sp_findings *findings, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    for (size_t i = 0; i < findings->n_items; i++) put_finding(&b, &findings->items[i]);
    return sp_view__finish(&b);
}

static bool has_code(const sp_findings *findings, const char *code)
{
    for (size_t i = 0; i < findings->n_items; i++)
        if (strcmp(findings->items[i].code, code) == 0) return true;
    return false;
}

/* Three texts as one paragraph whose lines after the first are indented further. */
static void put_paragraph(sp_buffer *b, size_t indent, const char *one, const char *two,
                          const char *three)
{
    sp_buffer text = {.arena = b->arena};
    sp_buffer_printf(&text, "%s%s%s.", one, two, three);
    if (text.failed) b->failed = true;
    for (size_t i = 0; i < indent; i++) sp_buffer_puts(b, " ");
    if (!text.failed) sp_view__wrap(b, text.text, indent, indent + 2);
}

/* Each hint once, in the order of the table. */
static void put_hints(sp_buffer *b, const sp_findings *findings)
{
    if (!findings->n_items) return;
    sp_buffer_puts(b, "\nWhat to do:\n");
    for (size_t i = 0; i < SP_FINDING_KINDS; i++) {
        const sp_finding_kind *kind = &sp_finding_kinds[i];
        if (has_code(findings, kind->code)) put_paragraph(b, 2, kind->code, ": ", kind->hint);
    }
    sp_buffer_puts(b, "\n");
}

static void put_count(sp_buffer *b, size_t n, const char *what, const char *end)
{
    sp_buffer_printf(b, "%zu %s%s%s", n, what, n == 1 ? "" : "s", end);
}

const char *sp_view_review(const sp_review *review, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    const sp_findings *f = &review->findings;
    for (size_t i = 0; i < f->n_items; i++) put_finding(&b, &f->items[i]);
    put_hints(&b, f);
    put_count(&b, f->n_errors, "error", ", ");
    put_count(&b, review->n_warnings, "warning", ", ");
    put_count(&b, review->n_notes, "note", "\n");
    if (!review->is_whole)
        sp_view__line(&b, 0,
                      "What the courses reach was not looked at: check again when the errors are "
                      "mended.");
    return sp_view__finish(&b);
}

const char *sp_view_finding_kinds(sp_arena *a)
{
    sp_buffer b = {.arena = a};
    for (size_t i = 0; i < SP_FINDING_KINDS; i++) {
        const sp_finding_kind *kind = &sp_finding_kinds[i];
        sp_buffer_printf(&b, "%s (%s)\n", kind->code, severities[kind->severity]);
        put_paragraph(&b, 2, kind->meaning, "", "");
        put_paragraph(&b, 2, "What to do: ", kind->hint, "");
    }
    return sp_view__finish(&b);
}
