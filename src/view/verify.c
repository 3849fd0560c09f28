/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a verification found, as one table. */
#include "studypath/verify.h"
#include "view/layout.h"

enum { WHAT_COLUMNS = 16, VERDICT_COLUMNS = 15 };

const char *sp_view_verification(const sp_verification *verification, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    for (size_t i = 0; i < verification->n_items; i++) {
        const sp_verified *item = &verification->items[i];
        sp_view__cell(&b, item->what, WHAT_COLUMNS);
        sp_view__cell(&b, sp_verdict_name(item->verdict), VERDICT_COLUMNS);
        sp_view__wrap(&b, item->text, WHAT_COLUMNS + VERDICT_COLUMNS,
                      WHAT_COLUMNS + VERDICT_COLUMNS);
    }
    sp_buffer_puts(&b, "\n");
    if (verification->n_failed > 0)
        sp_view__line(&b, 0, "The plan does not hold: %zu of %zu checks failed.",
                      verification->n_failed, verification->n_items);
    else if (verification->n_unknown > 0)
        sp_view__line(&b, 0, "What could be checked holds; %zu of %zu could not be.",
                      verification->n_unknown, verification->n_items);
    else
        sp_view__line(&b, 0, "The plan holds: all %zu checks.", verification->n_items);
    return sp_view__finish(&b);
}
