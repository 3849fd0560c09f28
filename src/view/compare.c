/* SPDX-License-Identifier: GPL-3.0-or-later
 * Paths side by side: a line for each, then the courses that tell them from the first. */
#include <math.h>
#include <string.h>

#include "studypath/studypath.h"
#include "view/layout.h"
#include "view/why.h"

enum { NAME_COLUMNS = 32 };

static void put_weeks(sp_buffer *b, double weeks)
{
    if (weeks >= SP_MOST_WEEKS)
        sp_buffer_puts(b, "  >5000");
    else
        sp_buffer_printf(b, "%7.0f", weeks);
}

static void put_row(sp_buffer *b, const sp_compared *row, size_t index)
{
    sp_buffer_printf(b, "%2zu  ", index + 1);
    sp_view__cell(b, row->name, NAME_COLUMNS);
    sp_buffer_printf(b, "%8zu%8.0f", row->plan.n_steps, row->plan.hours.expected);
    put_weeks(b, row->plan.finish.weeks_p50);
    put_weeks(b, row->plan.finish.weeks_p80);
    sp_buffer_printf(b, "%8.0f %%%s\n", floor(100 * row->share_reached + 1e-9),
                     row->plan.proved ? "" : " *");
}

static void put_courses(sp_buffer *b, const char *head, const char *const *titles, size_t n_titles)
{
    sp_buffer line = {.arena = b->arena};
    for (size_t i = 0; i < n_titles; i++) sp_buffer_printf(&line, "%s%s", i ? "; " : "", titles[i]);
    sp_view__paragraph(b, head, &line);
}

static bool same_titles(const char *const *left, size_t n_left, const char *const *right,
                        size_t n_right)
{
    bool same = n_left == n_right;
    for (size_t i = 0; i < n_left && same; i++) same = strcmp(left[i], right[i]) == 0;
    return same;
}

/* Both differ from the first in the same courses. */
static bool same_courses(const sp_compared *a, const sp_compared *b)
{
    return same_titles(a->more, a->n_more, b->more, b->n_more) &&
           same_titles(a->fewer, a->n_fewer, b->fewer, b->n_fewer);
}

/* Rows with the same courses are told at the first of them. */
static void put_differences(sp_buffer *b, const sp_comparison *comparison, size_t index)
{
    const sp_compared *rows = comparison->rows, *row = &rows[index];
    for (size_t i = 1; i < index; i++)
        if (same_courses(&rows[i], row)) return;
    sp_buffer head = {.arena = b->arena};
    sp_buffer_printf(&head, "%zu", index + 1);
    for (size_t i = index + 1; i < comparison->n_rows; i++)
        if (same_courses(&rows[i], row)) sp_buffer_printf(&head, ", %zu", i + 1);
    const bool is_same = !row->n_more && !row->n_fewer;
    sp_buffer_puts(&head, is_same ? ": the same courses as 1." : " against 1");
    sp_buffer_puts(b, "\n");
    sp_view__wrap_line(b, &head, 0, 0);
    put_courses(b, "  in", row->more, row->n_more);
    put_courses(b, "  out", row->fewer, row->n_fewer);
}

const char *sp_view_comparison(const sp_comparison *comparison, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    bool all_proved = true;
    sp_buffer_printf(&b, "    %*s   hours   weeks until    goal\n", NAME_COLUMNS + 8, "");
    sp_buffer_printf(&b, "    %-*s courses       h   half   80 %%  covered\n", NAME_COLUMNS,
                     "path");
    for (size_t i = 0; i < comparison->n_rows; i++) {
        put_row(&b, &comparison->rows[i], i);
        all_proved = all_proved && comparison->rows[i].plan.proved;
    }
    for (size_t i = 1; i < comparison->n_rows; i++) put_differences(&b, comparison, i);
    sp_buffer_puts(&b, "\n");
    sp_view__line(&b, 0,
                  "Hours: expected, of study. Covered: share of the step hours between you "
                  "and each path's goal.");
    if (!all_proved) sp_view__line(&b, 0, "* not proved: the search was ended at its limit");
    return sp_view__finish(&b);
}
