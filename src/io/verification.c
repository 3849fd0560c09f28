/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a verification found, as JSON: studypath-verification/1. */
#include "io/write.h"
#include "studypath/verify.h"

const char *sp_verification_write(const sp_verification *verification, sp_arena *a)
{
    sp_writer w = {.out.arena = a};
    sp_write_open(&w, '{');
    sp_write_member(&w, "format", "studypath-verification/1");
    sp_write_member_bool(&w, "holds", verification->n_failed == 0);
    sp_write_count(&w, "failed", verification->n_failed);
    sp_write_count(&w, "not_checked", verification->n_unknown);
    sp_write_key(&w, "checks");
    sp_write_open(&w, '[');
    for (size_t i = 0; i < verification->n_items; i++) {
        const sp_verified *item = &verification->items[i];
        sp_write_open_flat(&w, '{');
        sp_write_member(&w, "what", item->what);
        sp_write_member(&w, "verdict", sp_verdict_name(item->verdict));
        sp_write_member(&w, "text", item->text);
        sp_write_close(&w, '}');
    }
    sp_write_close(&w, ']');
    sp_write_close(&w, '}');
    return w.out.failed ? NULL : w.out.text;
}
