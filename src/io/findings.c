/* SPDX-License-Identifier: GPL-3.0-or-later
 * The findings on a catalogue as a document, studypath-findings/1. */
#include "io/write.h"
#include "studypath/findings.h"

static void write_finding(sp_writer *w, const sp_finding *f)
{
    static const char *const severities[] = {[SP_SEVERITY_ERROR] = "error",
                                             [SP_SEVERITY_WARNING] = "warning",
                                             [SP_SEVERITY_NOTE] = "note"};
    const sp_finding_kind *kind = sp_finding_kind_find(f->code);
    sp_write_open(w, '{');
    sp_write_member(w, "code", f->code);
    sp_write_member(w, "severity", severities[f->severity]);
    sp_write_member(w, "file", f->file);
    sp_write_key(w, "line");
    if (f->line)
        sp_write_int(w, f->line);
    else
        sp_write_text(w, NULL);
    sp_write_member(w, "where", f->where);
    sp_write_member(w, "text", f->text);
    sp_write_member(w, "hint", kind ? kind->hint : NULL);
    sp_write_close(w, '}');
}

const char *sp_review_write(const sp_review *review, sp_arena *a)
{
    sp_writer w = {.out.arena = a};
    const sp_findings *findings = &review->findings;
    sp_write_open(&w, '{');
    sp_write_member(&w, "format", "studypath-findings/1");
    sp_write_catalog_name(&w, review->catalog);
    sp_write_member_bool(&w, "whole", review->is_whole);
    sp_write_count(&w, "errors", findings->n_errors);
    sp_write_count(&w, "warnings", review->n_warnings);
    sp_write_count(&w, "notes", review->n_notes);
    sp_write_key(&w, "findings");
    sp_write_open(&w, '[');
    for (size_t i = 0; i < findings->n_items; i++) write_finding(&w, &findings->items[i]);
    sp_write_close(&w, ']');
    sp_write_close(&w, '}');
    return w.out.failed ? NULL : w.out.text;
}
