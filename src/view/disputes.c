/* SPDX-License-Identifier: GPL-3.0-or-later
 * What providers list as prerequisites against what one needs, priced in hours. */
#include <math.h>

#include "studypath/studypath.h"
#include "view/layout.h"

static void put_pairs(sp_buffer *b, const char *what, const sp_pair *pairs, size_t n_pairs,
                      const sp_catalog *c)
{
    if (!n_pairs) return;
    sp_buffer line = {.arena = b->arena};
    sp_buffer_printf(&line, "%s: ", what);
    for (size_t i = 0; i < n_pairs; i++)
        sp_buffer_printf(&line, "%s%s (%s)", i ? ", " : "", c->topics.items[pairs[i].topic].id,
                         sp_level_name(pairs[i].level));
    sp_buffer_puts(b, "  ");
    sp_view__wrap_line(b, &line, 2, 4);
}

static void put_hours(sp_buffer *b, double hours)
{
    if (isnan(hours))
        sp_buffer_puts(b, "       -");
    else
        sp_buffer_printf(b, "%8.0f", hours);
}

static void put_cost(sp_buffer *b, double hours)
{
    if (isnan(hours))
        sp_buffer_puts(b, "       -");
    else
        sp_buffer_printf(b, "%+8.0f", hours);
}

static void put_dispute(sp_buffer *b, const sp_dispute *d, const sp_catalog *c)
{
    sp_view__cell(b, c->courses[d->course].id, 52);
    put_hours(b, d->needed_hours);
    put_hours(b, d->listed_hours);
    put_cost(b, d->listed_hours - d->needed_hours);
    sp_buffer_puts(b, d->proved ? "\n" : " *\n");
    put_pairs(b, "listed, not needed", d->surplus, d->n_surplus, c);
    put_pairs(b, "needed, not listed", d->unlisted, d->n_unlisted, c);
}

const char *sp_view_disputes(const sp_disputes *disputes, const sp_engine *engine, sp_arena *a)
{
    const sp_catalog *c = &engine->catalog;
    sp_buffer b = {.arena = a};
    bool all_proved = true, all_reached = true;
    sp_view__line(&b, 0,
                  "Courses whose provider's prerequisites are known: %zu of %zu; what they list "
                  "differs from what one needs: %zu.",
                  disputes->n_listed, c->n_courses, disputes->n_items);
    if (!disputes->n_items) return sp_view__finish(&b);
    sp_buffer_puts(&b, "\n                                                    hours to what is\n");
    sp_buffer_puts(
        &b, "course                                                needed  listed    cost\n");
    for (size_t i = 0; i < disputes->n_items; i++) {
        const sp_dispute *d = &disputes->items[i];
        put_dispute(&b, d, c);
        all_proved = all_proved && d->proved;
        all_reached = all_reached && !isnan(d->needed_hours) && !isnan(d->listed_hours);
    }
    sp_buffer_puts(&b, "\n");
    sp_view__line(
        &b, 0,
        "Hours: the fewest of any set of other courses that reaches the list, settling in "
        "included. Cost: what believing the provider's list adds (+) or hides (-).");
    if (!all_proved) sp_view__line(&b, 0, "* not proved: the search was ended at its limit");
    if (!all_reached) sp_view__line(&b, 0, "- no set of courses reaches that list");
    return sp_view__finish(&b);
}
