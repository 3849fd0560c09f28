/* SPDX-License-Identifier: GPL-3.0-or-later
 * The sums of an import for people. */
#include <string.h>

#include "studypath/import.h"
#include "studypath/text.h"

/* "title, url, level" of the columns that are used, or of those that are not. */
static void list_columns(sp_buffer *b, const sp_import *import, bool used)
{
    size_t n = 0;
    for (size_t i = 0; i < import->n_columns; i++) {
        const sp_import_column *column = &import->columns[i];
        if ((column->field != NULL) != used) continue;
        sp_buffer_puts(b, n++ ? ", " : used ? "  columns: " : "  not used: ");
        sp_buffer_safe(b, *column->name ? column->name : "(no name)");
        if (used && strcmp(column->field, column->name) != 0)
            sp_buffer_printf(b, " (%s)", column->field);
    }
    if (n) sp_buffer_puts(b, "\n");
}

static void list_rows(sp_buffer *b, const sp_import *import, size_t most_rows)
{
    static const char *const actions[] = {"kept, but", "merged:", "skipped:"};
    size_t n = 0;
    for (size_t i = 0; i < import->n_rows; i++) {
        const sp_import_row *row = &import->rows[i];
        if (!row->why || n++ >= most_rows) continue;
        sp_buffer_printf(b, "  row %zu (line %u) %s ", row->row, (unsigned)row->line,
                         actions[row->action]);
        sp_buffer_safe(b, row->why);
        sp_buffer_puts(b, "\n");
    }
    if (n > most_rows) sp_buffer_printf(b, "  and %zu more such rows\n", n - most_rows);
}

const char *sp_view_import(const sp_import *import, size_t most_rows, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    sp_buffer_printf(&b,
                     "%zu row%s: %zu kept, %zu merged, %zu skipped; %zu of those kept match no "
                     "topic\n",
                     import->n_rows, import->n_rows == 1 ? "" : "s", import->n_kept,
                     import->n_merged, import->n_skipped, import->n_unmatched);
    list_columns(&b, import, true);
    list_columns(&b, import, false);
    list_rows(&b, import, most_rows);
    return b.failed ? NULL : b.text;
}
